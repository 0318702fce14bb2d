import { describe, expect, it } from 'vitest'
import { drawChart } from '~/casefile/figures/chart.server'

const points = [
  { label: '枞阳镇<script>', value: 98.1, text: '98.1%（159/162）' },
  { label: '汤沟镇', value: null, text: '—' },
]

describe.each(['bars', 'course'] as const)('a chart of %s', (kind) => {
  const svg = drawChart(kind, points, true)
  it('is one SVG without script, style or class, its texts escaped', () => {
    expect(svg).toMatch(/^<svg .*<\/svg>$/)
    expect(svg).not.toMatch(/<style|style=|class=|<script|ecmeta|on\w+=/)
    expect(svg).toContain('&lt;script&gt;')
  })

  it('takes its colours from the style sheet alone, so that it is read in the dark', () => {
    const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map((match) => match[1])
    expect(
      [...new Set(colours)].filter((colour) => !/^(none|var\(--(ink|soft|line|brand|panel)\))$/.test(colour!)),
    ).toEqual([])
    expect(colours).toContain('var(--brand)')
  })

  it('fits the width that there is', () => {
    expect(svg).toMatch(/viewBox="0 0 760 \d+"/)
    expect(svg).toMatch(/<svg width="100%"/)
  })
})

it('says at the bar what it stands for', () => {
  expect(drawChart('bars', points, true)).toContain('98.1%（159/162）')
})
