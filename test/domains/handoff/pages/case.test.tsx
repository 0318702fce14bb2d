// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { CasePage } from '~/domains/handoff/pages/case'
import { Page, htmlOf } from '../../../ui/page'
import { fullCase, overview } from './sample-case'

afterEach(cleanup)
const show = (data = fullCase) =>
  render(
    <Page>
      <CasePage data={data} token="t" today="2026-11-23" />
    </Page>,
  )

describe('the page of a file', () => {
  it('says whose, where it stands, what is next and who opened it', () => {
    show()
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('欧阳建军')
    expect(screen.getByRole('link', { name: '谁看过此档案' }).getAttribute('href')).toMatch(/\/readers$/)
    expect(screen.getByRole('heading', { name: '下一步：释放日交接' })).toBeTruthy()
    expect(screen.getByRole('link', { name: '交接' }).getAttribute('href')).toMatch(/\/step\/hand_over$/)
    expect(screen.getByRole('link', { name: '未衔接到位' })).toBeTruthy()
    expect(screen.getByText('明天')).toBeTruthy()
    expect(screen.getByText('为什么是这一天？')).toBeTruthy()
  })

  it('tells the first hand that the second hand is awaited', () => {
    show()
    expect(screen.getByText('“变更责任司法所”已提交，等待县社区矫正机构/安帮负责人审批')).toBeTruthy()
  })

  it('masks identity and contact, and asks for a purpose by a form that works without script', () => {
    const html = htmlOf(<CasePage data={fullCase} token="t" today="2026-11-23" />)
    expect(html).toContain('340799********4996')
    expect(html).toContain('138****0001')
    expect(html).toMatch(/<form method="post" action="\/handoff\/[^"]+\/reveal"/)
    expect(html).toContain('查看事由')
  })

  it('shows the offence only when its rows could be read', () => {
    show()
    expect(screen.getByText('盗窃罪')).toBeTruthy()
    expect(screen.getByText('2 年 6 个月')).toBeTruthy()
    cleanup()
    show({ ...fullCase, overview: { ...overview, offence: null } })
    expect(screen.queryByText('原案信息')).toBeNull()
  })

  it('names who is next when this post is not', () => {
    show({ ...fullCase, work: { ...fullCase.work, steps: [], mayRecord: false, duties: [] } })
    expect(screen.getByRole('heading', { name: '下一步由司法所工作人员办理' })).toBeTruthy()
    expect(screen.getByText('目前没有到期事项。')).toBeTruthy()
  })

  it('keeps the rare steps folded', () => {
    show()
    const more = screen.getByText('更多操作').closest('details')!
    expect(more.open).toBe(false)
    expect(within(more).getByText('变更释放日')).toBeTruthy()
    expect(within(more).getByText('更正信息')).toBeTruthy()
  })
})
