/** The unit that a matter was routed to accepts it, sends it back once, puts the reply off once, or replies: on its referral. */
import { parseInput, type Ctx } from '~/casefile/act.server'
import { logAccess } from '~/audit/log.server'
import { eventRow } from '~/casefile/chain.server'
import type { RuleBook } from '~/casefile/deadlines/rule-book'
import { handOf, type CaseRow } from '~/casefile/domain'
import { movedOn, type LinkedHead } from '~/casefile/linked.server'
import { referralToMe } from '~/casefile/referrals/answer-referral.server'
import type { Follower, Offer } from '~/casefile/referrals/follower'
import { arrivalOf } from '~/casefile/referrals/receive-referral.server'
import { ruleBook } from '~/casefile/rules.server'
import { planDuty } from '~/casefile/tasks/plan-duties'
import { taskRow } from '~/casefile/tasks/keep-tasks.server'
import { encrypt } from '~/lib/crypto.server'
import { addDays, dbToDay, formatDay, type LegalDay } from '~/lib/dates'
import { conflict, invalid, notFound, refused } from '~/lib/errors'
import type { IntakeFacts } from '../facts'
import { intakeKind } from '../intake.kind'
import { unitExtendInput, unitReplyInput, unitReturnInput } from '../steps/inputs'
import type { Routed } from './routed'

const LONG = 2000
type Kept = { state: string; dueOn: LegalDay | null }

/** What the unit may do with it today. Pure. */
export function offerOf({ state, dueOn }: Kept, routed: Routed, today: LegalDay): Offer {
  const waiting = state === 'sent'
  const working = state === 'accepted'
  const inTime = !routed.returnUntil || today <= routed.returnUntil
  const put = working && dueOn === routed.replyDueOn && today <= routed.replyDueOn
  const due = `答复期限 ${formatDay(working && dueOn ? dueOn : routed.replyDueOn)}。`
  return {
    accept: waiting,
    answer: working,
    return: waiting && !routed.binding && inTime,
    extend: put
      ? {
          until: routed.latest.on,
          hint: `只能延期一次，最多 ${routed.latest.days} 日，到 ${formatDay(routed.latest.on)}。`,
        }
      : null,
    note: waiting
      ? `${due}${
          routed.binding
            ? '这件事项已经退回过一次，由分派员决定由贵单位承办，不能再退回。'
            : inTime
              ? `不归本单位办理的可以退回一次，写明理由${routed.returnUntil ? `，${formatDay(routed.returnUntil)}前提出` : ''}。`
              : '提出异议的期限已过，请接收办理。'
        }`
      : due,
    answerLength: LONG,
  }
}

/** A form's inputs; the fields as the page names them. */
const read = <T>(input: { parse: (value: unknown) => T }, form: FormData) =>
  parseInput({ label: '', from: 'open', to: 'same', roles: [], input: input as never }, form) as T

async function take(ctx: Ctx, referralId: string | undefined, intent: string, form: FormData): Promise<void> {
  const { actor } = ctx
  const row = await referralToMe(ctx, referralId)
  const routed = arrivalOf(row).frozen as Routed
  const offer = offerOf({ state: row.state, dueOn: row.dueOn && dbToDay(row.dueOn) }, routed, actor.today)
  if (row.state !== 'sent' && row.state !== 'accepted') throw conflict('这件事项已经处理过了，请刷新查看结果。')
  for (const name of ['_intent', '_token']) form.delete(name)
  const write = await writer(ctx, row, routed)
  if (intent === 'accept') {
    if (!offer.accept) throw conflict('这件事项已经接收过了，请刷新查看结果。')
    return write('accept', { reason: `${formatDay(routed.replyDueOn)}前答复（受理窗口已告知申请人）` })
  }
  if (intent === 'return') {
    const { text } = read(unitReturnInput, form)
    if (!offer.return)
      throw routed.binding
        ? refused('这件事项已经退回过一次，分派员的决定应当执行，不能再退回。')
        : refused('已经接收或者超过提出异议的期限，不能退回。')
    return write('return', { text })
  }
  if (intent === 'extend') {
    const { text, until } = read(unitExtendInput, form)
    if (!offer.extend) throw refused('答复只能延期一次，并且要在期限内提出。')
    if (until <= routed.replyDueOn || until > offer.extend.until)
      throw invalid({
        until: [`请填 ${formatDay(addDays(routed.replyDueOn, 1))}至 ${formatDay(offer.extend.until)}之间的日期`],
      })
    return write('extend', { text, until, reason: `延期至 ${formatDay(until)}：${text}` })
  }
  const { text } = read(unitReplyInput, form)
  if (!offer.answer) throw refused('请先接收，再答复。')
  return write('reply', { text })
}

type Saying = { text?: string; until?: LegalDay; reason?: string }
const NEXT = { accept: 'accepted', return: 'rejected', extend: 'accepted', reply: 'replied' } as const

/** Writes one answer through the one door between the unit and the window's file. */
async function writer(ctx: Ctx, row: { id: string; type: string }, routed: Routed) {
  const { actor, db } = ctx
  const [head] = await db.$queryRaw<LinkedHead[]>`SELECT * FROM referral_head(${row.id}::uuid)`
  if (!head) throw notFound()
  const book = await ruleBook(db)
  return async (step: keyof typeof NEXT, { text, until, reason }: Saying): Promise<void> => {
    const toState = NEXT[step]
    const file = fileOf(head)
    const event = eventRow(file, {
      step: `unit_${step}`,
      fromState: head.state,
      toState,
      input: { unit: actor.unit.name, reason: text, ...(until && { until }) },
      eventOn: actor.today,
      at: actor.now,
      hand: handOf(actor),
    })
    const due =
      step === 'reply' ? addDays(actor.today, book.rule('X.intake_reopen', actor.today).value) : (until ?? null)
    const tasks = duties(book, step, { today: actor.today, until: until ?? routed.replyDueOn })
    const rows = tasks.map((task) => taskRow(file, task, actor.now))
    const enc = text ? encrypt(text, `referral:${row.id}`) : null
    const reply = step === 'reply' ? encrypt(text!, `intake_reply:${head.id}`) : null
    await db.$executeRaw`SELECT answer_intake(${row.id}::uuid, ${step}, ${enc}, ${reply}, ${due}::date, ${reason ?? null},
      ${JSON.stringify(event)}::jsonb, ${JSON.stringify(rows)}::jsonb)`.catch(movedOn)
    await logAccess(db, actor, { event: 'referral', data: { type: row.type, state: LOGGED[step] } })
  }
}
const LOGGED = { accept: 'accepted', return: 'returned', extend: 'extended', reply: 'answered' } as const

const fileOf = (head: LinkedHead) =>
  ({
    id: head.id,
    kind: head.kind,
    scopeKey: head.scope_key,
    fileToken: head.file_token,
    chainSeq: head.chain_seq,
    chainHash: head.chain_hash,
    neutralNo: head.neutral_no,
    ownerPostId: null,
  }) as unknown as CaseRow

/** The window's duties that begin with the unit's answer: of the facts, those that the clock is read from. */
function duties(book: RuleBook, step: keyof typeof NEXT, { today, until }: { today: LegalDay; until: LegalDay }) {
  const code = { accept: null, return: 'reroute', extend: 'reply', reply: 'feedback' }[step]
  if (!code) return []
  const facts = { state: NEXT[step], rejectedOn: today, repliedOn: today, moved: true, replyDueOn: until }
  return [planDuty(intakeKind, code, facts as IntakeFacts, book)].filter((task) => task !== null)
}

export const routedIntake: Follower = {
  offer: ({ actor }, { state, dueOn, frozen }) => offerOf({ state, dueOn }, frozen as Routed, actor.today),
  take,
}
