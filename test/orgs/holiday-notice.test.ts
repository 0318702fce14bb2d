import { describe, expect, it } from 'vitest'
import { readNotice } from '~/orgs/holiday-notice'
import { judgeNotice } from '~/orgs/judge-notice'
import { calendarRows } from '../../prisma/seed/calendar'
import { notice2027 } from '../casefile/rule-changes/notice'

/** The paragraphs of the notices for 2025 and 2026 (国办发明电). */
const notice2026 = `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。`
const notice2025 = `一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。`
const judge = (text: string, year: number, statutory = 13) => judgeNotice(readNotice(text, year), year, statutory)
const plain = (days: readonly { day: string; kind: string }[]) => days.map(({ day, kind }) => `${day} ${kind}`)

describe('a notice of the State Council', () => {
  it.each([
    [2025, notice2025],
    [2026, notice2026],
  ])('of %i gives the days that are known of it, without a doubt', (year, text) => {
    const { days, errors, warnings } = judge(text, year)
    expect([errors, warnings]).toEqual([[], []])
    expect(plain(days)).toEqual(plain(calendarRows(year)))
  })

  it('may be a plain list, one day a line', () => {
    const list = calendarRows(2026).map(
      (row) => `${row.day.replaceAll('-', '/')},${row.kind === 'rest' ? '休' : '班'},${row.name}`,
    )
    const { days, errors, warnings } = judge(list.join('\r\n'), 2026)
    expect([errors, warnings]).toEqual([[], []])
    expect(days).toEqual(calendarRows(2026))
  })

  it.each<[string, string, number, RegExp]>([
    ['of another year', notice2026, 2027, /可能粘贴了别的年份/],
    ['with a day that does not exist', notice2026.replace('4月4日', '4月31日'), 2026, /第 3 行/],
    [
      'with a run that goes backwards',
      notice2026.replace('4月4日（周六）至6日（周一）', '4月6日（周一）至4日（周六）'),
      2026,
      /第 3 行/,
    ],
    [
      'that works and rests in one sentence',
      notice2026.replace('共3天。1月4日（周日）上班', '共3天，1月4日（周日）上班'),
      2026,
      /第 1 行/,
    ],
    ['whose count is another', notice2026.replace('共9天', '共8天'), 2026, /写共 8 天，日期是 9 天/],
    ['that lacks a holiday', notice2026.split('\n').slice(1).join('\n'), 2026, /缺少法定放假日 1月1日/],
    ['without the moon festival', notice2026.replace(/六、.*\n/, ''), 2026, /缺少 中秋节/],
    ['that makes up on a weekday', notice2026.replace('1月4日（周日）上班', '1月5日（周一）上班'), 2026, /本来就上班/],
    [
      'that gives a day off and work',
      notice2026.replace('5月9日（周六）上班', '5月3日（周日）上班'),
      2026,
      /既是放假又是上班/,
    ],
    ['of nothing', '各地区、各部门：', 2026, /没有读到/],
    ['of days elsewhere', `${notice2026}\n2027-01-01 休 元旦`, 2026, /不在 2026 年/],
  ])('%s is refused', (_, text, year, why) => {
    expect(judge(text, year).errors.join()).toMatch(why)
  })

  it('whose sum of days off is not the statutory one has to be looked at', () => {
    expect(judge(notice2027, 2027)).toMatchObject({ errors: [], warnings: [] })
    expect(judge(notice2027, 2027, 11).warnings.join()).toMatch(/应为 11 天.*这里是 13 天/)
    const long = notice2027
      .replace('至7日（周四）放假调休，共7天', '至12日（周二）放假调休，共12天')
      .replace('、10月9日（周六）', '')
    expect(judge(long, 2027)).toMatchObject({
      errors: [],
      warnings: [expect.stringMatching(/连续放假 12 天/), expect.anything()],
    })
  })
})
