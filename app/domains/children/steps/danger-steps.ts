/** A danger (监护风险; 未成年人保护法 11): at once, by whoever sees it; reported within two hours; ended by the town. */
import { step } from '~/casefile/kind'
import { addDays } from '~/lib/dates'
import type { ChildFacts } from '../facts'
import { fields, onToday } from './dates'
import * as inputs from './inputs'

const s = step<ChildFacts>()
const moment = (field: string, typed: string, today: string, back: number) => ({
  [field]:
    typed.slice(0, 10) > today
      ? ['时间不能晚于今天']
      : typed.slice(0, 10) < addDays(today, -back)
        ? [`时间距今超过 ${back} 天，请核对`]
        : undefined,
})

export const dangerSteps = {
  danger: s({
    label: '发现危险',
    from: ['candidate', 'confirmed', 'agreed', 'in_care'],
    to: 'danger',
    roles: ['CD', 'ST', 'CS'],
    input: inputs.danger,
    due: ['report', 'danger_visit'],
    settles: ['assessment'],
    final: true,
    check: ({ input, today, p }) => fields(moment('foundAt', input.foundAt, today, p('D4.danger_back'))),
    hint: '立即处置；两小时内报告并登记',
  }),
  log_report: s({
    label: '登记强制报告',
    from: ['danger'],
    to: 'same',
    roles: ['CD', 'ST', 'CS'],
    input: inputs.logReport,
    settles: ['report', 'report_late'],
    final: true,
    check: ({ input, today, p }) => fields(moment('reportedAt', input.reportedAt, today, p('D4.danger_back'))),
    hint: '先打 110，再登记什么时间、向谁报告、回执号',
  }),
  out_of_danger: s({
    label: '解除危险',
    from: ['danger'],
    to: 'in_care',
    roles: ['CS'],
    input: inputs.outOfDanger,
    settles: ['report', 'report_late', 'danger_visit'],
    final: true,
    check: ({ input, facts, today }) => (facts.reported ? onToday({ input, today }) : '还没有登记强制报告，请先登记。'),
    hint: '危险消除后回到关爱服务；需要民政监护的，另行提出',
  }),
}
