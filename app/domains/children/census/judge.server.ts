/** What becomes of each row of a census: mine or not, there already or not, on the register by the rule or not, and why. */
import type { ImportContext, Judged, RowIn, Seen } from '~/casefile/import/adapter'
import type { RowProblem } from '~/casefile/import/row'
import { ruleBook } from '~/casefile/rules.server'
import { mac } from '~/lib/crypto.server'
import { awayOf } from '../family'
import { immediateNeed, judgeEligibility } from '../rules'
import { eligibilities } from '../terms'
import { placesFor, type Named, type Places } from './place.server'
import { readCensusRow, type CensusRow, type CensusValue, type List } from './read-row'

const idMac = (idNo: string) => mac(idNo, 'person.id_no')

export const keyOf = (value: Partial<CensusValue>): string | null =>
  value.id_no
    ? `id:${value.id_no}`
    : value.name && value.birth_date && value.no_id_reason
      ? `nb:${value.name}:${value.birth_date}`
      : null

/** Open files of children in my scope, by keyed number: one statement. */
async function filesOf({ db }: ImportContext, macs: readonly string[]): Promise<Map<string, string>> {
  if (!macs.length) return new Map()
  const rows = await db.caseFile.findMany({
    where: { kind: 'child', closedOn: null, person: { idMac: { in: [...macs] } } },
    select: { id: true, person: { select: { idMac: true } } },
  })
  return new Map(rows.flatMap((row) => (row.person?.idMac ? [[row.person.idMac, row.id] as const] : [])))
}

type P = (rule: string) => number

/** What the register's rule says of a row that is read whole. */
export function eligibilityOf(value: CensusValue, on: string, p: P) {
  const family = { father: value.father, mother: value.mother }
  const parents = (['father', 'mother'] as const).map((who) => ({
    who,
    away: family[who].away,
    capacity: family[who].capacity ?? null,
  }))
  const judged = judgeEligibility(
    { category: value.category, away: awayOf(family), parents, birthOn: value.birth_date, on },
    p,
  )
  return value.category === 'left_behind' && !value.rural
    ? { eligible: false, code: 'not_rural' as const, offer: true }
    : judged
}

/** Where the child lives and goes to school, as far as it is mine; else whose it is, or what must be mended. */
export function placeOf(value: Partial<CensusValue>, places: Places, list: List) {
  const problems: RowProblem[] = []
  const village = places.village(value.village ?? '')
  const school = value.school || list === 'school' ? places.school(value.school ?? '') : undefined
  if (list === 'school' && school && 'other' in school) return { other: school.other, problems }
  if ('other' in village && list !== 'school') return { other: village.other, problems }
  if (!('mine' in village))
    problems.push({
      field: 'village',
      why: value.village ? '不是本地区的村（居），或者有几个同名的，请选择' : '没有现住村（居），请选择',
    })
  if (school && 'unknown' in school) problems.push({ field: 'school', why: '本县没有这所学校，请选择，或者清空' })
  const at = (found: typeof village | typeof school): Named | undefined =>
    found && 'mine' in found ? found.mine : undefined
  return { village: at(village), school: at(school), schoolName: value.school, problems }
}

/** A child out of the register by what the row says: at which field, and why. The other parent's care is asked of the family. */
function outOf(value: CensusValue, today: string, p: P): { problem?: RowProblem; warning: string } {
  const judged = eligibilityOf(value, today, p)
  const words = eligibilities[judged.code]
  if (judged.eligible) return { warning: `符合条件：${words}` }
  // Registered all the same: the director tells the family of the hardship check (D4-edge-01).
  if (judged.code === 'other_able')
    return { warning: `不符合条件：${words}；导入后由儿童主任告知困境儿童认定，再办理“不符合条件”` }
  const field = { too_old: value.id_no ? 'id_no' : 'birth_date', not_rural: 'household' }[judged.code as string]
  return { problem: { field: field ?? 'father', why: `不符合条件：${words}。登记无误的请选择“不导入”` }, warning: '' }
}

/** Two statements for many rows, beside the directory and the rules that are kept. */
export function judgeList(list: List) {
  return async (context: ImportContext, rows: readonly RowIn[], seen: Seen): Promise<Judged[]> => {
    const { actor, db } = context
    const places = await placesFor(context)
    const book = await ruleBook(db)
    const p: P = (rule) => book.rule(rule, actor.today).value
    const readRows = rows.map((row) => readCensusRow(row.rowNo, row.cells, list, actor.today))
    const there = await filesOf(
      context,
      readRows.flatMap(({ value }) => (value.id_no ? [idMac(value.id_no)] : [])),
    )
    const keys = readRows.map(({ value }) => keyOf(value))
    const before = await seen(keys.filter((key): key is string => key !== null))
    return readRows.map((row, at): Judged => {
      const { value, warnings } = row
      const key = keys[at] ?? null
      const place = placeOf(value, places, list)
      const face = {
        name: value.name ?? '',
        idNo: value.id_no ?? null,
        day: value.birth_date ?? null,
        place: place.village?.name ?? value.village ?? '',
      }
      if (place.other) return { verdict: 'other', problems: [], warnings, key, face, note: `属${place.other}` }
      const caseId = value.id_no ? there.get(idMac(value.id_no)) : undefined
      if (caseId !== undefined || (key !== null && before.has(key)))
        return { verdict: 'there', problems: [], warnings, key, face, ...(caseId && { caseId }) }
      return { ...judgeOne(row, place, list, p, actor.today), key, face }
    })
  }
}

type Place = ReturnType<typeof placeOf>

function judgeOne(row: CensusRow, place: Place, list: List, p: P, today: string) {
  const problems = [...row.problems, ...place.problems]
  const warnings = [...row.warnings]
  const value = row.value as CensusValue
  if (place.schoolName && !place.school && !place.problems.some(({ field }) => field === 'school'))
    warnings.push(`就读学校：不在本县（${place.schoolName}），没有登记`)
  if (!problems.length) {
    const out = outOf(value, today, p)
    if (out.problem) problems.push(out.problem)
    if (out.warning) warnings.unshift(out.warning)
    const need = immediateNeed(
      { birthOn: value.birth_date, livingAlone: value.alone, unattended: value.unattended, on: today },
      p,
    )
    if (need) warnings.unshift('独居或者无人看护：请立即上门，不要等导入')
    if (list === 'ledger' && value.alone) problems.push({ field: 'alone', why: '独居的孩子请逐个登记并立即处置' })
  }
  return { verdict: problems.length ? ('mend' as const) : ('create' as const), problems, warnings }
}
