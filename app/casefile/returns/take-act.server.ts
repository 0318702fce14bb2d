/** One step of a return's road. */
import { logAccess } from '~/audit/log.server'
import { type Prisma } from '~/generated/prisma/client'
import type { UnitReturn } from '~/generated/prisma/client'
import { sm3 } from '~/lib/crypto.server'
import { conflict, invalid, notFound, refused } from '~/lib/errors'
import { optionalText, requiredText } from '~/lib/text'
import type { Ctx } from '../act.server'
import { isCaseId } from '../load-case.server'
import { correctReturn, levelFor, refillReturn } from './draft.server'
import { fillReturn } from './fill.server'
import { checksOf, type Level, type ReturnForm, type Values } from './form'
import { reportPeriod } from './period'
import { sendBack } from './send-back.server'
import { isReturnAct, isReturnState, whyNotAct, type ReturnAct } from './state'

export type ReturnForms = readonly ReturnForm[]

/** A return in the actor's scope with its form. Throws 404. */
export async function loadReturn(
  forms: ReturnForms,
  { db }: Ctx,
  id: string | undefined,
): Promise<{ row: UnitReturn; form: ReturnForm }> {
  const row = isCaseId(id) ? await db.unitReturn.findFirst({ where: { id } }) : null
  const form = forms.find(({ code }) => code === row?.form)
  if (!row || !form || !isReturnState(row.state)) throw notFound()
  return { row, form }
}

/** What is frozen when it is sent up, and its digest. */
export const digestOf = (
  row: Pick<UnitReturn, 'form' | 'unitCode' | 'period' | 'version' | 'lines' | 'sources' | 'note'>,
) =>
  sm3(
    JSON.stringify([
      row.form,
      row.unitCode,
      row.period,
      row.version,
      Object.entries(row.lines as Values).sort(([a], [b]) => (a < b ? -1 : 1)),
      row.sources,
      row.note,
    ]),
  )

/**
 * Takes what the form's `_intent` says; gives where to go on. Throws 404, 403 with the reason, 409 when a colleague was
 * faster, 422.
 */
export async function takeReturnAct(
  forms: ReturnForms,
  ctx: Ctx,
  id: string | undefined,
  data: FormData,
): Promise<string> {
  const { actor, db } = ctx
  const { row, form } = await loadReturn(forms, ctx, id)
  const act = data.get('_intent')
  if (!isReturnAct(act)) throw refused()
  if (act === 'send_back') {
    await sendBack(form, ctx, row, data.get('reason'))
    return `/reports/${row.id}?done=send_back`
  }
  if (row.unitCode !== actor.unit.code) throw refused('只能办理本单位的报表。')
  const level = levelFor(form, ctx)
  const state = isReturnState(row.state) ? row.state : 'replaced'
  const why = whyNotAct(act, state, level, actor, row)
  if (why) throw refused(why)
  if (Number(data.get('_version')) !== row.version || data.get('state') !== state)
    throw conflict('报表刚刚被同事办理过，请刷新后再操作。')
  if (act === 'correct') return `/reports/${await correctReturn(form, ctx, level, row)}?done=correct`
  if (act === 'refill') await refillReturn(form, ctx, level, row, data.get('note'))
  else await advance(form, ctx, level, row, act, data)
  await logAccess(db, actor, {
    event: 'return',
    data: { form: form.code, period: row.period, version: row.version, act },
  })
  return `/reports/${row.id}?done=${act}`
}

async function advance(
  form: ReturnForm,
  ctx: Ctx,
  level: Level,
  row: UnitReturn,
  act: Exclude<ReturnAct, 'refill' | 'correct' | 'send_back'>,
  data: FormData,
): Promise<void> {
  const { actor, db } = ctx
  const wrong = checksOf(form, row.lines as Values).filter(({ holds }) => !holds)
  if (act !== 'rework' && wrong.length)
    throw invalid({
      '': wrong.map(({ label, words }) => `${label}不平：${words}。请重新取数；仍不平的，请联系系统管理员。`),
    })
  const change: Prisma.UnitReturnUpdateManyMutationInput = {
    check: { state: 'checked', checkedBy: actor.userId, checkedName: actor.userName, checkedAt: actor.now },
    sign: { state: 'signed', signedBy: actor.userId, signedName: actor.userName, signedAt: actor.now },
    rework: {
      state: 'draft',
      checkedBy: null,
      checkedName: null,
      checkedAt: null,
      signedBy: null,
      signedName: null,
      signedAt: null,
    },
    submit: {
      state: 'submitted',
      submittedAt: actor.now,
      sm3: digestOf(row),
      missing: act === 'submit' ? await reasonForMissing(form, ctx, level, row, data) : null,
    },
  }[act]
  const written = await db.unitReturn.updateMany({ where: { id: row.id, state: row.state }, data: change })
  if (written.count !== 1) throw conflict()
  if (act !== 'submit') return
  const { form: code, unitCode, period, version } = row
  await db.unitReturn.updateMany({
    where: { form: code, unitCode, period, version: { lt: version }, state: { in: ['submitted', 'returned'] } },
    data: { state: 'replaced' },
  })
  await db.$executeRaw`SELECT settle_return(${row.id}::uuid)`
}

/** A merged return is sent up whole: what came in since it was filled must stand in it, and who is missing needs a reason. */
async function reasonForMissing(
  form: ReturnForm,
  { actor, db }: Ctx,
  level: Level,
  row: UnitReturn,
  data: FormData,
): Promise<string | null> {
  if (form.levels[0] === level) return null
  const now = await fillReturn(form, level, db, actor.unit, reportPeriod(row.period)!)
  if (JSON.stringify(now.sources) !== JSON.stringify(row.sources))
    throw invalid({ '': ['取数以后又有下级单位上报或更正。请先“退回修改”，重新取数后再办。'] })
  if (!now.missing.length) return null
  const read = requiredText(300, { lines: true }).safeParse(data.get('missing') ?? '')
  const names = now.missing.map(({ name }) => name).join('、')
  if (!read.success) throw invalid({ missing: [`还有 ${now.missing.length} 个单位没有上报（${names}），请写明原因`] })
  return optionalText(600).parse(`未上报：${names}。${read.data}`) ?? null
}
