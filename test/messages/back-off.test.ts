import { describe, expect, it } from 'vitest'
import { nextAttempt } from '~/messages/back-off'

const at = new Date('2026-11-23T02:00:00Z')
const after = (minutes: number) => new Date(at.getTime() + minutes * 60_000)

describe('the next attempt', () => {
  it.each<[number, string, number | null]>([
    [1, 'refused', 1],
    [2, 'http_503', 5],
    [5, 'smtp_450', 480],
    [6, 'timeout', null],
    [1, 'smtp_550', null],
    [1, 'http_400', null],
    [1, 'http_429', 1],
  ])('after %i failures (%s)', (attempts, code, minutes) => {
    expect(nextAttempt(at, attempts, code)).toEqual(minutes === null ? null : after(minutes))
  })
})
