/** The school, the village or the town proposes a helper for a child, with his own declaration and the child's own view. */
import { limitOf } from '~/access/authorise-limits.server'
import { judge } from '~/access/policy'
import { logAccess } from '~/audit/log.server'
import type { Ctx } from '~/casefile/act.server'
import { lockCase } from '~/casefile/load-case.server'
import { findPairHelper } from '~/casefile/pair-helper.server'
import { encrypt } from '~/lib/crypto.server'
import { addMonths, dayToDb, type LegalDay } from '~/lib/dates'
import { conflict, invalid, refused } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { proposeInput, read } from '../inputs'
import { declarationHolds, whyNotUntil } from '../rules'

/** The last day a pairing may run to, and the oldest declaration that counts. */
export async function pairingLimits({ actor, db }: Ctx): Promise<{ latest: LegalDay; oldest: LegalDay }> {
  const months = async (rule: string) => (await limitOf(db, rule, actor.today)).value
  return {
    latest: addMonths(actor.today, await months('D4.pair_term')),
    oldest: addMonths(actor.today, -(await months('D4.pair_declaration'))),
  }
}

/** Gives the id. One proposal at a time; beside a running pairing it replaces that once it is agreed. Throws 403, 404, 409, 422. */
export async function proposePairing(ctx: Ctx, form: FormData): Promise<string> {
  const { actor, db } = ctx
  if (!['SP', 'CD', 'CS'].includes(actor.role) || !judge(actor.role, 'child', 'R').allowed)
    throw refused('结对由学校德育负责人、儿童主任或者督导员提出。')
  const given = read(proposeInput, form)
  const file = await lockCase(db, 'child', given.child)
  if (file.closedOn) throw refused('这份档案已经办结，不再安排结对。')
  const { latest, oldest } = await pairingLimits(ctx)
  const wrong: Record<string, string[]> = {}
  if (!declarationHolds(given.declaredOn, actor.today, oldest))
    wrong.declaredOn = [`请填 ${oldest} 到今天之间签署的背景声明日期`]
  if (given.childAskedOn > actor.today) wrong.childAskedOn = ['日期不能晚于今天']
  const until = whyNotUntil(given.until, actor.today, latest)
  if (until) wrong.until = [until]
  if (Object.keys(wrong).length) throw invalid(wrong)
  const helper = await findPairHelper(db, {
    county: file.scopeKey.slice(0, 6),
    today: actor.today,
    postId: given.helper,
  })
  if (!helper) throw invalid({ helper: ['请选择本县在岗的结对帮扶人'] })
  if (helper.userId === actor.userId) throw invalid({ helper: ['不能提出自己'] })
  const present = await db.pairing.findMany({ where: { caseId: file.id, state: { in: ['proposed', 'active'] } } })
  if (present.some((one) => one.state === 'proposed')) throw conflict('已经有一份结对待同意，请先处理。')
  if (present.some((one) => one.helperPostId === helper.id))
    throw invalid({ helper: ['这位结对人现在就是，到期可以续期'] })
  const id = uuidv7()
  await db.pairing.create({
    data: {
      id,
      caseId: file.id,
      kind: file.kind,
      scopeKey: file.scopeKey,
      helperPostId: helper.id,
      helperName: helper.name,
      helperUnit: helper.unit,
      needEnc: encrypt(given.need, `pairing:${id}`),
      declaredOn: dayToDb(given.declaredOn),
      declarationKeptAt: given.declarationKeptAt,
      childAskedOn: dayToDb(given.childAskedOn),
      untilOn: dayToDb(given.until),
      proposedBy: actor.postId,
      proposedUser: actor.userId,
      proposedName: actor.userName,
      proposedAt: actor.now,
    },
  })
  await logAccess(db, actor, {
    event: 'step',
    fileToken: file.fileToken,
    data: { kind: file.kind, step: 'pair_proposed' },
  })
  return id
}
