/** Referrals of the demo (转介): with consent, in every state, some overdue. */
import { computeDue } from '~/casefile/deadlines/compute'
import { referralTypes } from '~/casefile/referrals/referral-types'
import type { ReferralType } from '~/access/policy'
import { encrypt, sm3 } from '~/lib/crypto.server'
import { dayOf, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { consentTexts, CURRENT_TEXT } from '~/people/consent-terms'
import { maskName } from '~/people/identity'
import type { Seat } from './accounts'
import type { Journey } from './handoff-road'
import { handoffTwins } from './handoff-twins'
import { add, append, handOf, instant, SYSTEM } from './story'
import { take } from './story-steps'
import type { Teller } from './teller'

export type ReferralState = 'sent' | 'accepted' | 'returned' | 'answered' | 'withdrawn'

const MEASURES = ['training', 'job', 'loan', 'tax_relief', 'temp_relief', 'dibao', 'legal_aid', 'medical']
const WISH: Record<string, Record<string, string>> = {
  training: { skill: '会开叉车', wish: '电工培训' },
  job: { skill: '车床操作三年', wish: '就近就业' },
  loan: { skill: '养殖', wish: '申请创业担保贷款' },
  tax_relief: { skill: '理发', wish: '个体户税费减免' },
  temp_relief: { household: '两口人', need: '其他困难' },
  dibao: { household: '独居', need: '其他困难' },
  medical: { household: '三口人', need: '医疗费用困难' },
  legal_aid: { need: '劳动报酬纠纷咨询' },
  halfway_bed: { need: '暂无住处', date: '近日' },
}
const ANSWERS: Record<string, string> = {
  accepted: '',
  returned: '材料不全，请补充本人申请后再送。',
  answered: '已办理，本人已到窗口确认。',
}

/** A consent of the person to be referred, on the file. Gives its id. */
export function consent(j: Journey, on: LegalDay): string {
  const id = uuidv7()
  add(j.life, 'consent', {
    id,
    signer: j.person.name,
    capacity: 'self',
    scope: ['training', 'agreement'],
    recipients: ['hr', 'civil_affairs'],
    text_version: CURRENT_TEXT,
    text_hash: sm3(consentTexts[CURRENT_TEXT]!),
    method: 'paper',
    signed_on: on,
    withdrawn_on: null,
    kept_at: '司法所档案柜一',
  })
  return id
}

export type Refer = {
  type: ReferralType
  toKey: string
  on: LegalDay
  state: ReferralState
  from?: Seat
  /** Who answered, and when. */ by?: Seat
  answeredOn?: LegalDay
  frozen?: unknown
}

/** Sends a referral from a file, and lets the other unit do what `state` says. */
export function refer(teller: Teller, j: Journey, given: Refer): void {
  const { world, told: out } = teller
  const { type, toKey, on, state } = given
  const decl = referralTypes[type]
  const from = given.from ?? j.cast.tj
  const id = uuidv7()
  const consentId = decl.consent ? consent(j, on) : null
  if (MEASURES.includes(type))
    take(
      world,
      j.life,
      handoffTwins,
      'add_measure',
      { type, referredOn: on, note: '本人同意转介' },
      { seat: j.cast.tj, on },
    )
  const due = decl.answer
    ? computeDue({ book: world.book, rule: decl.answer, from: on, roll: 'agency', because: '送达' })
    : null
  const series = `ZJ-${j.life.file.scope_key.slice(0, 6)}-${on.slice(0, 4)}`
  const n = (world.numbers.get(series) ?? 0) + 1
  world.numbers.set(series, n)
  const given_ = Object.fromEntries(
    Object.entries({
      name: j.person.name,
      sex: j.person.sex === 'F' ? '女' : '男',
      phone: j.person.phone,
      ...WISH[type],
    }).filter(([field]) => (decl.fields as readonly string[]).includes(field)),
  )
  const answer = ANSWERS[state]
  const answered = state !== 'sent' && state !== 'withdrawn'
  out.referrals.push({
    id,
    neutral_no: `${series}-${String(n).padStart(6, '0')}`,
    type,
    from_case_id: j.life.id,
    from_kind: 'handoff',
    from_key: null,
    from_unit: from.unit,
    to_key: toKey,
    subject: maskName(j.person.name),
    fields_enc: encrypt(JSON.stringify({ fields: given_, frozen: given.frozen ?? null }), `referral:${id}`),
    consent_id: consentId,
    sent_on: on,
    sent_by: from.postId,
    due_on: due?.dueOn ?? null,
    due_reason: due?.reason ?? null,
    state,
    answer_enc: answered && answer ? encrypt(answer, `referral:${id}`) : null,
    answered_on: answered ? (given.answeredOn ?? on) : null,
    answered_by: answered ? (given.by?.postId ?? null) : null,
    chased_on: null,
  })
  if (answered)
    note(
      j,
      { type, state, unit: given.by?.unitName ?? toKey, ...(answer && { text: answer }) },
      given.answeredOn ?? on,
      given.by ?? null,
    )
}

/** The event of an answer on the sender's file. */
function note(j: Journey, input: Record<string, unknown>, on: LegalDay, by: Seat | null): void {
  const { life } = j
  const at = instant(j.world, life, on, 15)
  const state = life.file.state
  const hand = by ? handOf(by) : { ...SYSTEM, name: '对方单位' }
  append(life, { step: '$referral', fromState: state, toState: state, input, eventOn: dayOf(at), at, hand })
  life.file.version += 1
}
