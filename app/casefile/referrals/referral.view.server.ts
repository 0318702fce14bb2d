/** The page of one referral, worded for the side that looks at it. */
import type { Role } from '~/access/roles'
import { daysBetween, formatDay } from '~/lib/dates'
import type { Ctx } from '../act.server'
import type { Domains } from '../desk/duty-words'
import { dueWords, plainDay } from '../ui/day-words'
import { readReferral, type ReferralView } from './read-referrals.server'
import { arrivalOf } from './receive-referral.server'
import type { Followers, Offer } from './follower'
import type { ReceiverPreview, Receivers } from './receiver'
import { fieldLabels, isOpen, referralStates, referralTypes, senderFor } from './referral-types'

type Tone = 'plain' | 'due' | 'done' | 'late'
export const typeLabel = (type: string): string => referralTypes[type as keyof typeof referralTypes]?.label ?? '转介'
const stateWords = (row: { type: string; state: string }): { label: string; tone: Tone } =>
  row.state === 'accepted' && !isOpen(row)
    ? { label: '已接收', tone: 'done' }
    : (referralStates[row.state] ?? { label: row.state, tone: 'plain' })

/** A row of the inbox or outbox. */
export function referralRow(row: ReferralView, today: string, incoming: boolean) {
  const late = isOpen(row) && row.dueOn !== null && row.dueOn < today
  return {
    id: row.id,
    href: `/referrals/${row.id}`,
    no: row.neutralNo,
    type: typeLabel(row.type),
    subject: row.subject,
    other: incoming ? senderFor(row.type, row.fromUnit) : row.toUnit,
    sentOn: plainDay(row.sentOn, today),
    due: isOpen(row) && row.dueOn ? dueWords(row.dueOn, today) : null,
    answeredOn: row.answeredOn ? plainDay(row.answeredOn, today) : null,
    state: stateWords(row),
    chasedOn: row.chasedOn ? plainDay(row.chasedOn, today) : null,
    tone: late ? ('late' as const) : undefined,
  }
}

export type ReferralPageData = {
  id: string
  title: string
  subject: string
  no: string
  route: string
  state: { label: string; tone: Tone }
  facts: { label: string; value: string; hint?: string }[]
  why: string | null
  sent: { label: string; value: string }[]
  preview: ReceiverPreview | null
  /** Where a file of my own is opened from it, by whoever takes applications in. */
  opensAt: string | null
  answer: { label: string; text: string } | null
  file: { href: string; caseNo: string } | null
  may: { open: boolean; accept: boolean; answer: boolean; return: boolean; chase: boolean; withdraw: boolean }
  /** A copy: nothing is answered. */
  informs: boolean
  /** The reply may be put off up to a day. */
  extend: Offer['extend']
  note: string | null
  answerLength: number
  /** Why nothing can be done here, when something is waiting. */
  waiting: string | null
}

export async function readReferralPage(
  domains: Domains,
  receivers: Receivers,
  ctx: Ctx,
  id: string | undefined,
  followers: Followers = {},
): Promise<ReferralPageData> {
  const given = await readReferral(ctx, id)
  const { actor } = ctx
  const { row, receiver, sender } = given
  const open = isOpen(given)
  const late = open && given.dueOn !== null && given.dueOn < actor.today
  const carrier = receivers[given.type]
  const opens = carrier?.may(actor.role) ?? false
  const follower = followers[given.type]
  const offer =
    receiver && open && follower
      ? follower.offer(ctx, { state: given.state, dueOn: given.dueOn, frozen: arrivalOf(row).frozen })
      : null
  const plain = !carrier && !follower
  const informs = given.dueOn === null && plain
  const from = receiver && !sender ? senderFor(given.type, given.fromUnit) : given.fromUnit
  const decl = referralTypes[given.type as keyof typeof referralTypes]
  return {
    id: given.id,
    title: typeLabel(given.type),
    subject: given.subject,
    no: given.neutralNo,
    route: `${from} → ${given.toUnit}`,
    state: stateWords(given),
    facts: [
      { label: '发出单位', value: from },
      { label: '接收单位', value: given.toUnit },
      { label: '发出日期', value: formatDay(given.sentOn) },
      {
        label: '答复期限',
        value: given.dueOn ? formatDay(given.dueOn) : '仅供知悉，不用答复',
        ...(late && { hint: `已逾期 ${daysBetween(given.dueOn!, actor.today)} 天` }),
      },
      { label: '催办', value: given.chasedOn ? `${formatDay(given.chasedOn)}催办过` : '' },
      ...(given.answeredOn ? [{ label: '办理日期', value: formatDay(given.answeredOn) }] : []),
      { label: '本人同意', value: consentWords(given.consent, decl?.consent ?? false) },
    ],
    why: given.dueReason,
    sent: Object.entries(given.fields).map(([name, value]) => ({ label: fieldLabels[name] ?? name, value })),
    preview: carrier && receiver && given.state === 'sent' ? await carrier.preview(ctx, arrivalOf(row)) : null,
    opensAt: receiver && open && plain ? opensAt(domains, actor.role, given) : null,
    answer: given.answer ? { label: given.state === 'returned' ? '退回理由' : '办理结果', text: given.answer } : null,
    file:
      given.file && given.fromCaseId && domains[given.file.kind]
        ? { href: `${domains[given.file.kind]!.kind.path}/${given.fromCaseId}`, caseNo: given.file.caseNo }
        : null,
    may: {
      open: receiver && given.state === 'sent' && opens,
      accept: offer?.accept ?? (receiver && given.state === 'sent' && plain),
      answer: offer?.answer ?? (receiver && open && plain && !informs),
      return:
        offer?.return ??
        (receiver && open && (plain ? given.state === 'sent' || !informs : opens && given.state === 'sent')),
      chase: sender && late,
      withdraw: sender && open && !follower && (plain || given.state === 'sent'),
    },
    informs,
    extend: offer?.extend ?? null,
    note: offer?.note ?? null,
    answerLength: offer?.answerLength ?? 500,
    waiting: receiver && open && carrier && !opens ? '这件转介由县司法局经办人接收或退回。' : null,
  }
}

/** The form of the kind that receives this type, with what was sent already in it. */
function opensAt(domains: Domains, role: Role, { type, id }: { type: string; id: string }): string | null {
  const kind = Object.values(domains).find((one) => one?.kind.receives?.[type])?.kind
  const entry = kind?.receives?.[type]
  if (!kind || !entry || !kind.steps[entry]?.roles.includes(role)) return null
  return `${kind.path}/new?kind=${kind.name}&referral=${id}`
}

function consentWords(consent: { signedOn: string | null; keptAt: string | null } | null, needed: boolean): string {
  if (!consent) return needed ? '未登记' : '依法移送，不需要本人同意'
  if (!consent.signedOn) return '发出单位已取得本人同意'
  return [`${formatDay(consent.signedOn)}签署`, consent.keptAt && `存于${consent.keptAt}`].filter(Boolean).join('，')
}
