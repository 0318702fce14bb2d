import { describe, expect, it } from 'vitest'
import { DataTable } from '~/ui/table'
import { htmlOf } from './page'
import { answer, half, Sample } from './sample-form'

/** The tags of the controls with this name. */
function tags(html: string, name: string): string[] {
  return html.match(/<(input|select|textarea)[^>]*>/g)?.filter((tag) => tag.includes(`name="${name}"`)) ?? []
}

describe('without any script', () => {
  it('keeps what was typed in a form that was refused', () => {
    const html = htmlOf(<Sample lastResult={answer(half)} defaults={{ title: '旧', note: '旧' }} />)
    expect(tags(html, 'title')[0]).toContain('value=""')
    expect(tags(html, 'day')[0]).toContain('value="2026-11-24"')
    expect(tags(html, 'cost')[0]).toContain('value="三百二"')
    expect(tags(html, 'parts[0].name')[0]).toContain('value="螺丝"')
    expect(tags(html, 'colour').map((tag) => tag.includes('checked=""'))).toEqual([false, true])
    expect(tags(html, 'extras').map((tag) => tag.includes('checked=""'))).toEqual([true, false, false])
    expect(html).toContain('<option value="m" selected="">中</option>')
    expect(html).toContain('长话短说，下次再谈。</textarea>')
  })

  it('shows the errors on top and at the field, and leaves checking to the server', () => {
    const html = htmlOf(<Sample lastResult={answer(half)} />)
    expect(html).toMatch(/<form[^>]* noValidate=""/i)
    expect(html.indexOf('role="alert"')).toBeLessThan(html.indexOf('name="title"'))
    expect(html).toContain('<a href="#f-title">请填写标题</a>')
    expect(tags(html, 'title')[0]).toContain('aria-invalid="true"')
  })

  it('draws spare rows below the filled ones', () => {
    const html = htmlOf(<Sample defaults={{ parts: [{ name: '门', count: 1 }] }} />)
    expect(tags(html, 'parts[0].name')[0]).toContain('value="门"')
    expect(tags(html, 'parts[1].name')).toHaveLength(1)
    expect(tags(html, 'parts[2].name')).toHaveLength(0)
    expect(html).not.toContain('再加一行')
  })

  it('carries no inline style and no inline script', () => {
    const html = htmlOf(
      <>
        <Sample lastResult={answer(half)} />
        <DataTable caption="清单" columns={[{ key: 'a', label: '甲' }]} rows={[{ id: '1', cells: { a: '一' } }]} />
      </>,
    )
    expect(html).not.toMatch(/ style=|<script| on[a-z]+=/)
  })
})
