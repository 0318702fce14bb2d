import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { demoPlace, removePlace, startDemo, type Demo, type DemoPlace } from '../support/demo'

vi.setConfig({ testTimeout: 180_000 })

let place: DemoPlace
let demo: Demo

const health = async () => (await fetch(`${demo.url}/healthz`)).json() as Promise<unknown>
const pidFile = () => join(place.varDir, 'postgres', 'postmaster.pid')
const up = () => expect.poll(health, { timeout: 30_000, interval: 500 }).toEqual(UP)
const UP = { status: 'ok', database: 'up', migrations: 'current', worker: 'up', logs: 'unknown' }

beforeAll(async () => {
  place = await demoPlace()
  demo = await startDemo(place)
})
afterAll(async () => {
  await demo.end()
  removePlace(place)
})

describe('the program', () => {
  it('serves, works and knows its accounts', async () => {
    await up()
    expect(demo.accounts.length).toBeGreaterThan(10)
    expect((await fetch(`${demo.url}/sign-in`)).status).toBe(200)
  })

  it('starts PostgreSQL again when that is killed', async () => {
    process.kill(Number.parseInt(readFileSync(pidFile(), 'utf8')), 'SIGKILL')
    await expect.poll(health, { timeout: 30_000, interval: 1_000 }).not.toEqual(UP)
    await up()
  })

  it('stops everything in order, and starts again with its data', async () => {
    expect(await demo.end()).toBe(0)
    expect(existsSync(pidFile())).toBe(false)
    const before = demo.accounts
    demo = await startDemo(place)
    expect(demo.accounts).toEqual(before)
    await up()
  })

  it('takes its database over after being killed', async () => {
    demo.process.kill('SIGKILL')
    demo = await startDemo(place)
    await up()
  })
})
