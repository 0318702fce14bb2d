/** One return as its page, its print and its export show it. */
import { judge } from '~/access/policy'
import { formatInstant } from '~/lib/dates'
import { directory, findUnit } from '~/orgs/find-units.server'
import type { Ctx } from '../act.server'
import { askHref } from '../exports/terms'
import { fillReturn } from './fill.server'
import { below, checksOf, countsFiles, filesKind, levelOf, type Values } from './form'
import { everies, reportPeriod } from './period'
import { isReturnState, returnActs, returnStates, whyNotAct, type ReturnAct } from './state'
import { digestOf, loadReturn, type ReturnForms } from './take-act.server'

const OWN: ReturnAct[] = ['refill', 'check', 'sign', 'submit', 'rework', 'correct']

/** Throws 404. */
export async function readReturn(forms: ReturnForms, ctx: Ctx, id: string | undefined) {
  const { actor, db } = ctx
  const { row, form } = await loadReturn(forms, ctx, id)
  const period = reportPeriod(row.period)!
  const unit = await findUnit(db, row.unitCode)
  const level = unit && levelOf(form, unit)
  const state = isReturnState(row.state) ? row.state : 'replaced'
  const values = row.lines as Values
  const own = row.unitCode === actor.unit.code
  const mine = levelOf(form, actor.unit)
  const merged = level ? !countsFiles(form, level) : false
  const may = own && level ? OWN.filter((act) => whyNotAct(act, state, level, actor, row) === null) : []
  const sendBack =
    !own &&
    mine !== undefined &&
    below(form, mine) === level &&
    state === 'submitted' &&
    mine.prepare.concat(mine.check).includes(actor.role)
  const versions = await db.unitReturn.findMany({
    where: { form: row.form, unitCode: row.unitCode, period: row.period },
    orderBy: { version: 'asc' },
    select: { id: true, version: true, state: true },
  })
  const now = own && merged && state !== 'replaced' ? await fillReturn(form, level!, db, actor.unit, period) : null
  const { units } = await directory(db)
  const sources = row.sources as Record<string, { id: string; version: number }>
  return {
    id: row.id,
    form: form.code,
    formVersion: form.version,
    title: form.title,
    period: {
      code: row.period,
      label: period.label,
      from: period.from,
      to: period.to,
      sort: everies[form.every].label,
    },
    unit: unit?.name ?? row.unitCode,
    version: row.version,
    state: { code: state, ...returnStates[state] },
    own,
    merged,
    lines: form.lines.map(({ code, section, label, unit: counted, of, bare }) => ({
      code,
      section,
      label,
      counted,
      sub: of !== undefined,
      value: values[code] ?? 0,
      /** Is there a list behind the number, and may the reader open it? */
      opens: merged || (!bare && judge(actor.role, filesKind(form), 'L').allowed),
    })),
    checks: checksOf(form, values),
    note: row.note,
    missing: row.missing,
    missingNow: now?.missing.map(({ name }) => name) ?? [],
    stale: now !== null && state !== 'submitted' && JSON.stringify(now.sources) !== JSON.stringify(row.sources),
    changedBelow: now !== null && state === 'submitted' && JSON.stringify(now.sources) !== JSON.stringify(row.sources),
    sources: Object.entries(sources).map(([code, { id: of, version }]) => ({
      id: of,
      name: units.get(code)?.name ?? code,
      version,
    })),
    hands: {
      filledAt: formatInstant(row.filledAt),
      prepared: row.preparedName,
      checked: row.checkedName && `${row.checkedName}　${row.checkedAt ? formatInstant(row.checkedAt) : ''}`,
      signed: row.signedName && `${row.signedName}　${row.signedAt ? formatInstant(row.signedAt) : ''}`,
      submitted: row.submittedAt && formatInstant(row.submittedAt),
    },
    names: { prepared: row.preparedName, checked: row.checkedName, signed: row.signedName },
    back: row.returnReason
      ? {
          reason: row.returnReason,
          by: row.returnedName,
          unit: row.returnedUnit,
          at: row.returnedAt && formatInstant(row.returnedAt),
        }
      : null,
    sm3: row.sm3,
    exportHref: judge(actor.role, form.kind, 'E').allowed
      ? askHref(`${form.kind}.return`, new URLSearchParams({ id: row.id }))
      : null,
    sound: row.sm3 === null || row.sm3 === digestOf(row),
    versions: versions.map((one) => ({ ...one, current: one.id === row.id })),
    may: may.map((act) => ({ act, label: returnActs[act] })),
    maySendBack: sendBack,
    wait: may.length || !own ? null : waitFor(state, row.preparedBy === actor.userId),
  }
}
export type ReturnData = Awaited<ReturnType<typeof readReturn>>

/** Whose turn it is, when it is not mine. */
function waitFor(state: string, prepared: boolean): string | null {
  if (state === 'draft') return prepared ? '等待同事审核：制表人不能审核自己的报表。' : '等待制表、审核。'
  if (state === 'checked') return '等待单位负责人签发。'
  if (state === 'signed') return '等待上报。'
  return null
}
