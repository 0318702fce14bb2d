import { describe, expect, it } from 'vitest'
import { makeRest } from '~/access/replica/rest'

describe('a replica that failed', () => {
  it('rests, then is tried by one at a time until it answers', () => {
    const rest = makeRest(100)
    expect(rest.mayAsk(0)).toBe(true)
    expect(rest.mayAsk(0)).toBe(true)
    rest.failed(0, 1000)
    expect([rest.mayAsk(999), rest.isResting(999)]).toEqual([false, true])
    expect([rest.mayAsk(1000), rest.mayAsk(1000), rest.mayAsk(1099)]).toEqual([true, false, false])
    expect(rest.mayAsk(1100)).toBe(true)
    rest.failed(1150, 1000)
    expect(rest.mayAsk(2149)).toBe(false)
    expect(rest.mayAsk(2150)).toBe(true)
    rest.answered()
    expect([rest.mayAsk(2151), rest.mayAsk(2151), rest.isResting(2151)]).toEqual([true, true, false])
  })
})
