import { daysBetween, shortDay, weekday, type LegalDay } from '~/lib/dates'
import { directory } from '~/orgs/find-units.server'
import type { Ctx } from '../act.server'
import { referralTypes } from '../referrals/referral-types'
import { deskTasks, type DeskChase, type DeskTab, type DeskTask } from '../tasks/desk.server'
import { plainDay, type DayWords } from '../ui/day-words'
import { UNIT_KIND } from '~/orgs/posts/unit-duties'
import { caseHref, coverWords, dutyAction, dutyLabel, shownName, type Domains } from './duty-words'
import type { DeskPage, DeskRow } from './row'

/** 逾期 3 天, 今天, 星期三 11月25日. */
export function whenWords(day: LegalDay, today: LegalDay): DayWords {
  if (day < today) return { text: `逾期 ${daysBetween(day, today)} 天`, tone: 'late' }
  return day === today ? { text: '今天', tone: 'due' } : { text: `${weekday(day)} ${shortDay(day)}`, tone: 'plain' }
}

const why = (day: LegalDay, today: LegalDay, text: string, provisional = false) => ({
  summary: `${day < today ? '应于' : '期限'} ${plainDay(day, today)}${day < today ? ' 完成' : ''}，为什么？`,
  text: provisional ? `${text}（该年放假安排尚未公布，期限暂定）` : text,
})

/** One page of overdue duties, of today's or of this week's. */
export async function listDuties(domains: Domains, ctx: Ctx, tab: DeskTab, after?: string): Promise<DeskPage> {
  const { rows, next } = await deskTasks(ctx, tab, after)
  const { units } = await directory(ctx.db)
  return {
    rows: rows.map((row) =>
      row.from === 'duty' ? dutyRow(domains, ctx, row) : chaseRow(ctx, row, units.get(row.toUnit)?.name ?? ''),
    ),
    ...(next && { next }),
  }
}

function dutyRow(domains: Domains, { actor }: Ctx, task: DeskTask): DeskRow {
  const href = task.caseId ? caseHref(domains, task.kind, task.caseId) : undefined
  const action = dutyAction(domains, actor, { ...task, state: task.file?.state })
  return {
    id: task.id,
    when: whenWords(task.dueOn, actor.today),
    name: task.file
      ? shownName(domains, task.kind, task.file.name)
      : task.kind === UNIT_KIND
        ? '本单位'
        : task.neutralNo,
    ...(href && { href }),
    title: `${dutyLabel(domains, task.kind, task.code)}${task.occurrence > 1 ? `（第 ${task.occurrence} 次）` : ''}${coverWords(actor, task.holder)}`,
    ...(task.file ? { code: task.file.caseNo } : task.kind === UNIT_KIND && { code: task.neutralNo }),
    why: why(task.dueOn, actor.today, task.reason, task.provisional),
    ...(action && { action }),
  }
}

function chaseRow({ actor }: Ctx, row: DeskChase, toUnit: string): DeskRow {
  const label = referralTypes[row.type as keyof typeof referralTypes]?.label ?? '转介'
  return {
    id: row.id,
    when: whenWords(row.dueOn, actor.today),
    name: row.subject,
    href: `/referrals/${row.id}`,
    title: `${label}转介没有答复，联系${toUnit || '接收单位'}${row.chasedOn ? `（${plainDay(row.chasedOn, actor.today)}催办过）` : ''}`,
    code: row.neutralNo,
    why: why(row.dueOn, actor.today, row.reason),
    action: { href: `/referrals/${row.id}`, label: '登记催办' },
  }
}
