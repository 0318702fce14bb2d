/** 存量台账: households on 低保 when the system starts. Only future duties begin; the past is marked 系统上线前. */
import type {
  ImportAdapter,
  ImportContext,
  ImportVariant,
  Judged,
  RowIn,
  Seen,
  Written,
} from '~/casefile/import/adapter'
import type { RuleBook } from '~/casefile/deadlines/rule-book'
import { openCases, type OpenItem } from '~/casefile/open.server'
import { ruleBook } from '~/casefile/rules.server'
import { encrypt, mac } from '~/lib/crypto.server'
import { uuidv7 } from '~/lib/ids.server'
import { regionsBelow } from '~/orgs/find-units.server'
import { reliefDibao } from '../domain.server'
import { freshFacts, type ReliefFacts } from '../facts'
import { nextMonth, recheckFrom } from '../rules'
import { dibaoColumns } from './columns'
import { readDibaoRow, type DibaoValue } from './read-row'

const keyOf = (value: Partial<DibaoValue>): string | null =>
  value.id_no
    ? `id:${value.id_no}`
    : value.name && value.birth_date && value.no_id_reason
      ? `nb:${value.name}:${value.birth_date}`
      : null

/** The villages of my town, by the names that a list may say. */
async function villages({ actor, db }: ImportContext) {
  const rows = await regionsBelow(db, actor.unit.regionCode, 'village')
  return rows.map((one) => ({ code: one.code, name: one.name }))
}
const villageOf = (known: readonly { code: string; name: string }[], said: string | undefined) =>
  said ? known.find((one) => one.name === said || one.name.startsWith(said) || said.endsWith(one.name)) : undefined

/** Files of my own scope, by keyed number: in one statement. */
async function filesOf({ db }: ImportContext, macs: readonly string[]): Promise<Map<string, string>> {
  if (!macs.length) return new Map()
  const rows = await db.caseFile.findMany({
    where: { kind: 'relief_dibao', closedOn: null, person: { idMac: { in: [...macs] } } },
    select: { id: true, person: { select: { idMac: true } } },
  })
  return new Map(rows.flatMap((row) => (row.person?.idMac ? [[row.person.idMac, row.id] as const] : [])))
}
const idMac = (idNo: string) => mac(idNo, 'person.id_no')

async function judge(context: ImportContext, rows: readonly RowIn[], seen: Seen): Promise<Judged[]> {
  const known = await villages(context)
  const readRows = rows.map((row) => readDibaoRow(row.rowNo, row.cells, context.actor.today))
  const there = await filesOf(
    context,
    readRows.flatMap(({ value }) => (value.id_no ? [idMac(value.id_no)] : [])),
  )
  const keys = readRows.map(({ value }) => keyOf(value))
  const before = await seen(keys.filter((key): key is string => key !== null))
  return readRows.map(({ value, problems, warnings }, at) => {
    const wrong = [...problems]
    if (value.village && !villageOf(known, value.village))
      wrong.push({ field: 'village', why: '本乡镇没有这个村（社区），请选择' })
    const caseId = value.id_no ? there.get(idMac(value.id_no)) : undefined
    const key = keys[at] ?? null
    const again = caseId !== undefined || (key !== null && before.has(key))
    return {
      verdict: again ? 'there' : wrong.length ? 'mend' : 'create',
      problems: again ? [] : wrong,
      warnings,
      key,
      face: {
        name: value.name ?? '',
        idNo: value.id_no ?? null,
        day: value.decided_on ?? null,
        place: value.village ?? '',
      },
      ...(caseId && { caseId }),
    }
  })
}

function itemOf(
  { actor }: ImportContext,
  value: DibaoValue,
  { villageCode, rowNo, book }: { villageCode: string; rowNo: number; book: RuleBook },
): OpenItem<ReliefFacts> {
  const id = uuidv7()
  const payee = {
    name: value.name,
    relation: 'self',
    ...(value.account && { account: value.account }),
    ...(value.bank && { bank: value.bank }),
  }
  const number = `存量-${actor.unit.regionCode}-${actor.today.slice(0, 4)}-${id.slice(-6)}`
  return {
    id,
    step: 'legacy',
    scopeKey: actor.unit.code,
    state: 'paying',
    openedOn: actor.today,
    ownerPostId: actor.postId,
    lawfulBasis: 'statutory_duty',
    person: {
      idType: value.id_no ? 'resident' : 'none',
      ...(value.id_no && { idNo: value.id_no }),
      ...(value.no_id_reason && { noIdReason: value.no_id_reason }),
      name: value.name,
      sex: value.sex,
      birthOn: value.birth_date,
    },
    hujiCode: actor.unit.regionCode,
    residenceCode: villageCode,
    contacts: value.phone ? [{ what: 'phone', value: value.phone }] : [],
    rows: {
      relief_file: [
        {
          benefit_type: 'dibao',
          accept_town: actor.unit.regionCode,
          village_code: villageCode,
          applied_on: value.decided_on,
          accepted_on: value.decided_on,
          persons: value.persons,
          decided_fen: value.amount,
          period: 'monthly',
          decision: 'granted',
          decision_no: number,
          decided_on: value.decided_on,
          pay_from: nextMonth(actor.today),
          recheck_class: value.cycle,
          rechecked_on: value.rechecked_on,
          before_system: true,
          accepted_post: actor.postId,
          accepted_user: actor.userId,
          complex: false,
          protected_person: false,
          review_count: 0,
          reversed: false,
          false_papers: false,
          payee_enc: encrypt(JSON.stringify(payee), `relief_payee:${id}`),
        },
      ],
      relief_means: [
        { cause: 'other', family_class: 'dibao', income_fen: value.income, income_stable: value.cycle === 'yearly' },
      ],
    },
    facts: begun(book, {
      state: 'paying',
      openedOn: actor.today,
      sex: value.sex,
      birthOn: value.birth_date,
      scopeKey: actor.unit.code,
      persons: value.persons,
      incomeFen: value.income,
      decidedFen: value.amount,
      decidedOn: value.decided_on,
      recheckClass: value.cycle,
      recheckedOn: value.rechecked_on,
      beforeSystem: true,
      acceptedUser: actor.userId,
    }),
    due: [],
    input: { variant: 'dibao_ledger', rowNo },
  }
}

/** The facts of a household that is paid already: the next recheck alone is ahead. */
function begun(book: RuleBook, given: Parameters<typeof freshFacts>[0]): ReliefFacts {
  const facts = freshFacts(given)
  return { ...facts, recheckFrom: recheckFrom(facts, book) }
}

async function write(context: ImportContext, rows: { create: readonly RowIn[] }): Promise<Written[]> {
  const known = await villages(context)
  const ready = rows.create.map((row) => {
    const value = readDibaoRow(row.rowNo, row.cells, context.actor.today).value as DibaoValue
    return { row, value, village: villageOf(known, value.village)! }
  })
  const book = await ruleBook(context.db)
  const files = await openCases(
    reliefDibao,
    context,
    ready.map(({ row, value, village }) =>
      itemOf(context, value, { villageCode: village.code, rowNo: row.rowNo, book }),
    ),
  )
  return ready.map(({ row, value }, at) => ({ seq: row.seq, caseId: files[at]!.id, seen: keyOf(value) }))
}

const variant: ImportVariant = {
  label: '低保存量台账（系统上线时正在享受的家庭）',
  hint: '一户一行，写明人数、家庭月收入、月保障金额、批准日期和上次复核日期。经县级审批人员逐户确认后，下月起由系统逐月列入应发。',
  roles: ['CC'],
  columns: dibaoColumns,
  companions: (field) => (field === 'id_no' ? ['no_id_reason', 'sex', 'birth_date'] : []),
  choices: async (context) => ({
    village: (await villages(context)).map((one) => ({ value: one.name, label: one.name })),
    sex: ['男', '女'].map((label) => ({ value: label, label })),
    cycle: ['每年', '每半年'].map((label) => ({ value: label, label })),
  }),
  questions: [],
  judge,
  write,
}

/** What this room lets the import machine do. */
export const reliefImport: ImportAdapter = {
  kind: 'relief_dibao',
  path: '/relief/import',
  variants: { dibao_ledger: variant },
  home: () => ({ href: '/relief?kind=relief_dibao', label: '救助补助' }),
  caseHref: (_role, id) => `/relief/${id}`,
}
