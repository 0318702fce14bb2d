/** Every declaration is whole: known states, steps and roles; an approval by a step is that step's own second hand. */
import { describe, expect, it } from 'vitest'
import { judge } from '~/access/policy'
import type { DocumentDecl } from '~/casefile/documents/declare'
import type { BaseFacts, Kind } from '~/casefile/kind'
import { handoffPapers, noticePapers, statisticsPaper, supportPapers } from '~/domains/handoff/documents.server'

const sources = [handoffPapers, noticePapers, supportPapers].map(({ domain, documents }) => ({
  kind: domain.kind as unknown as Kind<BaseFacts>,
  documents: documents as unknown as readonly DocumentDecl<never>[],
}))
const all = sources.flatMap(({ kind, documents }) => documents.map((decl) => ({ kind, decl })))

describe('the documents of D1', () => {
  it('are the twelve of DOMAIN §5, and those of neutral help', () => {
    const titles = (at: number) => sources[at]!.documents.map((one) => one.title)
    expect([...titles(1), ...titles(0), statisticsPaper.title]).toEqual([
      '刑满释放人员通知书',
      '信息核查反馈表',
      '必接必送交接单',
      '安置帮教对象登记表',
      '安置帮教协议书',
      '帮教小组责任书',
      '帮扶方案',
      '走访记录',
      '委托帮教函',
      '转出函',
      '帮教期满通知书',
      '安置帮教统计表',
    ])
    expect(titles(2)).toEqual(['帮扶服务登记表', '帮扶服务方案', '走访记录'])
  })

  it('have codes and numbers of their own', () => {
    for (const name of ['code', 'word'] as const)
      expect(all.map(({ decl }) => decl[name])).not.toContain(statisticsPaper[name])
    expect(new Set(all.map(({ decl }) => decl.code)).size).toBe(all.length)
    expect(new Set(all.map(({ decl }) => decl.word)).size).toBe(all.length)
    for (const { decl } of all) expect(decl.code).toMatch(/^[a-z_]{1,40}$/)
  })

  it.each(all.map(({ kind, decl }) => [decl.code, kind, decl] as const))('%s is whole', (_, kind, decl) => {
    for (const state of decl.from) expect(kind.states, state).toHaveProperty(state)
    for (const step of decl.after) expect(step in kind.steps || step in kind.records, step).toBe(true)
    const may = (role: (typeof decl.roles)[number]) =>
      judge(role, kind.name, 'W').allowed || judge(role, kind.name, 'A').allowed
    for (const role of decl.roles) {
      expect(may(role), role).toBe(true)
      expect(judge(role, kind.name, 'P').allowed, role).toBe(true)
    }
    if (decl.approval.by === 'step') {
      expect(kind.steps[decl.approval.step]?.second).toEqual(decl.approval.roles)
      expect(decl.after).toContain(decl.approval.step)
    }
    if (decl.approval.by === 'second') {
      for (const role of decl.approval.roles) expect(may(role), role).toBe(true)
      expect(decl.approval.roles.filter((role) => decl.roles.includes(role))).toEqual([])
    }
    expect(decl.check === 'public').toBe(kind.name !== 'support')
  })
})
