// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { HandoffListData } from '~/domains/handoff/views/list.server'
import { HandoffList } from '~/domains/handoff/pages/list'
import { PickupsPage } from '~/domains/handoff/pages/pickups'
import type { PickupsData } from '~/domains/handoff/views/pickups.server'
import { htmlOf, Page } from '../../../ui/page'

afterEach(cleanup)

const list: HandoffListData = {
  rows: [
    {
      id: '1',
      name: '陈*平',
      about: '男 41',
      caseNo: 'AZ-340705-2026-00031',
      state: { code: 'registered', label: '已建档', tone: 'due' },
      next: '首次谈话',
      due: { text: '逾期 3 天', tone: 'late' },
      openedOn: '2026-11-01',
      level: 'A',
      placement: '未安置',
      mustPickup: true,
    },
  ],
  shown: false,
  mayShow: true,
  count: '1000+',
  next: '/handoff?after=x',
  unit: '西湖镇司法所',
  mayOpen: true,
  exportHref: null,
  states: [{ value: 'registered', label: '已建档' }],
  places: [],
  values: { due: 'week' },
}

describe('the list', () => {
  it('counts, masks, links, and asks for names by POST', () => {
    const html = htmlOf(<HandoffList data={list} token="t" today="2026-11-23" />, '/handoff')
    expect(html).toContain('1000+')
    expect(html).toContain('陈*平')
    expect(html).toContain('href="/handoff/1"')
    expect(html).toMatch(/<form[^>]*method="post"/)
    expect(html).toContain('显示姓名')
    expect(html).toContain('登记人员')
    expect(html).toContain('下一页')
  })

  it('has no button for names that this post may not see, and says when nothing fits', () => {
    render(
      <Page>
        <HandoffList
          data={{ ...list, rows: [], mayShow: false, mayOpen: false, count: '0', next: undefined }}
          token="t"
          today="2026-11-23"
        />
      </Page>,
    )
    expect(screen.queryByText('显示姓名')).toBeNull()
    expect(screen.queryByText('登记人员')).toBeNull()
    expect(screen.getByText('没有符合条件的人员')).toBeTruthy()
  })
})

const board: PickupsData = {
  weeks: [
    {
      from: '2026-11-23',
      to: '2026-11-29',
      rows: [
        {
          id: '1',
          caseNo: 'AZ-1',
          name: '欧阳*军',
          state: { code: 'verified', label: '已核实', tone: 'plain' },
          releaseDueOn: '2026-11-24',
          mustPickup: true,
          keyCategory: ['无家可归'],
          prison: '白湖监狱',
          office: '西湖镇司法所',
          ready: false,
          mode: null,
          at: null,
          people: [],
          transport: null,
          cost: null,
          tonight: null,
          warning: '一周内释放，还没有接回方案',
        },
      ],
    },
  ],
  count: 1,
  capped: false,
  open: 1,
  must: 1,
  days: 30,
  shown: false,
  mayShow: true,
  mayPrint: true,
  unit: '西湖镇司法所',
  places: [],
  values: { days: '30' },
  printHref: '/handoff/pickups/print',
  backHref: '/handoff/pickups',
}

describe('the pickup board', () => {
  it('groups by week and warns', () => {
    render(
      <Page>
        <PickupsPage data={board} token="t" />
      </Page>,
    )
    expect(screen.getByRole('heading', { level: 2 }).textContent).toContain('11月23日（一）至 11月29日（日）')
    expect(screen.getByText('一周内释放，还没有接回方案').className).toContain('late')
    expect(screen.getByText('必接', { selector: '.tag' })).toBeTruthy()
  })
})
