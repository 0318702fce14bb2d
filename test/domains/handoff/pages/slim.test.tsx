// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { SlimPage } from '~/domains/handoff/pages/slim'
import { htmlOf, Page } from '../../../ui/page'

afterEach(cleanup)
const slim = {
  name: '欧阳建军',
  contacts: [{ id: 'c1', relation: null, name: null, value: '13800000001' }],
  plan: '每周一起看一次招工信息。',
  paused: false,
  visits: ['2026-11-30'],
}

describe('the page of a pair helper (PH)', () => {
  it('shows name, contact, agreed support and the next visit', () => {
    render(
      <Page>
        <SlimPage slim={slim} />
      </Page>,
    )
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('欧阳建军')
    expect(screen.getByText('13800000001')).toBeTruthy()
    expect(screen.getByText('每周一起看一次招工信息。')).toBeTruthy()
    expect(screen.getByText('2026年11月30日')).toBeTruthy()
  })

  it('leaks neither offence nor prison nor the course of the file', () => {
    const html = htmlOf(<SlimPage slim={slim} />)
    for (const word of ['罪', '刑', '监', '释放', '帮教', '必接', '时间线', '重点', 'AZ-'])
      expect(html).not.toContain(word)
  })

  it('says so when nothing is arranged', () => {
    render(
      <Page>
        <SlimPage slim={{ ...slim, plan: null, visits: [], contacts: [] }} />
      </Page>,
    )
    expect(screen.getByText('目前没有约定的走访。')).toBeTruthy()
    expect(screen.getByText('还没有商定帮扶内容。')).toBeTruthy()
  })
})
