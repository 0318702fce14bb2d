/** 存量台账: the people an office already helps when the system starts. Only future duties begin; the past is the past. */
import type { ImportContext, ImportVariant, RowIn, Written } from '~/casefile/import/adapter'
import { openCases, type OpenItem } from '~/casefile/open.server'
import { ruleBook } from '~/casefile/rules.server'
import { directory } from '~/orgs/find-units.server'
import { handoff } from '../domain.server'
import { freshFacts, type HandoffFacts } from '../facts'
import { handoffRow } from '../open/handoff-rows'
import { ledgerColumns } from './columns'
import { judgeList, readyRows, type ListReader, type ReadyRow } from './judge.server'
import { contactsOf, keptCategories, offenceOf, personOf } from './person'
import { townChoices } from './place.server'
import { writeProtected } from './protected.server'
import { roster, sexChoices } from './roster.server'
import { readLedgerRow, type LedgerValue } from './read-ledger-row'
import { helpPeriod, monthlyContact, mustPickup } from '../rules'

const list: ListReader<LedgerValue> = {
  read: (row, ctx) => readLedgerRow(row.rowNo, row.cells, ctx),
  town: { field: 'town', of: (value) => value.town },
  releaseOn: (value) => value.released_on,
  kind: () => 'handoff',
}
const same = (...labels: string[]) => labels.map((label) => ({ value: label, label }))

export const ledger: ImportVariant = {
  label: '存量台账（系统上线时已在帮教的人员）',
  hint: '写明状态、释放日期、帮教起止和最近联系日。只生成今后的任务，此前的记为“系统上线前”。',
  roles: ['JC', 'TJ'],
  columns: ledgerColumns,
  companions: roster.companions,
  choices: async ({ actor, db }) => ({
    town: townChoices(await directory(db), actor),
    sex: sexChoices,
    state: same('帮教中', '已建档', '谢绝帮教', '外出委托', '失去联系'),
    support_level: same('A', 'B', 'C'),
    placement_type: same('就业', '自主创业', '务农', '就学', '培训', '低保救助', '家庭扶助', '过渡安置', '未安置'),
  }),
  questions: roster.questions.filter(({ fills }) => !fills),
  judge: (context, rows, seen) => judgeList(list, context, rows, seen),
  write: writeLedger,
}

async function writeLedger(
  context: ImportContext,
  rows: { create: readonly RowIn[]; vault: readonly RowIn[] },
): Promise<Written[]> {
  const book = await ruleBook(context.db)
  const p = (rule: string) => book.rule(rule, context.actor.today).value
  const open = await readyRows(list, context, rows.create)
  const apart = await readyRows(list, context, rows.vault)
  const files = await openCases(
    handoff,
    context,
    open.map((row) => ledgerItem(context, row, p)),
  )
  await markPast(
    context,
    files.map(({ id }) => id),
  )
  await writeProtected(
    context,
    apart.map(({ value, place, row }) => ({
      value,
      place,
      contacts: contactsOf(value),
      record: { ...value, list: 'ledger', rowNo: row.rowNo },
    })),
    'own',
  )
  return [
    ...open.map(({ row, seen }, index) => ({ seq: row.seq, caseId: files[index]!.id, seen })),
    ...apart.map(({ row, seen }) => ({ seq: row.seq, caseId: null, seen })),
  ]
}

/** Duties whose day lay before the system: kept for the record, done by nobody here. */
async function markPast({ actor, db }: ImportContext, ids: string[]): Promise<void> {
  await db.$executeRaw`UPDATE task SET done_at = ${actor.now}, outcome = 'before_system', note = '系统上线前'
    WHERE case_id = ANY (${ids}::uuid[]) AND done_at IS NULL AND due_on < ${actor.today}::date`
}

function ledgerItem(
  { actor }: ImportContext,
  { value, place, row }: ReadyRow<LedgerValue>,
  p: (rule: string) => number,
): OpenItem<HandoffFacts> {
  const scopeKey = (place.office ?? place.bureau).code
  const helpStartOn = value.help_start_on ?? value.released_on
  const helpEndOn = value.help_end_on ?? helpPeriod('prison', helpStartOn, p).endOn
  const keyCategory = keptCategories(value.key_category)
  const helped = value.state === 'in_help' || value.state === 'away'
  const declined = value.state === 'declined'
  const unreachableOn = value.state === 'unreachable' ? actor.today : null
  const placementType = value.placement_type ?? 'unplaced'
  const checkedOn = placementType === 'unplaced' ? null : actor.today
  const levelOn = value.support_level ? actor.today : null
  const facts = freshFacts({
    state: value.state,
    openedOn: actor.today,
    sex: value.sex,
    birthOn: value.birth_date,
    sourceType: 'prison',
    scopeKey,
    releasedOn: value.released_on,
    keyCategory,
    mustPickup: mustPickup(keyCategory),
    registeredOn: actor.today,
    helpStartedOn: helped ? helpStartOn : null,
    resumedOn: actor.today,
    helpStartOn,
    helpEndOn,
    supportLevel: value.support_level,
    levelOn,
    agreementStatus: declined ? 'declined' : null,
    placementType,
    placementCheckedOn: checkedOn,
    lastContactOn: value.last_contact_on,
    contactsMade: value.last_contact_on ? 1 : 0,
    unreachableOn,
  })
  return {
    step: 'legacy',
    scopeKey,
    state: value.state,
    openedOn: actor.today,
    ownerPostId: actor.role === 'TJ' ? actor.postId : null,
    lawfulBasis: 'statutory_duty',
    person: personOf(value),
    hujiCode: place.town,
    residenceCode: place.town,
    contacts: contactsOf(value),
    rows: {
      handoff_file: [
        {
          ...handoffRow({
            source_type: 'prison',
            released_on: value.released_on,
            key_category: keyCategory,
            responsible_town: place.town,
            help_start_on: helpStartOn,
            help_end_on: helpEndOn,
            support_level: value.support_level,
            level_on: levelOn,
            agreement_status: facts.agreementStatus,
            placement_type: placementType,
            last_contact_on: value.last_contact_on,
            contacts_made: facts.contactsMade,
            pair_helper_name: value.pair_helper,
            unreachable_on: unreachableOn,
            before_system: true,
          }),
          placement_checked_on: checkedOn,
        },
      ],
      handoff_offence: [offenceOf(value)],
    },
    facts: { ...facts, ...monthlyContact(facts, p) },
    due: handoff.kind.steps.legacy!.due ?? [],
    input: { variant: 'ledger', rowNo: row.rowNo },
  }
}
