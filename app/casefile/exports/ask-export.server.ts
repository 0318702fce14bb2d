/** Asking for a file: what it will hold and who must approve it, and the request itself. */
import { z } from 'zod'
import { parseWithZod } from '@conform-to/zod/v4'
import { logAccess } from '~/audit/log.server'
import { encrypt } from '~/lib/crypto.server'
import { addDays, dayOf } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { invalid, notFound, refused, tooMany, UserError } from '~/lib/errors'
import { requiredText } from '~/lib/text'
import { ruleBook } from '../rules.server'
import { approversOf } from './approvers.server'
import { mayExport, secondRoles, type ExportContext, type ExportSource, type ExportSources } from './source'
import { exportPurposes, filtersOf, type ExportPurpose } from './terms'

export const REASON_MAX = 200
/** Requests of one post that may be open at a time. */
const OPEN_MAX = 10
const OPEN = ['waiting', 'second', 'queued', 'running']

export const reasonContext = (requestId: string) => `export.reason:${requestId}`
export const queryContext = (requestId: string) => `export.query:${requestId}`

/** The source of an address. Throws 404 when there is none, 403 when the role may not take it out. */
export function sourceOf(sources: ExportSources, name: string | null, ctx: ExportContext): ExportSource {
  const source = sources.find((one) => one.name === name)
  if (!source) throw notFound()
  if (!mayExport(source, ctx.actor.role)) throw refused('您当前的岗位不能导出这份名单。')
  return source
}

/** What the page of asking shows: how many rows by which filters, who approves, how long the file is kept. */
export async function readAsk(sources: ExportSources, ctx: ExportContext, url: URL) {
  const source = sourceOf(sources, url.searchParams.get('source'), ctx)
  const query = filtersOf(url.searchParams)
  const { about, period } = await source.about(ctx, query)
  const rows = await source.count(ctx, query)
  const limits = await exportLimits(ctx)
  const needsSecond = rows > limits.secondOver
  return {
    label: source.label,
    unit: source.unit,
    holdsNames: source.holdsNames,
    about,
    period,
    rows,
    needsSecond,
    ...limits,
    security: await approversOf(ctx, ['SE'], null),
    second: needsSecond ? await approversOf(ctx, secondRoles(source), source.kind) : [],
    backHref: source.backHref(query),
  }
}
export type AskPage = Awaited<ReturnType<typeof readAsk>>

const input = z.object({
  purpose: z.enum(Object.keys(exportPurposes) as [ExportPurpose, ...ExportPurpose[]]),
  reason: requiredText(REASON_MAX, { lines: true }),
})

/** Files the request and gives its id. Throws 403, 404, 422; 409 when nothing is to be exported; 429. */
export async function askExport(sources: ExportSources, ctx: ExportContext, url: URL, form: FormData): Promise<string> {
  const { actor, db } = ctx
  const source = sourceOf(sources, url.searchParams.get('source'), ctx)
  const parsed = parseWithZod(form, { schema: input })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const query = filtersOf(url.searchParams)
  const { about, period } = await source.about(ctx, query)
  const rows = await source.count(ctx, query)
  if (rows === 0) throw new UserError(409, '没有可以导出的内容。请返回名单，换个条件再导出。')
  const open = await db.exportRequest.count({ where: { postId: actor.postId, state: { in: OPEN } } })
  if (open >= OPEN_MAX) throw tooMany(`您有 ${open} 个导出申请还没有办完。请等办完或撤销后再申请。`)
  const limits = await exportLimits(ctx)
  const year = actor.today.slice(0, 4)
  const [number] = await db.$queryRaw<{ n: number }[]>`SELECT next_numbers(${`DC-${year}`}, 1) AS n`
  const id = uuidv7()
  await db.exportRequest.create({
    data: {
      id,
      no: `导〔${year}〕${String(number!.n).padStart(4, '0')}号`,
      source: source.name,
      label: source.label,
      kind: source.kind,
      postId: actor.postId,
      userId: actor.userId,
      userName: actor.userName,
      role: actor.role,
      unitCode: actor.unit.code,
      unitName: actor.unit.name,
      purpose: parsed.value.purpose,
      reasonEnc: encrypt(parsed.value.reason, reasonContext(id)),
      about,
      period,
      holdsNames: source.holdsNames,
      rowsAsked: rows,
      needsSecond: rows > limits.secondOver,
      secondRoles: secondRoles(source),
      askedAt: actor.now,
      lapsesAt: new Date(`${addDays(dayOf(actor.now), limits.waitDays + 1)}T00:00:00+08:00`),
    },
  })
  const queryEnc = encrypt(query.toString(), queryContext(id))
  await db.exportFile.create({ data: { requestId: id, postId: actor.postId, queryEnc } })
  await logAccess(db, actor, { event: 'export', data: { request: id, source: source.name, step: 'ask', rows } })
  return id
}

/** The limits of exports in force: rows over which a second person approves, days a request waits, hours a file is kept. */
export async function exportLimits({ actor, db }: ExportContext) {
  const book = await ruleBook(db)
  const value = (rule: string) => book.rule(rule, actor.today).value
  return {
    secondOver: value('X.export_second_hand'),
    waitDays: value('X.export_wait'),
    keepHours: value('X.export_keep'),
  }
}
