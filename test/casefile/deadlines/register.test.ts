import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { currentRegister, registerFile } from '../../../docs/deadlines'

it('docs/deadlines.md says what the kinds, rules and jobs say (run `npm run docs`)', () => {
  expect(readFileSync(registerFile, 'utf8')).toBe(currentRegister())
})
