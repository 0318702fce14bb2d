/**
 * Charts drawn on the server as SVG: no script runs for them in the browser. Colours are tokens of the style sheet, so that
 * a chart follows light, dark and print; nothing in it needs an inline style, which the content security policy refuses.
 */
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use as equip } from 'echarts/core'
import { LegacyGridContainLabel } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'
import { safeInMarkup } from './markup'

equip([BarChart, LineChart, GridComponent, LegacyGridContainLabel, SVGRenderer])

const WIDTH = 760
const ROW = 30
const BAR = 16
/** Colours that stand for tokens until the SVG is drawn. */
const INK = '#010203'
const SOFT = '#010204'
const LINE = '#010205'
const BRAND = '#010206'

export type Point = {
  label: string
  /** Height of the bar or point; null: there is nothing to draw, the text says why. */
  value: number | null
  /** What stands beside it: '98.1%（159/162）'. */
  text: string
}

export type ChartKind = 'bars' | 'course'

/** Charts drawn last, by what they show: sums and names of places. To draw one takes longer than the page around it. */
const drawnLast = new Map<string, string>()
const KEPT = 100

/** One chart of points in order. `percent`: the axis goes to 100. Gives an `<svg>` without script and style. */
export function drawChart(kind: ChartKind, points: readonly Point[], percent: boolean): string {
  const key = JSON.stringify([kind, points, percent])
  const svg = drawnLast.get(key) ?? draw(kind, points, percent)
  drawnLast.delete(key)
  drawnLast.set(key, svg)
  if (drawnLast.size > KEPT) drawnLast.delete(drawnLast.keys().next().value!)
  return svg
}

function draw(kind: ChartKind, points: readonly Point[], percent: boolean): string {
  const height = kind === 'bars' ? points.length * ROW + 36 : 260
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height })
  try {
    chart.setOption(kind === 'bars' ? bars(points, percent) : course(points, percent))
    return safeInMarkup(chart.renderToSVGString(), { [INK]: 'ink', [SOFT]: 'soft', [LINE]: 'line', [BRAND]: 'brand' })
  } finally {
    chart.dispose()
  }
}

const font = { fontFamily: 'inherit', fontSize: 13, color: INK }
const scale = (percent: boolean) => ({
  type: 'value',
  min: 0,
  ...(percent && { max: 100 }),
  axisLabel: { ...font, color: SOFT, formatter: percent ? '{value}%' : '{value}' },
  splitLine: { lineStyle: { color: LINE } },
})
const names = (points: readonly Point[]) => ({
  type: 'category',
  data: points.map((point) => point.label),
  axisLabel: { ...font, interval: 0 },
  axisLine: { lineStyle: { color: LINE } },
  axisTick: { show: false },
})

/** Bars lie, so that the names of places are read without turning the head. */
const bars = (points: readonly Point[], percent: boolean) => ({
  animation: false,
  grid: { left: 4, right: 150, top: 4, bottom: 4, containLabel: true },
  xAxis: scale(percent),
  yAxis: { ...names(points), inverse: true },
  series: [
    {
      type: 'bar',
      silent: true,
      barMaxWidth: BAR,
      itemStyle: { color: BRAND },
      data: points.map(({ value, text }) => ({
        value: value ?? 0,
        label: { show: true, position: 'right', ...font, formatter: text },
      })),
    },
  ],
})

const course = (points: readonly Point[], percent: boolean) => ({
  animation: false,
  grid: { left: 4, right: 30, top: 28, bottom: 4, containLabel: true },
  xAxis: { ...names(points), axisLabel: { ...font, interval: 'auto' } },
  yAxis: scale(percent),
  series: [
    {
      type: 'line',
      silent: true,
      symbol: 'circle',
      symbolSize: 7,
      lineStyle: { color: BRAND, width: 2 },
      itemStyle: { color: BRAND },
      data: points.map(({ value }) => value),
      label: { show: points.length <= 14, position: 'top', ...font, formatter: percent ? '{c}%' : '{c}' },
    },
  ],
})
