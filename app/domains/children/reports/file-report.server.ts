/** Filing a mandatory report (未成年人保护法 11): taken at once, sent at once, by whoever meets a child; nobody approves. */
import { parseWithZod } from '@conform-to/zod/v4'
import { roles } from '~/access/roles'
import { logAccess } from '~/audit/log.server'
import type { Ctx } from '~/casefile/act.server'
import type { Received } from '~/casefile/attachments/receive.server'
import { drawNumbers } from '~/casefile/numbers.server'
import { encrypt, randomToken, sm3 } from '~/lib/crypto.server'
import { invalid } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { pageDuty } from '~/messages/page-duty.server'
import { directory } from '~/orgs/find-units.server'
import { copiesFor, findReceivers } from './copies.server'
import { fileRows } from './files.server'
import { dayAhead, reportInput, type ReportBody, type ReporterSaid, type ReportInput } from './report-input'
import { receiverRoles } from './situations'

/** From the form. Throws 422 at the field; nothing else stops a report. */
export async function fileReportOf(
  ctx: Ctx,
  form: FormData,
  files: readonly Received[] = [],
): Promise<{ id: string; paged: number }> {
  const parsed = parseWithZod(form, { schema: reportInput })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  return fileReport(ctx, parsed.value, files)
}

/**
 * Writes the report with what was sent along, its copies for the offices of the county (one tier up where the county's is named
 * or empty), their duties and the messages to their officers, in the caller's transaction. A role that nobody holds anywhere
 * waits for somebody (deliver-waiting). `paged`: messages that go out. Throws 422.
 */
export async function fileReport(
  ctx: Ctx,
  given: ReportInput,
  files: readonly Received[] = [],
): Promise<{ id: string; paged: number }> {
  const { actor, db } = ctx
  if (dayAhead(given.onDay, actor.today)) throw invalid({ onDay: ['日期不能晚于今天'] })
  const { units, regions } = await directory(db)
  if (regions.get(given.county)?.tier !== 'county') throw invalid({ county: ['请从列表中选择县（区）'] })
  const named = given.named.filter((code) => units.has(code))
  const to = await findReceivers(db, actor, { county: given.county, named })
  const id = uuidv7()
  const body: ReportBody = {
    child: given.child,
    onDay: given.onDay,
    place: given.place ?? null,
    facts: given.facts,
    named: named.map((code) => units.get(code)!.name),
    namedOther: given.namedOther ?? null,
    files: files.map((one) => ({ name: one.name, sm3: one.content.sm3 })),
  }
  const reporter = JSON.stringify({
    name: actor.userName,
    role: roles[actor.role],
    unit: actor.unit.name,
    phone: given.phone ?? null,
  } satisfies ReporterSaid)
  const said = JSON.stringify(body)
  const year = actor.today.slice(0, 4)
  const n = await drawNumbers(db, `QB-${given.county}-${year}`, 1)
  const report = {
    id,
    report_no: `QB-${given.county}-${year}-${String(n).padStart(5, '0')}`,
    receipt: randomToken(9),
    token: randomToken(12),
    county: given.county,
    situation: given.situation,
    body_enc: encrypt(said, `report:${id}`),
    digest: sm3(said),
    named_units: named,
    linked_token: given.file ?? null,
    reporter_post: actor.postId,
    // For whoever takes office later.
    reporter_enc: to.length < receiverRoles.length ? encrypt(reporter, `report_reporter:${id}`) : null,
  }
  const { deliveries, tasks } = await copiesFor(db, actor, { to, said, reporter })
  await db.$executeRaw`SELECT file_report(${JSON.stringify(report)}::jsonb, ${JSON.stringify(deliveries)}::jsonb, ${JSON.stringify(tasks)}::jsonb,
    ${JSON.stringify(fileRows(id, files))}::jsonb)`
  // Without the report's token: the auditor sees that reports are filed, not who filed which.
  await logAccess(db, actor, { event: 'report', data: { act: 'file' } })
  let paged = 0
  for (const { role, unit } of to) paged += await pageDuty(db, actor.today, { role, unitCode: unit.code })
  return { id, paged }
}
