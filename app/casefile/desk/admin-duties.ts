/** From numbers to what the system administrator has to do, the most urgent first. Pure. */
import type { LegalDay } from '~/lib/dates'
import type { Tone } from '~/ui/page'

export type AdminFacts = {
  today: LegalDay
  accounts: { unused: number; postless: number; never: number }
  /** Changes of rules and dates to be looked through, and those that wait for the second person. */
  review: number
  submitted: number
  /** Years whose notice is loaded; open duties on provisional days by year. */
  years: readonly number[]
  provisional: readonly { year: number; duties: number }[]
  /** Merges whose day is past; lists read and not yet written. */
  merges: number
  imports: number
  crowded: number
  workerless: number
  /** The worker has not been heard of for two minutes. */
  silent: boolean
  failed: number
  failedWhy: string
}

export type AdminDuty = {
  id: string
  when: { text: string; tone: Tone }
  title: string
  why: string
  action: { href: string; label: string }
}

/** The month from which the State Council's notice for the next year is out or about to be. */
const NOTICE_MONTH = 11

export function adminDuties(facts: AdminFacts): AdminDuty[] {
  const duty = (
    n: number,
    tone: 'late' | 'due' | 'plain',
    id: string,
    title: string,
    why: string,
    href: string,
    label: string,
  ): AdminDuty[] => (n > 0 ? [{ id, when: { text: `${n} 项`, tone }, title, why, action: { href, label } }] : [])
  return [
    ...(facts.silent
      ? [
          {
            id: 'worker',
            when: { text: '马上', tone: 'late' as const },
            title: '后台任务没有在运行',
            why: '两分钟没有心跳。通知不会发送，到日的事项不会办理，导入和试算不会开始。请检查服务器上的程序。',
            action: { href: '/healthz', label: '看运行状态' },
          },
        ]
      : []),
    ...calendarDuties(facts),
    ...duty(
      facts.failed,
      'late',
      'outbox',
      '通知没有发成',
      facts.failedWhy,
      '/admin/outbox?state=failed',
      '查看并重发',
    ),
    ...duty(
      facts.merges,
      'late',
      'merges',
      '单位合并到日没有执行',
      '被合并的单位可能已有变动，或者安排人的岗位已到期。',
      '/admin/organisation/merge',
      '查看',
    ),
    ...duty(
      facts.review,
      'due',
      'review',
      '规则或日历变更待核对',
      '逐页核对新旧日期，再提请安全管理员确认。',
      '/admin/changes?state=review',
      '核对',
    ),
    ...duty(
      facts.submitted,
      'plain',
      'submitted',
      '变更等安全管理员确认',
      '须由另一位管理员确认，确认之前什么都不变。',
      '/admin/changes?state=submitted',
      '查看',
    ),
    ...duty(
      facts.accounts.postless,
      'due',
      'postless',
      '账号没有在任岗位，仍可登录',
      '已经离岗的请停用；新建的请安全管理员设立岗位。',
      '/admin/accounts?state=postless',
      '核对',
    ),
    ...duty(
      facts.accounts.unused,
      'due',
      'unused',
      '账号长期未用，即将自动停用',
      '请问清是否还在岗；不再使用的现在停用。',
      '/admin/accounts?state=unused',
      '核对',
    ),
    ...duty(
      facts.imports,
      'due',
      'imports',
      '机构名单试导入后没有写入',
      '核对以后写入，或者不用理会。',
      '/admin/organisation/import',
      '查看',
    ),
    ...duty(
      facts.crowded,
      'due',
      'crowded',
      '网格超过户数上限',
      '请先拆分网格，再更新户数。',
      '/admin/organisation?grids=crowded',
      '查看',
    ),
    ...duty(
      facts.workerless,
      'plain',
      'workerless',
      '网格没有网格员',
      '安全管理员设立网格员岗位后，在网格页面指定。',
      '/admin/organisation?grids=workerless',
      '查看',
    ),
  ]
}

/** A year without its notice: this year's is missing, or next year's is due and dates rest on it. */
function calendarDuties({ today, years, provisional }: AdminFacts): AdminDuty[] {
  const thisYear = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7))
  return [thisYear, thisYear + 1].flatMap((year) => {
    const duties = provisional.find((row) => row.year === year)?.duties ?? 0
    if (years.includes(year) || (year > thisYear && month < NOTICE_MONTH)) return []
    return [
      {
        id: `calendar-${year}`,
        when: {
          text: year === thisYear ? '马上' : '公布后',
          tone: year === thisYear ? ('late' as const) : ('due' as const),
        },
        title: `${year} 年放假安排还没有载入`,
        why: duties > 0 ? `${duties} 项在办事项的日期因此是暂定的。` : '载入以前，这一年的日期都是暂定的。',
        action: { href: `/admin/calendar?year=${year}`, label: '载入' },
      },
    ]
  })
}
