// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { PostButton } from '~/ui/form'
import { compactRows } from '~/ui/rows'
import { Page } from './page'
import { answer, half, Sample } from './sample-form'

afterEach(cleanup)

function field(label: string | RegExp) {
  return screen.getByLabelText<HTMLInputElement>(label)
}

describe('ActionForm', () => {
  it('sends token, version and intent, and starts with the defaults', () => {
    const { container } = render(
      <Page>
        <Sample defaults={{ title: '旧', extras: ['none'], agreed: true, parts: [{ name: '门', count: 2 }] }} />
      </Page>,
    )
    const sent = new FormData(container.querySelector('form')!)
    expect(sent.get('_token')).toBe('tok')
    expect(sent.get('_version')).toBe('7')
    expect(sent.get('_intent')).toBe('add')
    expect(sent.get('kind')).toBe('k')
    expect(sent.get('title')).toBe('旧')
    expect(sent.get('cost')).toBe('1.00')
    expect(sent.getAll('extras')).toEqual(['none'])
    expect(sent.get('agreed')).toBe('on')
    expect(sent.get('parts[0].count')).toBe('2')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('shows errors on top in the order of the fields, each leading to its field', () => {
    render(
      <Page>
        <Sample lastResult={answer(half)} />
      </Page>,
    )
    const summary = screen.getByRole('alert')
    expect(document.activeElement).toBe(summary)
    const links = within(summary).getAllByRole<HTMLAnchorElement>('link')
    expect(links.map((link) => link.textContent)).toEqual([
      '请填写标题',
      '费用：请写成数字',
      '附加：请至少选两项',
      '我已确认：请确认',
      '部件第 1 项 数量：请填写数量',
    ])
    for (const link of links) {
      const target = document.getElementById(link.getAttribute('href')!.slice(1))
      expect(target, link.textContent!).not.toBeNull()
    }
  })

  it('shows an error at its field and ties it to the control', () => {
    render(
      <Page>
        <Sample lastResult={answer(half)} />
      </Page>,
    )
    const title = field('标题')
    expect(title.getAttribute('aria-invalid')).toBe('true')
    const texts = title
      .getAttribute('aria-describedby')!
      .split(' ')
      .map((id) => document.getElementById(id)!.textContent)
    expect(texts).toEqual(['十个字以内', '错误：请填写标题'])
    expect(field('日期').getAttribute('aria-invalid')).toBeNull()
  })

  it('shows an error of the whole form without a link', () => {
    render(
      <Page>
        <Sample lastResult={answer(half, ['同事刚刚更新过，请核对后再提交。'])} />
      </Page>,
    )
    const summary = screen.getByRole('alert')
    const first = within(summary).getAllByRole('listitem')[0]!
    expect(first.textContent).toBe('同事刚刚更新过，请核对后再提交。')
    expect(within(first).queryByRole('link')).toBeNull()
  })

  it('marks what may stay empty, not what must be filled', () => {
    render(
      <Page>
        <Sample />
      </Page>,
    )
    expect(field('备注（选填）').required).toBe(false)
    expect(field('标题').required).toBe(true)
  })

  it('shows an answer that arrives while the page stays open', () => {
    const { rerender } = render(
      <Page>
        <Sample />
      </Page>,
    )
    expect(screen.queryByRole('alert')).toBeNull()
    rerender(
      <Page>
        <Sample lastResult={answer(half)} />
      </Page>,
    )
    expect(document.activeElement).toBe(screen.getByRole('alert'))
    expect(field('标题').getAttribute('aria-invalid')).toBe('true')
  })
})

describe('ListField', () => {
  it('adds a row by a click where there is script', () => {
    render(
      <Page>
        <Sample />
      </Page>,
    )
    fireEvent.click(screen.getByRole('button', { name: '再加一行' }))
    expect(document.querySelector('[name="parts[1].name"]')).not.toBeNull()
  })

  it('shows an error of the list itself', () => {
    render(
      <Page>
        <Sample lastResult={answer([['title', 'x']])} />
      </Page>,
    )
    expect(within(screen.getByRole('group', { name: /^部件/ })).getByText(/请填写|请至少填一行|Invalid/)).toBeTruthy()
  })
})

describe('compactRows', () => {
  it('drops wholly empty rows, closes gaps and leaves the rest alone', () => {
    const sent = new FormData()
    const pairs: [string, string][] = [
      ['a', ''],
      ['rows[0].x', ' '],
      ['rows[0].y', ''],
      ['rows[2].x', '二'],
      ['rows[2].y', ''],
      ['rows[10].x', '十'],
      ['deep.rows[3].z.w', '深'],
    ]
    for (const [name, value] of pairs) sent.append(name, value)
    expect([...compactRows(sent).entries()]).toEqual([
      ['a', ''],
      ['rows[0].x', '二'],
      ['rows[0].y', ''],
      ['rows[1].x', '十'],
      ['deep.rows[0].z.w', '深'],
    ])
  })
})

describe('PostButton', () => {
  it('is a form of one button', () => {
    const { container } = render(
      <Page>
        <PostButton token="t" intent="show" label="显示" fields={{ group: 'phone' }} />
      </Page>,
    )
    const sent = new FormData(container.querySelector('form')!)
    expect(Object.fromEntries(sent.entries())).toEqual({ _token: 't', _intent: 'show', group: 'phone' })
    expect(screen.getByRole('button', { name: '显示' })).toBeTruthy()
  })
})
