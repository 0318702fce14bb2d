import { describe, expect, it } from 'vitest'
import { nothing, summarise, type Summary } from './numbers'
import { PAGES, askedOf } from './pages'
import { cpuLine, headLine, lineOf, type Line } from './report'
import { CASTS } from './users'

const summary = (ms: number, errors = 0): Summary => ({
  ...summarise({
    ...nothing(),
    times: Array<number>(10).fill(ms),
    seconds: ms / 100,
    cpu: { web: ms * 5, database: ms },
  }),
  errors,
})
const line: Line = {
  ...{ cast: 'narrow', page: 'list', users: 20, statements: 7 },
  ...{ application: summary(30, 1), floor: summary(20, 2), small: summary(25) },
}

describe('a line of the report', () => {
  const cells = (text: string) => text.trim().split(/\s+/)

  it('stands under its heads', () => {
    const head = headLine()
    expect(lineOf(line)).toHaveLength(head.length)
    for (const [word, value] of [
      ['p95', '30'],
      ['SQL', '7'],
      ['small', '1.2'],
    ] as const) {
      const end = head.indexOf(word) + word.length
      expect(lineOf(line).slice(0, end)).toMatch(new RegExp(`\\b${value.replace('.', '\\.')}$`))
    }
  })

  it('holds the ratios of this run: p95 over the floor, its requests over ours, p95 over the small one; errors of both', () => {
    expect(cells(lineOf(line))).toEqual([
      'narrow',
      'list',
      '20',
      '7',
      '30',
      '30',
      '30',
      '33.33',
      '3',
      '20',
      '1.5',
      '1.5',
      '1.2',
    ])
  })

  it('says so when there was no small database', () => {
    const { small: _small, ...without } = line
    expect(cells(lineOf(without)).at(-1)).toBe('-')
  })

  it('tells processor time a request, web and database apart', () => {
    expect(cpuLine(line)).toContain('web 15 (floor 10, ×1.5), database 3 (floor 2)')
  })
})

describe('the pages of the bench', () => {
  const file = { id: 'id-1', version: 3, name: '张三', pinyin: 'zhangsan' }
  const user = { cookie: 'c=1', actor: { sessionId: 's', postId: 'p' } } as Parameters<typeof askedOf>[2]

  it('name casts that exist, each page once, and statistics for all who list', () => {
    expect(new Set(PAGES.map(({ name }) => name)).size).toBe(PAGES.length)
    for (const { casts } of PAGES) for (const cast of casts) expect(CASTS).toHaveProperty(cast)
    expect(PAGES.find(({ name }) => name === 'statistics')?.casts).toEqual(['narrow', 'county', 'wide'])
  })

  it('are asked for as the signed-in user, search texts escaped', () => {
    const [search, surname] = ['search', 'search-surname'].map((name) => PAGES.find((page) => page.name === name)!)
    expect(askedOf(search!, file, user)).toEqual({
      method: 'GET',
      path: '/people?q=%E5%BC%A0%E4%B8%89',
      headers: { Cookie: 'c=1', Accept: 'text/html' },
    })
    expect(askedOf(surname!, file, user).path).toBe('/people?q=%E5%BC%A0')
  })

  it('send a step as a form: one field a value, with the version that was read', () => {
    const step = askedOf(
      PAGES.find(({ name }) => name === 'step')!,
      file,
      user,
    )
    const body = new URLSearchParams(step.body)
    expect(step).toMatchObject({ method: 'POST', path: '/handoff/id-1/step/screen_benefits' })
    expect(step.headers['Content-Type']).toBe('application/x-www-form-urlencoded')
    expect(body.getAll('needs')).toEqual(['job', 'insurance'])
    expect(body.get('_version')).toBe('3')
  })
})
