/**
 * The service of a legal vice-principal (法治副校长) at one school, with his lessons (DOMAIN 8.2): nominated on his organ's
 * paper, appointed by the education bureau, trained before he begins, renewed or replaced. It is about no child.
 */
import { step, type Complaint, type Kind } from '~/casefile/kind'
import type { LegalDay } from '~/lib/dates'
import { serviceDuties } from './duties'
import type { ServiceFacts } from './facts'
import * as inputs from './inputs'
import { lessonSteps } from './lesson-steps'
import { officerBar, serving, termEnd } from './rules'

const s = step<ServiceFacts>()
const live = ['appointed', ...serving]
const AHEAD = '日期不能晚于今天'

type P = (rule: string) => number
const barOf = (facts: ServiceFacts, on: LegalDay, p: P) =>
  officerBar(facts, facts.elsewhere, on, { schools: p('D4.lvp_schools'), age: p('D4.lvp_age') })

/** A term lies after the other one and is not longer than the rule says. */
const termFault = (fromOn: LegalDay, untilOn: LegalDay, p: P) => {
  if (untilOn <= fromOn) return { fields: { untilOn: ['届满日期要晚于开始日期'] } }
  const last = termEnd(fromOn, p('D4.lvp_term'))
  return untilOn > last ? { fields: { untilOn: [`任期最长 ${p('D4.lvp_term')} 年，最晚到 ${last}`] } } : undefined
}

export const legalLessonKind: Kind<ServiceFacts> = {
  name: 'legal_lesson',
  label: '法治副校长',
  prefix: 'FZ',
  path: '/children/legal-education',
  table: 'lvp_service',
  impersonal: true,
  road: ['nominated', 'appointed', 'active', 'expiring', 'renewed', 'ended'],
  states: {
    nominated: { label: '已推荐', open: true, tone: 'due' },
    appointed: { label: '已聘任', open: true },
    active: { label: '在任', open: true, tone: 'done' },
    expiring: { label: '即将届满', open: true, tone: 'due' },
    renewed: { label: '续聘在任', open: true, tone: 'done' },
    vacant: { label: '待更换', open: true, tone: 'late' },
    ended: { label: '已离任', open: false },
  },
  entry: ['nominated'],
  voluntary: false,
  steps: {
    nominate: s({
      label: '登记推荐人选',
      from: 'entry',
      to: 'nominated',
      roles: ['SP', 'EC'],
      input: inputs.nominate,
      due: ['appoint'],
    }),
    appoint: s({
      label: '聘任',
      from: ['nominated'],
      to: 'appointed',
      roles: ['EC'],
      input: inputs.appoint,
      check: ({ input, facts, p }) => barOf(facts, input.fromOn, p) ?? termFault(input.fromOn, input.untilOn, p),
      settles: ['appoint'],
      due: ['begin', 'renew'],
      final: true,
      hint: '聘任后在“文书”里制发《法治副校长聘书》',
    }),
    refuse: s({
      label: '不予聘任',
      from: ['nominated'],
      to: 'ended',
      roles: ['EC'],
      input: inputs.refuse,
      settles: ['appoint'],
      rare: true,
      grave: true,
      final: true,
    }),
    begin: s({
      label: '登记培训并到任',
      from: ['appointed'],
      to: 'active',
      roles: ['SP', 'EC'],
      input: inputs.begin,
      check: ({ input, facts, today, p }): Complaint => {
        if (input.onDay > today) return { fields: { onDay: [AHEAD] } }
        if (facts.fromOn && input.onDay < facts.fromOn) return { fields: { onDay: [`聘期从 ${facts.fromOn} 开始`] } }
        const least = p('D4.lvp_training')
        return input.trainingHours < least
          ? { fields: { trainingHours: [`到任前须接受不少于 ${least} 学时的培训，请培训后再登记`] } }
          : undefined
      },
      eventOn: (input) => input.onDay,
      settles: ['begin'],
      final: true,
      hint: '选了账号的，他（她）登录后就能看到本校，并记录法治课',
    }),
    name_post: s({
      label: '登记账号',
      from: [...serving],
      to: 'same',
      roles: ['SP', 'EC'],
      input: inputs.namePost,
      rare: true,
      final: true,
      hint: '到任以后才开通账号，或者换了账号的，在这里登记；以前的账号即不能再看',
    }),
    ...lessonSteps,
    expire_soon: s({
      label: '任期即将届满',
      from: ['active', 'renewed'],
      to: 'expiring',
      by: 'system',
      roles: [],
      input: inputs.system,
      final: true,
    }),
    renew: s({
      label: '续聘',
      from: ['expiring'],
      to: 'renewed',
      roles: ['EC'],
      input: inputs.renew,
      check: ({ input, facts, p }) => {
        if (facts.retired) return '退休人员只能聘任一个任期，不能续聘；请学校推荐新的人选。'
        return barOf(facts, facts.untilOn!, p) ?? termFault(facts.untilOn!, input.untilOn, p)
      },
      settles: ['renew'],
      due: ['renew'],
      final: true,
      hint: '新任期接着上一任期',
    }),
    unable: s({
      label: '不能继续履职',
      from: live,
      to: 'vacant',
      roles: ['SP', 'EC'],
      input: inputs.unable,
      check: ({ input, today }) => (input.onDay > today ? { fields: { onDay: [AHEAD] } } : undefined),
      eventOn: (input) => input.onDay,
      settles: ['begin', 'renew'],
      due: ['replace'],
      rare: true,
      grave: true,
      final: true,
      hint: '登记后他（她）不能再看本校的内容，教育局按期更换人选',
    }),
    expire: s({
      label: '任期届满',
      from: ['expiring'],
      to: 'vacant',
      by: 'system',
      roles: [],
      input: inputs.system,
      settles: ['renew'],
      due: ['replace'],
      final: true,
    }),
    replaced: s({
      label: '已更换到位',
      from: ['vacant'],
      to: 'ended',
      roles: ['EC'],
      input: inputs.replaced,
      check: ({ facts }) => (facts.others === 0 ? '学校还没有其他在任的法治副校长，新人选到任后再办结。' : undefined),
      settles: ['replace'],
      final: true,
    }),
    opened_in_error: s({
      label: '登记有误，撤掉',
      from: ['nominated', 'appointed'],
      to: 'ended',
      roles: ['EC'],
      input: inputs.refuse,
      settles: ['appoint', 'begin', 'renew'],
      rare: true,
      grave: true,
      final: true,
    }),
  },
  duties: serviceDuties,
  corrections: {},
  records: {},
}
