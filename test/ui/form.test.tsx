// @vitest-environment jsdom
import { parseWithZod } from '@conform-to/zod/v4'
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CheckField, ChecksField, RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField, HiddenField, MoneyField, NumberField, TextField } from '~/ui/fields'
import { ActionForm, Fieldset, PostButton, Row, type LastResult } from '~/ui/form'
import { ListField } from '~/ui/list-field'
import { compactRows } from '~/ui/rows'
import { Page } from './page'

afterEach(cleanup)

const colours = [
  { value: 'red', label: '红' },
  { value: 'blue', label: '蓝', hint: '天的颜色' },
]

const schema = z.object({
  title: z.string({ error: '请填写标题' }),
  day: z.string({ error: '请选择日期' }),
  cost: z.string().regex(/^[\d.]+$/, '请写成数字'),
  colour: z.enum(['red', 'blue'], { error: '请选择颜色' }),
  size: z.enum(['s', 'm'], { error: '请选择大小' }),
  extras: z.array(z.string()).min(2, '请至少选两项'),
  agreed: z.boolean({ error: '请确认' }),
  parts: z
    .array(z.object({ name: z.string({ error: '请填写名称' }), count: z.number({ error: '请填写数量' }) }))
    .min(1, '请至少填一行'),
})

function Sample({ lastResult, defaults }: { lastResult?: LastResult; defaults?: Record<string, unknown> }) {
  return (
    <ActionForm
      id="f"
      token="tok"
      version={7}
      intent="add"
      lastResult={lastResult}
      defaults={defaults}
      submitLabel="保存"
    >
      <Row>
        <TextField name="title" label="标题" required hint="十个字以内" />
        <DateField name="day" label="日期" required />
      </Row>
      <MoneyField name="cost" label="费用" defaultValue="1.00" />
      <RadioField name="colour" label="颜色" required options={colours} />
      <SelectField
        name="size"
        label="大小"
        required
        options={[
          { value: 's', label: '小' },
          { value: 'm', label: '中', group: '常用' },
        ]}
      />
      <ChecksField name="extras" label="附加" options={[...colours, { value: 'none', label: '无' }]} />
      <Fieldset legend="其他">
        <AreaField name="note" label="备注" />
        <CheckField name="agreed" label="我已确认" required />
      </Fieldset>
      <ListField name="parts" label="部件" spare={1}>
        {(row) => (
          <Row>
            <TextField name={row.name('name')} label="名称" required />
            <NumberField name={row.name('count')} label="数量" unit="个" required />
          </Row>
        )}
      </ListField>
      <HiddenField name="kind" value="k" />
    </ActionForm>
  )
}

/** What the server answers to these fields. */
function answer(fields: [string, string][], formErrors?: string[]): LastResult {
  const sent = new FormData()
  for (const [name, value] of fields) sent.append(name, value)
  return parseWithZod(compactRows(sent), { schema }).reply(formErrors ? { formErrors } : {})
}

const half: [string, string][] = [
  ['_token', 'tok'],
  ['title', ''],
  ['day', '2026-11-24'],
  ['cost', '三百二'],
  ['colour', 'blue'],
  ['size', 'm'],
  ['extras', 'red'],
  ['note', '长话短说，下次再谈。'],
  ['parts[0].name', ''],
  ['parts[0].count', ''],
  ['parts[1].name', '螺丝'],
  ['parts[1].count', ''],
]

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
      '标题：请填写标题',
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

  it('keeps what was typed, without any script', () => {
    const html = renderToString(
      <Page>
        <Sample lastResult={answer(half)} defaults={{ title: '旧', note: '旧' }} />
      </Page>,
    )
    document.body.innerHTML = html
    const sent = new FormData(document.querySelector('form')!)
    expect(sent.get('title')).toBe('')
    expect(sent.get('day')).toBe('2026-11-24')
    expect(sent.get('cost')).toBe('三百二')
    expect(sent.get('colour')).toBe('blue')
    expect(sent.get('size')).toBe('m')
    expect(sent.getAll('extras')).toEqual(['red'])
    expect(sent.get('note')).toBe('长话短说，下次再谈。')
    expect(sent.get('parts[0].name')).toBe('螺丝')
    document.body.innerHTML = ''
  })

  it('shows an error of the whole form without a link', () => {
    render(
      <Page>
        <Sample lastResult={answer(half, ['同事刚刚更新过，请核对后再提交。'])} />
      </Page>,
    )
    const summary = screen.getByRole('alert')
    expect(summary.textContent).toContain('同事刚刚更新过')
    expect(within(summary).queryByRole('link')).toBeNull()
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
  it('draws spare rows for browsers without script', () => {
    document.body.innerHTML = renderToString(
      <Page>
        <Sample defaults={{ parts: [{ name: '门', count: 1 }] }} />
      </Page>,
    )
    expect(document.querySelectorAll('[name^="parts["]')).toHaveLength(4)
    expect(document.body.textContent).not.toContain('再加一行')
    document.body.innerHTML = ''
  })

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
