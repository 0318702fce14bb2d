import { fieldLabels, purposes } from '~/audit/events'
import type { Db } from '~/lib/db.server'
import type { Actor } from './actor'
import { isRole, roles } from './roles'
import type { KindName } from './policy'
import { headOf, type FileHead } from './why.server'

const LIMIT = 200

const doings: Record<string, string> = {
  read: '查看',
  reveal: '显示隐藏内容',
  print: '打印',
  download: '下载附件',
  file_alarm: '附件校验不通过',
  document: '办理文书',
  step: '办理',
  open: '建立档案',
  party: '调整查看权限',
  break_glass: '紧急查看',
  break_glass_review: '复核紧急查看',
}

const purposeText: Record<string, string> = { ...purposes, life: '危及生命' }

export type Reading = {
  at: Date
  who: string
  post: string
  what: string
  fields: string
  purpose: string
  count: number
}
type Row = {
  at: Date
  event: string
  name: string | null
  role: string | null
  unit: string | null
  fields: number
  purpose: string | null
  count: number
}

/** Who opened this file (谁看过此档案), newest first, at most 200 lines. Throws 404 outside the scope. */
export async function whoOpened(
  ctx: { actor: Actor; db: Db },
  kind: KindName,
  id: string | undefined,
): Promise<{ file: FileHead; readings: Reading[] }> {
  const file = await headOf(ctx, kind, id)
  const rows = await ctx.db.$queryRaw<Row[]>`SELECT * FROM who_opened(${file.id}::uuid, ${LIMIT}::int)`
  const readings = rows.map((row) => ({
    at: row.at,
    who: row.name ?? '系统',
    post: [row.role && isRole(row.role) ? roles[row.role] : null, row.unit].filter(Boolean).join(' · '),
    what: row.event === 'read' && row.fields === 0 ? '查看权限与记录' : (doings[row.event] ?? row.event),
    fields: fieldLabels(row.fields).join('、'),
    purpose: row.purpose ? (purposeText[row.purpose] ?? row.purpose) : '',
    count: row.count,
  }))
  return { file, readings }
}
