/** Neutral help (服务) for somebody whose origin, if any, stands in the vault: no origin, no offence, no prison. */
import { z } from 'zod'
import { step, type BaseFacts, type Kind } from '~/casefile/kind'
import { withSpine } from '~/casefile/spine'
import type { LegalDay } from '~/lib/dates'
import { legalDay, optionalText, requiredText } from '~/lib/text'
import { identityCorrections } from '~/casefile/identity-corrections'
import { choices, postId, regionCode, unitCode } from '~/ui/form-inputs'
import { newSupport } from './steps/inputs-open'
import { unreachableAllowed } from './rules'
import { helpReferrals, needs, records } from './terms'

export type SupportFacts = BaseFacts & {
  scopeKey: string
  needs: readonly string[]
  startedOn: LegalDay | null
  lastContactOn: LegalDay | null
  contactsMade: number
  attempts: readonly LegalDay[]
  lostOn: LegalDay | null
  lastRecheckOn: LegalDay | null
}

const s = step<SupportFacts>()
const note = () => optionalText(500, { lines: true })
const notAhead =
  (field: string) =>
  ({ input, today }: { input: Record<string, unknown>; today: string }) =>
    String(input[field]) > today ? { fields: { [field]: ['日期不能晚于今天'] } } : undefined
const later = (a: string | null, b: string | null) => (a && b ? (a > b ? a : b) : (a ?? b))

const startInput = z.object({
  onDay: legalDay(),
  needs: choices(needs).refine((list) => list.length > 0, '请至少选择一项'),
  plan: requiredText(2000, { lines: true }),
})
const planInput = z.object({ needs: choices(needs), plan: requiredText(2000, { lines: true }) })
const dayInput = z.object({ onDay: legalDay(), note: note() })
const moveInput = z.object({
  townUnit: unitCode(),
  residenceCode: regionCode().optional(),
  reason: requiredText(300, { lines: true }),
})
const endInput = z.object({ onDay: legalDay(), reason: requiredText(300, { lines: true }) })
const talks = 'visit call talk video first_talk'

const table: Kind<SupportFacts> = {
  name: 'support',
  label: '帮扶服务',
  prefix: 'FW',
  path: '/support',
  table: 'support_file',
  road: ['open', 'in_support', 'ended'],
  states: {
    open: { label: '待联系', open: true, tone: 'due' },
    in_support: { label: '服务中', open: true },
    declined: { label: '暂不需要', open: true },
    unreachable: { label: '联系不上', open: true },
    ended: { label: '服务结束', open: false, tone: 'done' },
  },
  entry: ['open'],
  voluntary: true,
  steps: {
    open: s({
      label: '服务登记',
      from: 'entry',
      to: 'open',
      roles: ['TJ', 'JC'],
      input: newSupport,
      due: ['first_talk'],
    }),
    start: s({
      label: '开始服务',
      from: ['open', 'declined', 'unreachable'],
      to: 'in_support',
      roles: ['TJ'],
      input: startInput,
      settles: ['first_talk', 'recheck'],
      check: notAhead('onDay'),
      eventOn: (input) => input.onDay,
    }),
    plan: s({ label: '调整服务方案', from: ['in_support'], to: 'same', roles: ['TJ'], input: planInput }),
    decline: s({
      label: '本人暂不需要',
      from: ['open', 'in_support'],
      to: 'declined',
      roles: ['TJ'],
      input: dayInput,
      check: notAhead('onDay'),
      settles: ['first_talk', 'contact'],
      hint: '随时可以再来，不影响其他政策',
    }),
    unreachable: s({
      label: '联系不上',
      from: ['open', 'in_support'],
      to: 'unreachable',
      roles: ['TJ'],
      input: dayInput,
      settles: ['first_talk', 'contact'],
      check: ({ input, facts, today, p }) =>
        unreachableAllowed(facts.attempts, p) ?? notAhead('onDay')({ input, today }),
    }),
    assign: s({
      label: '指定责任人',
      from: 'open',
      to: 'same',
      roles: ['TH', 'JA'],
      input: z.object({ ownerPostId: postId() }),
      rare: true,
    }),
    move_town: s({
      label: '变更承办司法所',
      from: 'open',
      to: 'same',
      roles: ['TJ', 'JC'],
      second: ['JA'],
      input: moveInput,
      rare: true,
      final: true,
      check: ({ input, facts }) =>
        input.townUnit.slice(0, 6) !== facts.scopeKey.slice(0, 6) || !input.townUnit.includes('-JO')
          ? { fields: { townUnit: ['请选择本县的司法所'] } }
          : undefined,
    }),
    end: s({
      label: '结束服务',
      from: ['in_support', 'declined', 'unreachable'],
      to: 'ended',
      roles: ['TJ', 'JC'],
      second: ['TH', 'JA'],
      input: endInput,
      check: notAhead('onDay'),
      settles: ['contact'],
      final: true,
      grave: true,
    }),
  },
  duties: {
    first_talk: {
      label: '首次联系',
      role: 'TJ',
      record: talks,
      rule: 'D1.first_talk',
      roll: 'agency',
      because: '登记',
      from: (f) => (f.lastContactOn ? null : f.openedOn),
      during: ['open'],
    },
    contact: {
      label: '联系走访',
      role: 'TJ',
      record: talks,
      rule: 'D1.contact_later',
      roll: 'agency',
      because: '上次联系',
      from: (f) => later(f.lastContactOn, f.startedOn),
      occurrence: (f) => f.contactsMade + 1,
      during: ['in_support'],
      standing: true,
    },
    recheck: {
      label: '再次联系',
      role: 'TJ',
      record: 'recheck',
      attempt: true,
      rule: 'D1.unreachable_recheck',
      roll: 'agency',
      because: '上次联系',
      from: (f) => later(f.lastRecheckOn, f.lostOn),
      during: ['unreachable'],
      standing: true,
    },
  },
  corrections: identityCorrections,
  refers: helpReferrals,
  records: {
    visit: records.visit,
    call: records.call,
    talk: records.talk,
    video: records.video,
    first_talk: records.first_talk,
    recheck: '再次联系',
  },
}

export const supportKind: Kind<SupportFacts> = withSpine(table, {
  died: { roles: ['TJ', 'JC'], second: ['TH', 'JA'], settles: ['contact', 'first_talk'] },
  movedAway: { roles: ['TJ', 'JC'], second: ['TH', 'JA'], settles: ['contact', 'first_talk'] },
  openedInError: { roles: ['TJ', 'JC'], second: ['TH', 'JA'], settles: ['contact', 'first_talk'] },
  withdrawn: { roles: ['TJ', 'JC'], to: 'ended', settles: ['contact', 'first_talk'] },
})
