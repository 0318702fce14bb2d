/** 提出结对: the school chooses one of its enrolled children and one of its serving legal vice-principals. */
import { caseScope } from '~/access/scope.server'
import { Prisma } from '~/generated/prisma/client'
import type { Ctx } from '~/casefile/act.server'
import { openCases } from '~/casefile/open.server'
import { encrypt } from '~/lib/crypto.server'
import { invalid } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { checkPhone, splitName } from '~/people/identity'
import { mentoring } from '../domain.server'
import type { Propose } from '../inputs'
import { serving } from '../rules'

/** Children of one page of choices; a school with more searches by name. */
const MOST = 300
export const contactContext = (caseId: string): string => `mentoring_contact:${caseId}`

/** Children whose file names this school, without an open mentoring here; by name, at most so many. */
export const childrenOf = ({ actor, db }: Ctx, q = '') =>
  db.$queryRaw<{ id: string; name: string }[]>(Prisma.sql`
    SELECT c.id, c.name FROM case_file c WHERE ${caseScope(actor, 'child')} AND c.closed_on IS NULL
      AND (${q} = '' OR c.name LIKE ${`${q.replace(/[\\%_]/g, '')}%`})
      AND NOT EXISTS (SELECT 1 FROM mentoring_file m JOIN case_file f ON f.id = m.case_id
        WHERE m.child_case_id = c.id AND m.scope_key = ${actor.unit.code} AND f.closed_on IS NULL)
    ORDER BY c.pinyin, c.id LIMIT ${MOST}`)

/** Serving vice-principals of the school who have an account to see it with. */
export const mentorsOf = ({ actor, db }: Ctx) =>
  db.$queryRaw<{ id: string; name: string; postId: string }[]>(Prisma.sql`
    SELECT c.id, c.name, s.post_id::text AS "postId" FROM case_file c JOIN lvp_service s ON s.case_id = c.id
    WHERE ${caseScope(actor, 'legal_lesson')} AND c.state IN (${Prisma.join([...serving])}) AND s.post_id IS NOT NULL ORDER BY c.pinyin, c.id LIMIT 50`)

/** Gives the new file's id. Throws 422 for a child or a mentor that is not the school's. */
export async function proposeMentoring(ctx: Ctx, given: Propose): Promise<string> {
  const { actor, db } = ctx
  const [child] = await db.$queryRaw<{ id: string; name: string }[]>(Prisma.sql`
    SELECT c.id, c.name FROM case_file c WHERE ${caseScope(actor, 'child')} AND c.closed_on IS NULL AND c.id = ${given.childId}::uuid`)
  if (!child) throw invalid({ childId: ['请选择本校在册的孩子'] })
  const mentor = (await mentorsOf(ctx)).find((one) => one.id === given.serviceId)
  if (!mentor) throw invalid({ serviceId: ['请选择本校在任、已有账号的法治副校长'] })
  const phone = checkPhone(given.contactPhone)
  if (!phone.ok) throw invalid({ contactPhone: [phone.why] })
  const running = await db.mentoringFile.count({
    where: { childCaseId: child.id, scopeKey: actor.unit.code, case: { closedOn: null } },
  })
  if (running) throw invalid({ childId: ['这个孩子已有结对，先办结那一份'] })
  const id = uuidv7()
  await openCases(mentoring, ctx, [
    {
      id,
      step: 'propose',
      scopeKey: actor.unit.code,
      state: 'proposed',
      openedOn: actor.today,
      ownerPostId: actor.postId,
      lawfulBasis: 'consent',
      // The given name alone: the rest stands in the child's own file, for those who may open that.
      person: { name: splitName(child.name).given.join('') || '同学', sex: 'U', birthOn: null },
      rows: {
        mentoring_file: [
          {
            child_case_id: child.id,
            service_id: mentor.id,
            post_id: mentor.postId,
            mentor_name: mentor.name,
            class_name: given.className,
            needs: given.needs,
            contact_enc: encrypt(JSON.stringify({ name: given.contactName, phone: phone.phone }), contactContext(id)),
            proposed_on: actor.today,
          },
        ],
      },
      facts: {
        state: 'proposed',
        openedOn: actor.today,
        sex: 'U',
        birthOn: null,
        proposedOn: actor.today,
        agreedOn: null,
        untilOn: null,
        term: 1,
        mentorPost: mentor.postId,
      },
      due: ['agree'],
      input: { needs: given.needs },
    },
  ])
  return id
}
