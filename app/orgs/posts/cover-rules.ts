/** Who may stand in for whom (代办, 代理). Pure; the database repeats role, unit and hands in keep_posts(). */
import type { Role } from '~/access/roles'
import { formatDay, type LegalDay } from '~/lib/dates'
import { excludedBy, type Holding } from './post-rules'

type Given = {
  covered: { role: Role; unitCode: string; userId: string; until: LegalDay | null; isCover: boolean }
  /** The one who stands in; `ownPosts`: his own posts in force, no covers. */
  person: { userId: string; ownPosts: readonly { unitCode: string }[]; holdings: readonly Holding[] }
  /** The head who arranges it. */
  by: string
  from: LegalDay
  until: LegalDay
  /** The last day that may be asked for. */
  last: LegalDay
  /** Proposals of his own that the covered role would decide. */
  drafts: number
  today: LegalDay
}

/** What is wrong with a cover, by field (covered, deputy, from, until); empty when it may be arranged. */
export function coverComplaints(given: Given): Record<string, string[]> {
  const { covered, person, by, from, until, last, drafts, today } = given
  const wrong: Record<string, string[]> = {}
  const say = (field: string, text: string) => (wrong[field] = [...(wrong[field] ?? []), text])
  if (covered.isCover) say('covered', '代办岗位不能再由别人代办')
  if (person.userId === by) say('deputy', '不能安排自己代办，请由上级单位负责人安排')
  else if (person.userId === covered.userId) say('deputy', '不能由本人代办自己的事项')
  else if (!person.ownPosts.some((post) => post.unitCode === covered.unitCode)) say('deputy', '请从本单位人员中选择')
  if (excludedBy(covered.role, { from, until }, person.holdings).length)
    say('deputy', '该同志现有岗位与这个岗位不能由一人兼任')
  if (drafts > 0)
    say(
      'deputy',
      `该同志有 ${drafts} 件自己提交、须由这一岗位审批的事项。拟办人不能审批自己的事项，请先审批完，或换人代理`,
    )
  if (from < today) say('from', '开始日期不能早于今天')
  if (until < from) say('until', '结束日期不能早于开始日期')
  else if (until > last) say('until', `代理最长到 ${formatDay(last)}`)
  else if (covered.until && until > covered.until) say('until', `这个岗位任期到 ${formatDay(covered.until)}为止`)
  return wrong
}
