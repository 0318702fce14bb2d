// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { ErrorPage } from '~/ui/error-page'
import { Duties, Duty, Facts, Progress, Road } from '~/ui/facts'
import { FilterBar } from '~/ui/filters'
import { Layout } from '~/ui/layout'
import { PageHead, pageTitle, Panel, Tabs } from '~/ui/page'
import { Page } from './page'

afterEach(cleanup)

function Frame({ signedIn = true }: { signedIn?: boolean }) {
  return (
    <Page>
      <Layout
        brand="归程"
        me={signedIn ? { name: '周岚', postLabel: '工作人员 · 西湖镇' } : null}
        menu={
          signedIn
            ? [
                { items: [{ href: '/', label: '我的工作', current: true, count: 3 }] },
                { heading: '其他', items: [{ href: '/help', label: '帮助' }] },
              ]
            : []
        }
        search={signedIn ? { action: '/people', value: '王' } : undefined}
        switchHref="/posts"
        signOutToken="out"
      >
        <PageHead title="我的工作" trail={[{ href: '/', label: '首页' }, { label: '这里' }]} />
      </Layout>
    </Page>
  )
}

describe('Layout', () => {
  it('has the landmarks and one heading of the first rank', () => {
    render(<Frame />)
    expect(screen.getByRole('banner')).toBeTruthy()
    expect(screen.getByRole('main').id).toBe('main')
    expect(screen.getByRole('navigation', { name: '主导航' })).toBeTruthy()
    expect(screen.getAllByRole('heading', { level: 1 })).toHaveLength(1)
    expect(screen.getByText('跳到正文').getAttribute('href')).toBe('#main')
  })

  it('says which page of the menu is open', () => {
    render(<Frame />)
    const side = screen.getByRole('navigation', { name: '主导航' })
    expect(within(side).getByRole('link', { current: 'page' }).textContent).toBe('我的工作3')
  })

  it('offers menu, search, change of post and sign-out on phones too', () => {
    const { container } = render(<Frame />)
    const menu = container.querySelector<HTMLElement>('details.menu')!
    expect(within(menu).getByText('菜单与查找')).toBeTruthy()
    expect(menu.querySelector<HTMLInputElement>('input[name=q]')!.value).toBe('王')
    expect(within(menu).getByText('切换岗位').getAttribute('href')).toBe('/posts')
    const signOut = within(menu).getByText('退出').closest('form')!
    expect(signOut.method).toBe('post')
    expect(new FormData(signOut).get('_token')).toBe('out')
  })

  it('is bare before sign-in', () => {
    const { container } = render(<Frame signedIn={false} />)
    expect(container.querySelector('nav.side, details.menu, form')).toBeNull()
  })

  it('never fetches links ahead', () => {
    const { container } = render(<Frame />)
    expect(container.querySelector('[data-discover], link[rel=prefetch]')).toBeNull()
  })
})

describe('parts of a page', () => {
  it('titles say where you are, then the product', () => {
    expect(pageTitle('登记', '归程')).toBe('登记 · 归程')
  })

  it('a panel is named by its heading', () => {
    render(
      <Page>
        <Panel title="基本情况">…</Panel>
      </Page>,
    )
    expect(screen.getByRole('region', { name: '基本情况' })).toBeTruthy()
  })

  it('a road says where we stand', () => {
    render(
      <Page>
        <Road items={[{ label: '一', past: true }, { label: '二', current: true }, { label: '三' }]} />
      </Page>,
    )
    expect(screen.getAllByRole('listitem').map((li) => li.textContent)).toEqual(['已完成：一', '二', '三'])
    expect(document.querySelector('[aria-current=step]')!.textContent).toBe('二')
  })

  it('facts show a dash for what is empty and skip what does not apply', () => {
    render(
      <Page>
        <Facts rows={[{ label: '甲', value: '' }, false, { label: '乙', value: 0 }]} />
      </Page>,
    )
    expect(screen.getAllByRole('definition').map((dd) => dd.textContent)).toEqual(['—', '0'])
  })

  it('a duty says by when, about what and why then', () => {
    render(
      <Page>
        <Duties label="今天">
          <Duty when={{ text: '今天', tone: 'due' }} href="/x" title="王*" sub="联系" why={{ text: '每月一次' }} />
        </Duties>
      </Page>,
    )
    const item = screen.getByRole('listitem')
    expect(item.textContent).toContain('今天')
    expect(within(item).getByRole('link', { name: '王*' })).toBeTruthy()
    expect(within(item).getByText('为什么是这一天？')).toBeTruthy()
  })

  it('tabs, progress and error page have names', () => {
    render(
      <Page>
        <Tabs label="内容" items={[{ href: '?a', label: '概况', current: true, count: 0 }]} />
        <Progress label="导入" done={1} total={4} refreshHref="?r" />
        <ErrorPage status={404} title="没有找到" text="请返回。" requestId="r-1" />
      </Page>,
    )
    expect(
      within(screen.getByRole('navigation', { name: '内容' })).getByRole('link', { current: 'page' }).textContent,
    ).toBe('概况0')
    expect(screen.getByRole('progressbar', { name: '导入' }).getAttribute('value')).toBe('1')
    expect(screen.getByText('刷新').getAttribute('href')).toContain('?r')
    expect(screen.getByText('r-1')).toBeTruthy()
  })

  it('filters keep what the address says', () => {
    const { container } = render(
      <Page>
        <FilterBar
          fields={[
            { name: 'q', label: '查找' },
            { name: 's', label: '状态', kind: 'select', options: [{ value: 'a', label: '甲' }] },
            { name: 'm', label: '只看我的', kind: 'check' },
          ]}
          values={{ q: '王', s: 'a', m: '1' }}
          hidden={{ tab: 'open' }}
          clearHref="/list"
        />
      </Page>,
    )
    const sent = new FormData(container.querySelector('form')!)
    expect(Object.fromEntries(sent.entries())).toEqual({ tab: 'open', q: '王', s: 'a', m: '1' })
  })
})
