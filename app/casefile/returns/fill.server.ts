/** The numbers of a return: counted from the unit's own files, or the sum of what the units below sent up. */
import type { Prisma } from '~/generated/prisma/client'
import { dayToDb } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { countLines, keyOf, ofUnit } from './count.server'
import { below, countsFiles, sum, zeros, type Level, type ReturnForm, type Values } from './form'
import type { ReportPeriod } from './period'

export type UnitBelow = { code: string; name: string }

/** The units of a level in a region that were there in the period. */
export async function unitsOf(db: Db, level: Level, region: string, period: ReportPeriod): Promise<UnitBelow[]> {
  const units = await db.unit.findMany({
    where: {
      kind: level.unitKind,
      regionCode: { startsWith: region },
      AND: [
        { OR: [{ openedOn: null }, { openedOn: { lte: dayToDb(period.to) } }] },
        { OR: [{ closedOn: null }, { closedOn: { gt: dayToDb(period.from) } }] },
      ],
    },
    select: { code: true, name: true, regionCode: true },
    orderBy: { code: 'asc' },
  })
  return units.filter((unit) => unit.regionCode.length === level.digits)
}

export type Latest = {
  id: string
  unitCode: string
  version: number
  state: string
  lines: Values
  submittedAt: Date | null
}

/** The last version of each unit below that was sent up, as the asking post sees them. */
export async function latestBelow(
  db: Db,
  form: ReturnForm,
  period: ReportPeriod,
  units: readonly UnitBelow[],
): Promise<Map<string, Latest>> {
  const rows = await db.unitReturn.findMany({
    where: { form: form.code, period: period.period, unitCode: { in: units.map(({ code }) => code) } },
    orderBy: [{ unitCode: 'asc' }, { version: 'asc' }],
  })
  return new Map(
    rows.map((row) => [
      row.unitCode,
      {
        id: row.id,
        unitCode: row.unitCode,
        version: row.version,
        state: row.state,
        lines: row.lines as Values,
        submittedAt: row.submittedAt,
      },
    ]),
  )
}

export type Filled = { lines: Values; sources: Prisma.InputJsonObject; missing: UnitBelow[] }

/** Throws nothing: a unit below that has not filed is named as missing and counts nothing. */
export async function fillReturn(
  form: ReturnForm,
  level: Level,
  db: Db,
  unit: { code: string; regionCode: string },
  period: ReportPeriod,
): Promise<Filled> {
  if (countsFiles(form, level)) {
    const counted = await countLines(form, db, period, ofUnit(form, unit.code))
    return { lines: counted.get(keyOf(form, unit.code)) ?? zeros(form), sources: {}, missing: [] }
  }
  const units = await unitsOf(db, below(form, level)!, unit.regionCode, period)
  const latest = await latestBelow(db, form, period, units)
  const filed = units.flatMap(({ code }) => {
    const one = latest.get(code)
    return one?.state === 'submitted' ? [one] : []
  })
  return {
    lines: sum(
      form,
      filed.map(({ lines }) => lines),
    ),
    sources: Object.fromEntries(filed.map((one) => [one.unitCode, { id: one.id, version: one.version }])),
    missing: units.filter(({ code }) => latest.get(code)?.state !== 'submitted'),
  }
}
