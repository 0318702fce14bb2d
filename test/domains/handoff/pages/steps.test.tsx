// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { handoffKind } from '~/domains/handoff/handoff.kind'
import { StepPage, type StepPageData } from '~/domains/handoff/pages/steps/step-page'
import { noOptions } from '~/domains/handoff/pages/steps/step-form'
import { handoffForms, noticeForms, supportForms } from '~/domains/handoff/pages/steps/step-forms'
import { releaseNoticeKind } from '~/domains/handoff/release-notice.kind'
import { supportKind } from '~/domains/handoff/support.kind'
import { Page } from '../../../ui/page'

afterEach(cleanup)

const page = (kind: StepPageData['kind'], step: string, more: Partial<StepPageData> = {}): StepPageData => ({
  kind,
  step,
  outlook: { label: '办理', grave: false, final: false, starts: [] },
  back: '/handoff/x',
  trail: [],
  person: '欧阳建军',
  token: 't',
  version: 3,
  today: '2026-11-23',
  options: noOptions,
  about: { sex: 'F', mustPickup: true, minor: true, releaseDueOn: '2026-11-24' },
  defaults: {},
  ...more,
})

const tables = [
  ['handoff', handoffKind, handoffForms],
  ['release_notice', releaseNoticeKind, noticeForms],
  ['support', supportKind, supportForms],
] as const

describe.each(tables)('the forms of %s', (name, kind, forms) => {
  const steps = Object.entries(kind.steps as Record<string, { from: unknown; by?: string; input: unknown }>).filter(
    ([, step]) => step.from !== 'entry' && step.by !== 'system',
  )

  it('are there for every step that somebody takes, and for no other', () => {
    expect(Object.keys(forms).sort()).toEqual(expect.arrayContaining(steps.map(([step]) => step).sort()))
    for (const step of Object.keys(forms)) expect([...Object.keys(kind.steps), 'withdrawn']).toContain(step)
  })

  it.each(steps)('%s asks for everything its input needs', (step, decl) => {
    const { container } = render(
      <Page>
        <StepPage data={page(name, step)} lastResult={undefined} />
      </Page>,
    )
    const html = container.innerHTML
    const shape = (decl.input as { shape?: Record<string, unknown> }).shape ?? {}
    for (const field of Object.keys(shape))
      expect(html, `${step} lacks ${field}`).toMatch(new RegExp(`name="${field}(["\\[.])`))
    expect(html).toContain('name="_token"')
    expect(container.querySelector<HTMLInputElement>('[name=_version]')!.value).toBe('3')
  })
})

describe('the frame of a step', () => {
  it('tells what happens next, and asks before a grave step', () => {
    render(
      <Page>
        <StepPage
          data={page('handoff', 'end', {
            outlook: {
              label: '期满解除',
              grave: true,
              final: true,
              secondLabel: '安帮负责人',
              toLabel: '期满解除',
              starts: [{ label: '归档', when: '12月1日前' }],
            },
          })}
          lastResult={undefined}
        />
      </Page>,
    )
    expect(screen.getByRole('button', { name: '提交审批' })).toBeTruthy()
    expect(screen.getByLabelText('我已核对以上内容，确认办理')).toBeTruthy()
    expect(screen.getByText('12月1日前')).toBeTruthy()
    expect(screen.getByText('提交后由安帮负责人审批，批准后生效')).toBeTruthy()
  })

  it('names fields of own components in the summary, and keeps what was typed', () => {
    const lastResult = {
      status: 'error' as const,
      initialValue: { reason: '住所变更', group: [{ name: '周岚' }] },
      error: { group: ['帮教小组至少 3 人，现有 1 人'], guidanceOwner: ['请填写'], '': ['刚才有人办理过这份档案'] },
    }
    render(
      <Page>
        <StepPage data={page('handoff', 'change_group')} lastResult={lastResult} />
      </Page>,
    )
    const summary = document.querySelector('.summary')!
    expect(summary.textContent).toContain('帮教小组至少 3 人')
    expect(summary.textContent).toContain('包教育引导')
    expect(summary.textContent).toContain('刚才有人办理过这份档案')
    expect(screen.getByDisplayValue('周岚')).toBeTruthy()
  })
})
