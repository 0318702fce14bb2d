import type { Ctx } from '~/casefile/act.server'
import type { Tie } from '~/casefile/domain'
import { Prisma } from '~/generated/prisma/client'

const MOST = 200

/** Where a post is named beside the holder: member of a help group (帮教小组), pair helper (结对帮扶人). */
export async function handoffTies({ actor, db }: Ctx, postId: string): Promise<Tie[]> {
  const rows = await db.$queryRaw<{ id: string; case_no: string; name: string; is_group: boolean }[]>(Prisma.sql`
    SELECT c.id, c.case_no, c.name, k.is_group FROM (
      SELECT case_id, true AS is_group FROM handoff_group_member WHERE post_id = ${postId}::uuid AND until_on IS NULL
      UNION ALL SELECT case_id, false FROM case_party WHERE holder = ${postId} AND kind = 'handoff' AND part = 'pair_helper' AND until_at > ${actor.now}) k
    JOIN case_file c ON c.id = k.case_id ORDER BY c.id, k.is_group LIMIT ${MOST}`)
  return rows.map(({ id, case_no, name, is_group }) => ({
    caseId: id,
    caseNo: case_no,
    name,
    ...(is_group ? { what: '帮教小组成员', step: 'change_group' } : { what: '结对帮扶人', step: 'change_pair_helper' }),
  }))
}
