/** The documents of D1 from real files of the database: filled, numbered, frozen, printed, and read back from the .docx. */
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PaperContent } from '~/casefile/documents/paper'
import { Sheet } from '~/casefile/documents/pages/sheet'
import { qrOf } from '~/casefile/documents/qr.server'
import type { Actor } from '~/access/actor'
import {
  approve,
  contentOf,
  ended,
  entrust,
  gate,
  handOver,
  helping,
  ID_NO,
  inHelp,
  issue,
  late,
  NAME,
  openHelped,
  people,
  PLAN,
  register,
  seedPapers,
  send,
  startHelp,
  transfer,
  verify,
} from './papers'
import { ofHtml, readsBack, said } from './read-back'
import { inScope, rowOf } from '../../support/cases'
import { handoffPapers } from '~/domains/handoff/documents.server'
import { drawUp } from '~/casefile/documents/draw-up.server'
import { loadCase } from '~/casefile/load-case.server'

beforeAll(seedPapers)

const valueOf = (content: PaperContent, label: string): string | undefined =>
  content.blocks.flatMap((block) => (block.type === 'rows' ? block.rows.flat() : [])).find((one) => one.label === label)
    ?.value

/** Issues, opens the frozen JSON, verifies its hash, reads it back from paper and .docx. */
async function papers(actor: Actor, id: string, code: string, second?: Actor) {
  const made = await issue(actor, id, code)
  if (second) {
    expect(made).toMatchObject({ state: 'draft', number: null })
    expect(await approve(second, id, made.id)).toEqual({ outcome: 'issued' })
  }
  const { content, intact } = await contentOf(actor, made.id)
  expect(intact).toBe(true)
  await readsBack(content)
  return content
}

describe('the eleven documents of D1, of one person on the way', () => {
  let noticeId = ''
  let id = ''
  beforeAll(async () => {
    ;({ noticeId, id } = await send({ idType: 'resident', idNo: ID_NO, noIdReason: undefined }))
  })

  it('《刑满释放人员通知书》, by the prison from its own notice', async () => {
    const made = await issue(people.PR, noticeId, 'release_notice', { kind: 'release_notice' })
    expect(made.number).toBe('单位34-PR1监释通字〔2026〕第0001号')
    const { content } = await contentOf(people.PR, made.id)
    await readsBack(content)
    expect(content).toMatchObject({ to: '单位340705-JB1', layout: 'notice' })
    expect(valueOf(content, '姓名')).toBe(NAME)
    expect(valueOf(content, '身份证号码')).toBe(ID_NO)
    expect(valueOf(content, '罪名')).toBe('盗窃罪')
    expect(valueOf(content, '刑期')).toBe('2 年 6 个月')
    expect(valueOf(content, '应释放日期')).toBe('2026年12月15日')
    expect(valueOf(content, '家属联系人')).toBe('古丽，配偶')
    expect(said(content.blocks).join()).toContain('10个工作日内')
  })

  it('《信息核查反馈表》 answers the prison with what it may know, after a second hand', async () => {
    await verify(id)
    const content = await papers(people.JC, id, 'verify_feedback', people.JA)
    expect(content.to).toBe('单位34-PR1')
    expect(valueOf(content, '核查结果')).toBe('信息相符')
    expect(valueOf(content, '责任司法所')).toBe(`单位340705001-JO1（电话 0562-2800001）`)
    expect(said(content.blocks).join()).not.toMatch(/盗窃|2 年 6 个月|莲花村|1380000|需要的帮助|住处/)
  })

  it('《必接必送交接单》, signed by three', async () => {
    await handOver(id)
    const content = await papers(gate.TJ, id, 'handover_sheet')
    expect(content.number).toBe('340705001司所安帮接字〔2026〕第0001号')
    expect(valueOf(content, '交接时间')).toBe('2026年12月15日10时05分')
    expect(valueOf(content, '交接地点')).toBe('监狱门口（监所门口接到）')
    expect(valueOf(content, '接送费用')).toBe('120.00 元（县级经费）')
    expect(valueOf(content, '随身财物')).toBe('')
    expect(said(content.blocks).join()).not.toMatch(/盗窃|1380000/)
  })

  it('《安置帮教对象登记表》, the only one of the office that tells the offence', async () => {
    await register(id)
    await startHelp(id)
    const content = await papers(helping.TJ, id, 'register_sheet')
    expect(valueOf(content, '罪名')).toBe('盗窃罪')
    expect(valueOf(content, '详细地址')).toBe('莲花村12号院<3栋>')
    expect(valueOf(content, '联系电话')).toBe('13900000002')
    expect(valueOf(content, '帮教期')).toBe('2026年12月15日至2031年12月15日')
    expect(said(content.blocks)).toContain('古丽')
  })

  it('《安置帮教协议书》《帮教小组责任书》《帮扶方案》《走访记录》 tell no offence and no prison', async () => {
    const read = new Map<string, PaperContent>()
    for (const [code, second] of [
      ['agreement', undefined],
      ['group_duty', undefined],
      ['help_plan', helping.TH],
      ['visit_record', undefined],
    ] as const) {
      const content = await papers(helping.TJ, id, code, second)
      expect(said(content.blocks).join(), code).not.toMatch(/盗窃|监狱|监所|刑满|2 年 6 个月/)
      read.set(code, content)
    }
    const [duty, plan, visit] = ['group_duty', 'help_plan', 'visit_record'].map((code) => read.get(code)!)
    expect(said(plan!.blocks)).toContain(PLAN.split('\n')[0])
    expect(said(plan!.blocks)).toContain('技能培训')
    expect(valueOf(plan!, '评定理由')).toBe('没有住处，刚刚找到工作')
    expect(said(duty!.blocks)).toEqual(expect.arrayContaining(['王一', '李二', '赵三', '村（社区）']))
    expect(said(duty!.blocks).join()).not.toMatch(/139|340799|莲花村/)
    expect(valueOf(visit!, '走访情况')).toBe('已安顿好，约好周五去人社所。')
    expect(valueOf(visit!, '约定下次')).toBe('2027年1月5日')
    expect(valueOf(visit!, '在场人员')).toBe('李二、本人')
  })

  it('《委托帮教函》 carries the name, the telephone and what was agreed, as consented', async () => {
    await entrust(id)
    const content = await papers(helping.TJ, id, 'entrust_letter')
    expect(content).toMatchObject({ layout: 'letter', to: '合肥市蜀山区荷叶地街道司法所' })
    expect(valueOf(content, '联系电话')).toBe('13900000002')
    expect(said(content.blocks).join()).not.toMatch(/盗窃|监狱|刑满|出生|证件|身份证|莲花村/)
  })

  it('《转出函》 to the new county, without what was in the judgment', async () => {
    await transfer(id)
    const content = await papers(helping.JC, id, 'transfer_letter')
    expect(content).toMatchObject({ layout: 'letter', to: '单位340706-JB1', unit: { code: '340705-JB1' } })
    expect(valueOf(content, '转出事由')).toBe('投靠亲属，迁居义安')
    expect(valueOf(content, '现居住地')).toBe('东联镇某路8号')
    expect(said(content.blocks).join()).toContain('5个工作日内移送')
    expect(said(content.blocks).join()).not.toMatch(/盗窃|监狱|2 年 6 个月/)
  })

  it('《帮教期满通知书》 to the person, with no word of the past', async () => {
    const other = await inHelp({ help_end_on: '2031-12-15' })
    await ended(other)
    const content = await papers(late.TJ, other, 'end_notice')
    const { name } = (await rowOf(other)) as unknown as { name: string }
    expect(content).toMatchObject({ layout: 'notice', to: name, number: '340705司安帮满字〔2031〕第0001号' })
    expect(said(content.blocks).join()).toContain('现已期满')
    expect(said(content.blocks).join()).toContain('继续办理养老保险接续')
    expect(said(content.blocks).join()).not.toMatch(/盗窃|监狱|刑满|释放/)
  })
})

describe('documents of neutral help', () => {
  it('tell no origin, and are checked after sign-in only', async () => {
    const id = await openHelped()
    for (const code of ['support_register', 'support_plan', 'support_visit']) {
      const made = await issue(people.TJ, id, code, { kind: 'support' })
      const { content } = await contentOf(people.TJ, made.id)
      await readsBack(content)
      expect(content.check.by).toBe('signed_in')
      expect(qrOf(content)).toBeNull()
      expect(`${content.number}${said(content.blocks).join()}`, code).not.toMatch(/安置|帮教|安帮|刑|监|释放|罪|矫正/)
    }
  })
})

describe('what is not known', () => {
  it('is a blank line on every document, never a word of the machine', async () => {
    const { id } = await send({
      address: '',
      phone: '',
      contactName: '',
      contactRelation: undefined,
      contactPhone: '',
      residenceCode: undefined,
      offenceCode: undefined,
      sentenceMonths: undefined,
      keyCategory: [],
      prisonName: undefined,
    })
    for (const { code } of handoffPapers.documents) {
      const content = await inScope(people.JC, async (ctx) => {
        const file = await loadCase(ctx.db, 'handoff', id)
        return (await drawUp(handoffPapers, ctx, file, { code, about: '' })).content
      })
      const sheet = renderToStaticMarkup(
        createElement(Sheet, { content, standing: 'draft', qr: null, checkAt: 'localhost:3000/check' }),
      )
      expect(ofHtml(sheet), code).not.toMatch(/undefined|null|NaN|\[object|Invalid|9999/)
      expect(sheet, code).toContain('草稿')
      expect(sheet, code).not.toContain('盖章')
      expect(sheet, code).not.toContain('sealarea')
    }
  })
})
