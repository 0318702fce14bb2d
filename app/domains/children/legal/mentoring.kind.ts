/**
 * Mentoring (结对辅导, DOMAIN 15.2): the school proposes it, the guardian consents and the child says what it thinks, the
 * legal vice-principal takes it on; at most one school year, renewable. What is said in a talk is not kept.
 */
import { step, type Complaint, type Kind, type Stander } from '~/casefile/kind'
import { withSpine } from '~/casefile/spine'
import { addDays, type LegalDay } from '~/lib/dates'
import { mentoringDuties } from './duties'
import type { MentoringFacts } from './facts'
import * as inputs from './inputs'
import { schoolYearEnd } from '../rules'

const s = step<MentoringFacts>()
const AHEAD = '日期不能晚于今天'

/** Nobody but the vice-principal who is named takes it on or talks. */
const ownMentor = ({ facts, actor }: { facts: MentoringFacts; actor: Stander }) =>
  actor.role === 'LV' && actor.postId !== facts.mentorPost ? '这一步由结对的法治副校长本人办理。' : undefined

type Given = { input: { untilOn: LegalDay; signedOn: LegalDay }; today: LegalDay; p: (rule: string) => number }

function termFault(from: LegalDay, { input: given, today, p }: Given): Complaint {
  const last = schoolYearEnd(from, p)
  if (given.signedOn > today) return { fields: { signedOn: [AHEAD] } }
  if (given.untilOn < from || given.untilOn <= today) return { fields: { untilOn: ['结束日期要晚于今天和开始日期'] } }
  return given.untilOn > last
    ? { fields: { untilOn: [`一次最多一个学年，最晚到 ${last}；下学年可以续期`] } }
    : undefined
}

const table: Kind<MentoringFacts> = {
  name: 'mentoring',
  label: '结对辅导',
  prefix: 'JD',
  path: '/children/mentoring',
  table: 'mentoring_file',
  road: ['proposed', 'agreed', 'active', 'ended'],
  states: {
    proposed: { label: '待同意', open: true, tone: 'due' },
    agreed: { label: '待接受', open: true, tone: 'due' },
    active: { label: '辅导中', open: true, tone: 'done' },
    ended: { label: '已结束', open: false },
  },
  entry: ['proposed'],
  voluntary: true,
  steps: {
    propose: s({
      label: '提出结对',
      from: 'entry',
      to: 'proposed',
      roles: ['SP'],
      input: inputs.propose,
      due: ['agree'],
    }),
    agree: s({
      label: '登记同意',
      from: ['proposed'],
      to: 'agreed',
      roles: ['SP'],
      input: inputs.agree,
      check: (context) => termFault(context.today, context),
      settles: ['agree'],
      final: true,
      hint: '登记后，法治副校长能看到孩子的名字（不含姓）、班级、需要和学校联系人，别的都看不到',
    }),
    accept: s({
      label: '接受结对',
      from: ['agreed'],
      to: 'active',
      roles: ['LV'],
      input: inputs.accept,
      barred: ownMentor,
      due: ['close'],
      final: true,
    }),
    decline: s({
      label: '不接受',
      from: ['agreed'],
      to: 'ended',
      roles: ['LV'],
      input: inputs.decline,
      barred: ownMentor,
      rare: true,
      final: true,
    }),
    talk: s({
      label: '记录谈话',
      from: ['active'],
      to: 'same',
      roles: ['LV'],
      input: inputs.talk,
      barred: ownMentor,
      check: ({ input, facts, today }): Complaint => {
        if (input.onDay > today) return { fields: { onDay: [AHEAD] } }
        if (input.nextOn && input.nextOn < today) return { fields: { nextOn: ['下次日期不能早于今天'] } }
        if (input.nextOn && facts.untilOn && input.nextOn > facts.untilOn)
          return { fields: { nextOn: [`结对到 ${facts.untilOn} 为止`] } }
        return undefined
      },
      final: true,
      hint: '只记什么时候谈、多久、哪方面；谈话内容不记录',
    }),
    renew: s({
      label: '续期',
      from: ['active'],
      to: 'same',
      roles: ['SP'],
      input: inputs.renewMentoring,
      check: (context) => termFault(addDays(context.facts.untilOn!, 1), context),
      settles: ['close'],
      due: ['close'],
      rare: true,
      final: true,
      hint: '须重新取得监护人同意，再听一次孩子的意见',
    }),
    end: s({
      label: '结束结对',
      from: ['proposed', 'agreed', 'active'],
      to: 'ended',
      roles: ['SP'],
      input: inputs.end,
      check: ({ input, today }) => (input.onDay > today ? { fields: { onDay: [AHEAD] } } : undefined),
      eventOn: (input) => input.onDay,
      settles: ['agree', 'close'],
      rare: true,
      grave: true,
      final: true,
      hint: '结束后法治副校长不能再看这份档案',
    }),
    expire: s({
      label: '结对到期',
      from: ['active', 'agreed'],
      to: 'ended',
      by: 'system',
      roles: [],
      input: inputs.system,
      settles: ['close'],
      final: true,
    }),
  },
  duties: mentoringDuties,
  corrections: {},
  records: {},
}

export const mentoringKind: Kind<MentoringFacts> = withSpine(table, {
  died: { roles: ['SP'], to: 'ended', settles: ['agree', 'close'] },
  movedAway: { roles: ['SP'], to: 'ended', settles: ['agree', 'close'], label: '孩子转走' },
  openedInError: { roles: ['SP'], second: ['SP'], to: 'ended', settles: ['agree', 'close'] },
  withdrawn: { roles: ['SP'], to: 'ended', settles: ['agree', 'close'], label: '孩子或监护人退出' },
})
