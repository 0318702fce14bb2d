/** What the steps of a danger do to the database. */
import type { Effect } from '~/casefile/domain'
import { encrypt } from '~/lib/crypto.server'
import { dayToDb } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { instantOf } from '~/ui/form-inputs'
import type { ChildFacts } from '../facts'
import { save, type Work } from './effect.server'

/** What was seen goes where only the full view reads it; a teacher adds it without reading others'. */
async function danger(work: Work) {
  const { db, file, input, hand } = work
  const foundAt = instantOf(input.foundAt)
  const row = {
    id: uuidv7(),
    case_id: file.id,
    kind: file.kind,
    scope_key: file.scopeKey,
    sign: input.sign,
    facts_enc: encrypt(input.facts, `child_risk:${file.id}`),
    found_at: foundAt.toISOString(),
    by_post_id: hand.postId,
    by_name: hand.name,
  }
  await db.$executeRaw`SELECT add_child_risk(${JSON.stringify(row)}::jsonb)`
  await save(work, {
    dangerOn: dayToDb(input.foundAt.slice(0, 10)),
    dangerAt: foundAt,
    reportedAt: null,
    reportNo: null,
    reportWarnedAt: null,
    reportLateAt: null,
    guardianshipLevel: 'danger',
    levelOn: dayToDb(work.today),
  })
}

async function logReport(work: Work) {
  await save(work, { reportedAt: instantOf(work.input.reportedAt), reportNo: work.input.receiptNo ?? null })
}

async function outOfDanger(work: Work) {
  const { db, file, input, facts } = work
  await db.childRisk.updateMany({
    where: { caseId: file.id, endedOn: null },
    data: { endedOn: dayToDb(input.onDay), resultEnc: encrypt(input.result, `child_risk:${file.id}`) },
  })
  await save(work, {
    guardianshipLevel: input.level,
    levelOn: dayToDb(input.onDay),
    inCareOn: dayToDb(facts.inCareOn ?? input.onDay),
    dangerOn: null,
    dangerAt: null,
    reportWarnedAt: null,
    reportLateAt: null,
  })
}

export const dangerEffects: Record<string, Effect<ChildFacts>> = {
  danger,
  log_report: logReport,
  out_of_danger: outOfDanger,
}
