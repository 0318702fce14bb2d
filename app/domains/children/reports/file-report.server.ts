/** Filing a mandatory report (未成年人保护法 11): taken at once, sent at once, by whoever meets a child; nobody approves. */
import { parseWithZod } from '@conform-to/zod/v4'
import { roles } from '~/access/roles'
import { logAccess } from '~/audit/log.server'
import type { Ctx } from '~/casefile/act.server'
import { computeDue } from '~/casefile/deadlines/compute'
import { drawNumbers, nextNeutralNos } from '~/casefile/numbers.server'
import { ruleBook } from '~/casefile/rules.server'
import { encrypt, randomToken, sm3 } from '~/lib/crypto.server'
import { invalid } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { pageDuty } from '~/messages/page-duty.server'
import { directory } from '~/orgs/find-units.server'
import { dutyRow } from './duty-row.server'
import { dayAhead, reportInput, type ReportBody, type ReporterSaid, type ReportInput } from './report-input'
import { receiversOf } from './rules'

/** From the form. Throws 422 at the field; nothing else stops a report. */
export async function fileReportOf(ctx: Ctx, form: FormData): Promise<{ id: string; paged: number }> {
  const parsed = parseWithZod(form, { schema: reportInput })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  return fileReport(ctx, parsed.value)
}

/**
 * Writes the report, its copies for the offices of the county (one tier up where the county's is named), their duties and
 * the messages to their officers, in the caller's transaction. `paged`: messages that go out. Throws 422.
 */
export async function fileReport(ctx: Ctx, given: ReportInput): Promise<{ id: string; paged: number }> {
  const { actor, db } = ctx
  if (dayAhead(given.onDay, actor.today)) throw invalid({ onDay: ['日期不能晚于今天'] })
  const { units, byKind, regions } = await directory(db)
  if (regions.get(given.county)?.tier !== 'county') throw invalid({ county: ['请从列表中选择县（区）'] })
  const named = given.named.filter((code) => units.has(code))
  const to = receiversOf(given.county, named, (kind) => byKind.get(kind) ?? [])
  const id = uuidv7()
  const body: ReportBody = {
    child: given.child,
    onDay: given.onDay,
    place: given.place ?? null,
    facts: given.facts,
    named: named.map((code) => units.get(code)!.name),
    namedOther: given.namedOther ?? null,
  }
  const reporter: ReporterSaid = {
    name: actor.userName,
    role: roles[actor.role],
    unit: actor.unit.name,
    phone: given.phone ?? null,
  }
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
  }
  const book = await ruleBook(db)
  const by = (rule: string) => computeDue({ book, rule, from: actor.today, roll: 'none', because: '收到强制报告' })
  const due = { acknowledge: by('D4.report_acknowledge'), feedback: by('D4.report_feedback') }
  const deliveries = to.map(({ role, unit }) => {
    const own = uuidv7()
    return {
      id: own,
      to_key: unit.code,
      to_role: role,
      body_enc: encrypt(said, `report_delivery:${own}`),
      reporter_enc: encrypt(JSON.stringify(reporter), `report_reporter:${own}`),
      acknowledge_by: due.acknowledge.dueOn,
      feedback_by: due.feedback.dueOn,
    }
  })
  const numbers = await nextNeutralNos(
    db,
    to.map(({ unit }) => unit.code),
    actor.today,
  )
  const tasks = deliveries.map((delivery, at) =>
    dutyRow('report_acknowledge', delivery, due.acknowledge, numbers[at]!, actor),
  )
  await db.$executeRaw`SELECT file_report(${JSON.stringify(report)}::jsonb, ${JSON.stringify(deliveries)}::jsonb, ${JSON.stringify(tasks)}::jsonb)`
  // Without the report's token: the auditor sees that reports are filed, not who filed which.
  await logAccess(db, actor, { event: 'report', data: { act: 'file' } })
  let paged = 0
  for (const { role, unit } of to) paged += await pageDuty(db, actor.today, { role, unitCode: unit.code })
  return { id, paged }
}
