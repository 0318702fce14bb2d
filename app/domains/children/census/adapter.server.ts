/** 摸底 by villages and towns, by schools, and the opening ledger: what this room lets the import machine do. */
import { Prisma } from '~/generated/prisma/client'
import type { Role } from '~/access/roles'
import type { ImportAdapter, ImportContext, ImportVariant, RowIn, Written } from '~/casefile/import/adapter'
import { openCases, type OpenItem } from '~/casefile/open.server'
import { ruleBook } from '~/casefile/rules.server'
import { child } from '../domain.server'
import type { ChildFacts } from '../facts'
import { grades } from '../terms'
import { censusColumns, ledgerColumns, schoolColumns } from './columns'
import { itemOf } from './item'
import { judgeList, keyOf, placeOf } from './judge.server'
import { placesFor } from './place.server'
import { readCensusRow, type CensusValue, type List } from './read-row'
import { categoryWords, parentWords } from './words'

/** Opens a village's files and enrols them: school and class see the child from the same transaction on. */
async function openEnrolled(context: ImportContext, items: readonly OpenItem<ChildFacts>[]): Promise<void> {
  const { db } = context
  const unplaced = (row: Record<string, unknown>) => ({ ...row, school_code: null, class_code: null })
  await openCases(
    child,
    context,
    items.map((item) => ({ ...item, rows: { ...item.rows, child_file: item.rows.child_file!.map(unplaced) } })),
  )
  const enrolled = items.flatMap(({ id, facts }) =>
    facts.schoolCode ? [{ id, school: facts.schoolCode, class: facts.classCode }] : [],
  )
  if (enrolled.length)
    await db.$queryRaw(Prisma.sql`SELECT enrol_child(e.id, e.school, e.class)::text
      FROM jsonb_to_recordset(${JSON.stringify(enrolled)}::jsonb) AS e(id uuid, school text, class text)`)
}

/** Duties whose day lay before the system: kept for the record, done by nobody here. */
async function markPast({ actor, db }: ImportContext, ids: readonly string[]): Promise<void> {
  await db.$executeRaw`UPDATE task SET done_at = ${actor.now}, outcome = 'before_system', note = '系统上线前'
    WHERE case_id = ANY (${[...ids]}::uuid[]) AND done_at IS NULL AND due_on < ${actor.today}::date`
}

function writeList(list: List) {
  return async (context: ImportContext, { create }: { create: readonly RowIn[] }): Promise<Written[]> => {
    const { actor, db } = context
    const places = await placesFor(context)
    const book = await ruleBook(db)
    const p = (rule: string) => book.rule(rule, actor.today).value
    const items = create.map((row) => {
      const value = readCensusRow(row.rowNo, row.cells, list, actor.today).value as CensusValue
      const { village, school } = placeOf(value, places, list)
      const place = { village: village!.code, school: school?.code ?? null, huji: places.huji(value.huji) }
      return { row, value, item: itemOf(actor, { value, place, rowNo: row.rowNo, list }, p) }
    })
    const files = items.map(({ item }) => item)
    // A school puts its pupils down with the villages where they live; it is not told which of them were there.
    const bySchool = list === 'school'
    if (bySchool) await openCases(child, context, files, 'census')
    else await openEnrolled(context, files)
    if (list === 'ledger')
      await markPast(
        context,
        files.map(({ id }) => id!),
      )
    return items.map(({ row, value, item }) => ({
      seq: row.seq,
      caseId: bySchool ? null : item.id!,
      seen: keyOf(value),
    }))
  }
}

const list = (label: string) => ({ value: label, label })
async function choices(context: ImportContext) {
  const { villages, schools } = await placesFor(context)
  const twice = new Set(villages.map((one) => one.name).filter((name, i, all) => all.indexOf(name) !== i))
  return {
    village: villages.map((one) => list(twice.has(one.name) ? one.full : one.name)),
    school: schools.map((one) => list(one.name)),
    category: categoryWords.map(list),
    household: ['农村', '城镇'].map(list),
    father: parentWords.map(list),
    mother: parentWords.map(list),
    grade: grades.map(list),
    sex: ['男', '女'].map(list),
    level: ['较好', '一般'].map(list),
  }
}

const COMPANIONS: Record<string, readonly string[]> = {
  id_no: ['no_id_reason', 'sex', 'birth_date'],
  father: ['mother', 'category'],
  agreement_to: ['agreement_from'],
}
const variant = (
  name: List,
  given: Pick<ImportVariant, 'label' | 'hint' | 'columns'> & { roles: readonly Role[] },
): ImportVariant => ({
  ...given,
  companions: (field) => COMPANIONS[field] ?? [],
  choices,
  questions: [],
  judge: judgeList(name),
  write: writeList(name),
})

export const childrenImport: ImportAdapter = {
  kind: 'child',
  path: '/children/import',
  variants: {
    census: variant('census', {
      label: '村（居）、乡镇摸底表',
      hint: '一个孩子一行，写明父母各自的情况。逐行按规则判断是否符合条件并写明理由；导入的成为“摸底待核”，五个工作日内审核。住在别处的只列出，不写入。',
      roles: ['CD', 'CS'],
      columns: censusColumns,
    }),
    school: variant('school', {
      label: '学校摸底表（本校学生）',
      hint: '一个学生一行，写明现住村（居）和父母是否外出，不写父母服刑等情况。导入后送孩子居住地的儿童主任核实。',
      roles: ['SP'],
      columns: schoolColumns,
    }),
    ledger: variant('ledger', {
      label: '存量台账（系统上线时已在关爱服务的孩子）',
      hint: '除摸底表各列外，写明开始服务、上次走访、上次评估和协议起止日期。上线前到期的事项记为“系统上线前”，只产生今后的事项。',
      roles: ['CD', 'CS'],
      columns: ledgerColumns,
    }),
  },
  home: () => ({ href: '/children', label: '留守儿童' }),
  caseHref: (_role, id) => `/children/${id}`,
}
