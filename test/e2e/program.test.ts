import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPlace, removePlace, startProgram, type DemoPlace, type Program } from '../support/demo'

const SETTINGS = { LOG_LEVEL: 'warn', DATABASE_URL: '', GUICHENG_DEMO: '0' }
let place: DemoPlace
let program: Program

const health = async () => (await fetch(`${program.url}/healthz`)).json() as Promise<unknown>
const pidFile = () => join(place.varDir, 'postgres', 'postmaster.pid')
const administrators = () => readFileSync(join(place.varDir, 'first-run-accounts.txt'), 'utf8').trim().split('\n')
const up = () => expect.poll(health, { timeout: 30_000, interval: 500 }).toEqual(UP)
const UP = { status: 'ok', database: 'up', migrations: 'current', worker: 'up', logs: 'unknown' }

beforeAll(async () => {
  place = await demoPlace()
  program = await startProgram('start', place, SETTINGS)
})
afterAll(async () => {
  await program.end()
  removePlace(place)
})

describe('the program', () => {
  it('serves, works and has made its administrators', async () => {
    await up()
    expect(administrators()).toHaveLength(3)
    expect((await fetch(`${program.url}/sign-in`)).status).toBe(200)
  })

  it('starts PostgreSQL again when that is killed', async () => {
    process.kill(Number.parseInt(readFileSync(pidFile(), 'utf8')), 'SIGKILL')
    await expect.poll(health, { timeout: 30_000, interval: 1_000 }).not.toEqual(UP)
    await up()
  })

  it('stops everything in order, and starts again with its data', async () => {
    expect(await program.end()).toBe(0)
    expect(existsSync(pidFile())).toBe(false)
    const before = administrators()
    program = await startProgram('start', place, SETTINGS)
    await up()
    // Of a database that has its accounts it makes none anew.
    expect(administrators()).toEqual(before)
  })

  it('takes its database over after being killed', async () => {
    program.process.kill('SIGKILL')
    program = await startProgram('start', place, SETTINGS)
    await up()
  })
})
