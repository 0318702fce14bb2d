// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { DataTable } from '~/ui/table'
import { Page } from './page'

afterEach(cleanup)

const columns = [
  { key: 'name', label: '名称' },
  { key: 'count', label: '数量', num: true },
  { key: 'do', label: '操作', hideLabel: true },
]
const rows = ['甲', '乙', '丙'].map((name, at) => ({
  id: name,
  href: `/x/${at}`,
  cells: { name, count: at || undefined },
}))

describe('DataTable', () => {
  it('names itself, its columns and its rows, and labels the cells for cards', () => {
    render(
      <Page>
        <DataTable caption="部件清单" columns={columns} rows={rows} />
      </Page>,
    )
    const table = screen.getByRole('table', { name: '部件清单' })
    expect(screen.getAllByRole('columnheader').map((th) => th.textContent)).toEqual(['名称', '数量', '操作'])
    expect(screen.getAllByRole('rowheader').map((th) => th.textContent)).toEqual(['甲', '乙', '丙'])
    const labels = [...table.querySelectorAll('tbody tr:first-child td')].map((td) => td.getAttribute('data-label'))
    expect(labels).toEqual(['数量', ''])
    expect(table.querySelector('tbody td')!.textContent).toBe('—')
  })

  it('walks the rows with j and k, but not while typing', () => {
    render(
      <Page>
        <input aria-label="查找" />
        <DataTable caption="部件清单" columns={columns} rows={rows} />
      </Page>,
    )
    const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key })
    press('j')
    expect(document.activeElement!.textContent).toBe('甲')
    press('j')
    press('j')
    press('j')
    expect(document.activeElement!.textContent).toBe('丙')
    press('k')
    expect(document.activeElement!.textContent).toBe('乙')
    screen.getByLabelText('查找').focus()
    press('j')
    expect(document.activeElement!.tagName).toBe('INPUT')
  })

  it('says so when there is nothing', () => {
    render(
      <Page>
        <DataTable caption="部件清单" columns={columns} rows={[]} />
      </Page>,
    )
    expect(screen.queryByRole('table')).toBeNull()
    expect(screen.getByText('没有符合条件的记录。')).toBeTruthy()
  })
})
