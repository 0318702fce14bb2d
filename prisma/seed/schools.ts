/** The demo city's schools beside the central one of each town, their classes, and the twelve that the children attend. */
import { TOWNS, type Place } from './places'

/** Names behind that of the town; the first, the central school, stands in every town. */
const BESIDE: Record<string, readonly string[]> = {
  tianjinghu: ['湖滨小学'],
  xihu: ['初级中学', '朝山小学'],
  shunan: ['初级中学', '凤凰小学'],
  datong: ['初级中学'],
  hengbu: ['初级中学', '育才小学'],
  qianqiao: ['初级中学'],
}

/** Further schools of a town: the number in their code, the name behind the town's. */
export const schoolsBeside = (town: Place): { n: number; name: string }[] =>
  (BESIDE[town.slug] ?? []).map((name, i) => ({ n: i + 2, name }))

/** A school whose children the demo tells of. `classes`: what a class code says behind the school's. */
export type DemoSchool = { code: string; town: Place; slug: string; stage: 'nine' | 'junior'; classes: string[] }

const PRIMARY = ['2024-1', '2022-1', '2025-1']
const JUNIOR = ['2025-1', '2026-1']
const LIST: [slug: string, n: number][] = [
  ['tianjinghu', 1],
  ['xihu', 1],
  ['xihu', 2],
  ['shunan', 1],
  ['shunan', 2],
  ['zhongming', 1],
  ['datong', 1],
  ['datong', 2],
  ['tongshan', 1],
  ['hengbu', 1],
  ['hengbu', 2],
  ['qianqiao', 1],
]

/** Twelve schools, three in each county; junior schools (初中) take their pupils in the seventh year. */
export const DEMO_SCHOOLS: readonly DemoSchool[] = LIST.map(([slug, n]) => {
  const town = TOWNS.find((one) => one.slug === slug)!
  const code = `${town.code}-SC${n}`
  const stage = n === 1 ? 'nine' : 'junior'
  return { code, town, slug, stage, classes: (n === 1 ? PRIMARY : JUNIOR).map((name) => `${code}-${name}`) }
})
