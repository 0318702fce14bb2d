import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { roles } from '~/access/roles'
import { places } from '~/domains/menu'
import { templates, wordingOf, type TemplateName } from '~/messages/templates'

/** Everything a text may be made of, with values that could stand in any of them. */
const data = {
  unit: '某单位',
  at: '11月25日 10:00',
  due: 2,
  late: 1,
  link: 'https://a.test/sign-in',
  until: '2026-11-25 10:00',
}
const all = (Object.keys(templates) as TemplateName[]).map((name) => ({ name, ...wordingOf(name, data) }))

/** What would tell a bystander why somebody hears from us: domains, reasons, states, offices, kinship, persons. */
const forbidden =
  /矫正|帮教|安置|回归|刑|释放|监狱|看守|羁押|犯罪|罪|案|封存|前科|档案|服药|精神|病|医|药|诊|康复|救助|低保|困难|贫|补助|补贴|贷款|发放|留守|儿童|孩子|未成年|学生|监护|父|母|家长|家访|结对|辅导|法治|强制报告|报告|侵害|虐待|举报|投诉|死亡|自杀|司法|民政|教育|卫生|检察|法院|公安|派出所|村|学校|班|姓名|身份证|先生|女士|同志/

describe('every text of a message', () => {
  it.each(all)('$name names no domain, no reason and nobody', ({ subject, text }) => {
    expect(subject).not.toMatch(forbidden)
    expect(text).not.toMatch(forbidden)
  })

  it.each(all)('$name names no kind of file and no role beside the administrators', ({ subject, text }) => {
    const words = [...Object.values(places).map((place) => place.label), ...Object.values(roles)]
    const said = `${subject}${text}`.replaceAll(/系统管理员|安全管理员/g, '')
    // "一口受理" and the like would stand there whole.
    expect(words.filter((word) => word.length > 2 && said.includes(word))).toEqual([])
  })

  it.each(all)('$name is short enough for one message and whole', ({ subject, text }) => {
    expect([...subject].length).toBeLessThanOrEqual(20)
    expect([...text].length).toBeLessThanOrEqual(120)
    expect(`${subject}${text}`).not.toMatch(/undefined|null|NaN|\[object/)
  })

  it('is made of nothing but a unit, a time, a number and a link', () => {
    const source = readFileSync('app/messages/templates.ts', 'utf8')
    const used = [...source.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1])
    expect([...new Set(used)].filter((name) => !(name! in data))).toEqual([])
  })
})
