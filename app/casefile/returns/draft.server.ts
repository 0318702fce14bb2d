/** Begins a return of the own unit, counts it anew, or begins its correction as a new version. */
import type { Ctx } from '../act.server'
import { logAccess } from '~/audit/log.server'
import { conflict, invalid, refused } from '~/lib/errors'
import { optionalText } from '~/lib/text'
import { fillReturn } from './fill.server'
import { levelOf, type Level, type ReturnForm } from './form'
import { everies, reportPeriod, type ReportPeriod } from './period'

/** The level of the actor's unit. Throws 403 where his role takes no part in the form. */
export function levelFor(form: ReturnForm, { actor }: Ctx): Level {
  const level = levelOf(form, actor.unit)
  if (!level || ![...level.prepare, ...level.check, ...level.sign].includes(actor.role))
    throw refused('您当前的岗位不填报这张报表。')
  return level
}

/** A period of the form that is over, or the one that runs: later ones have nothing to tell. Throws 422. */
function periodToFile({ every }: ReturnForm, code: FormDataEntryValue | null, today: string): ReportPeriod {
  const period = typeof code === 'string' ? reportPeriod(code) : undefined
  if (!period || period.every !== every || period.from > today)
    throw invalid({ period: [`请选择已经开始的${everies[every].word}`] })
  return period
}

/** Begins the first version of a period; gives its id, also when a colleague has begun it already. Throws 403, 422. */
export async function beginReturn(form: ReturnForm, ctx: Ctx, code: FormDataEntryValue | null): Promise<string> {
  const { actor, db } = ctx
  const level = levelFor(form, ctx)
  const period = periodToFile(form, code, actor.today)
  const where = { form: form.code, unitCode: actor.unit.code, period: period.period }
  const known = await db.unitReturn.findFirst({ where, orderBy: { version: 'desc' }, select: { id: true } })
  if (known) return known.id
  if (!level.prepare.includes(actor.role)) throw refused('由制表岗位填报，您负责审核或签发。')
  return addVersion(form, ctx, level, period, 1)
}

/** A new version after one that was sent up or sent back. Throws 409 when one is being made already. */
export async function correctReturn(
  form: ReturnForm,
  ctx: Ctx,
  level: Level,
  old: { period: string; version: number },
): Promise<string> {
  const { actor, db } = ctx
  const where = { form: form.code, unitCode: actor.unit.code, period: old.period }
  const last = await db.unitReturn.findFirst({ where, orderBy: { version: 'desc' }, select: { version: true } })
  if (last?.version !== old.version) throw conflict('这一期已经有更新的版本，请刷新后在新版本上办理。')
  return addVersion(form, ctx, level, reportPeriod(old.period)!, old.version + 1)
}

async function addVersion(
  form: ReturnForm,
  ctx: Ctx,
  level: Level,
  period: ReportPeriod,
  version: number,
): Promise<string> {
  const { actor, db } = ctx
  const { lines, sources } = await fillReturn(form, level, db, actor.unit, period)
  const row = await db.unitReturn
    .create({
      data: {
        form: form.code,
        kind: form.kind,
        unitCode: actor.unit.code,
        period: period.period,
        version,
        state: 'draft',
        lines,
        sources,
        filledAt: actor.now,
        preparedBy: actor.userId,
        preparedName: actor.userName,
      },
      select: { id: true },
    })
    .catch((error: unknown) => {
      if ((error as { code?: string }).code === 'P2002') throw conflict('同事刚刚已经开始填报，请刷新后查看。')
      throw error
    })
  await logAccess(db, actor, {
    event: 'return',
    data: { form: form.code, period: period.period, version, act: version > 1 ? 'correct' : 'begin' },
  })
  return row.id
}

/** Counts a draft anew and keeps the preparer's note. Who does it prepares it. */
export async function refillReturn(
  form: ReturnForm,
  { actor, db }: Ctx,
  level: Level,
  row: { id: string; period: string },
  note: FormDataEntryValue | null,
): Promise<void> {
  const read = optionalText(500, { lines: true }).safeParse(note ?? undefined)
  if (!read.success) throw invalid({ note: read.error.issues.map(({ message }) => message) })
  const { lines, sources } = await fillReturn(form, level, db, actor.unit, reportPeriod(row.period)!)
  const written = await db.unitReturn.updateMany({
    where: { id: row.id, state: 'draft' },
    data: {
      lines,
      sources,
      note: read.data ?? null,
      filledAt: actor.now,
      preparedBy: actor.userId,
      preparedName: actor.userName,
    },
  })
  if (written.count !== 1) throw conflict()
}
