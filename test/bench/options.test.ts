import { describe, expect, it } from 'vitest'
import { HELP, readOptions } from './options'

describe('the command line of the bench', () => {
  it('without a word: a million files, 1 and 20 users, every page', () => {
    expect(readOptions([])).toEqual({
      files: 1_000_000,
      small: 10_000,
      users: [1, 20],
      seconds: 6,
      rounds: 3,
      processes: 1,
      rate: 0,
      only: [],
    })
  })

  it('takes every option, lists by commas, and no comparison', () => {
    const given =
      '--files 20000 --small 0 --users 5,50 --seconds 2 --rounds 1 --processes 2 --rate 200 --only narrow/list,wide/'
    expect(readOptions(given.split(' '))).toEqual({
      files: 20_000,
      small: 0,
      users: [5, 50],
      seconds: 2,
      rounds: 1,
      processes: 2,
      rate: 200,
      only: ['narrow/list', 'wide/'],
    })
  })

  it.each([
    ['--files', '999'],
    ['--files', 'many'],
    ['--small', '-1'],
    ['--users', '1,,20'],
    ['--users', '0'],
    ['--seconds', '0.5'],
    ['--rounds', ''],
    ['--processes', '1e9x'],
  ])('refuses %s %s and says what there is', (name, value) => {
    expect(() => readOptions([`${name}=${value}`])).toThrow(HELP)
    expect(() => readOptions([`${name}=${value}`])).toThrow(name)
  })

  it('refuses what it does not know', () => {
    expect(() => readOptions(['--file', '1000'])).toThrow(/--file/)
    expect(() => readOptions(['1000'])).toThrow(/1000/)
  })

  it('explains every option that it takes', () => {
    for (const name of Object.keys(readOptions([]))) expect(HELP).toContain(`--${name} `)
  })
})
