import type { TestProject } from 'vitest/node'
import { demoPlace, removePlace, startDemo, type DemoAccount, type DemoPlace } from '../../support/demo'

declare module 'vitest' {
  export interface ProvidedContext {
    appUrl: string
    accounts: DemoAccount[]
    /** Folder and ports of the running demo. */
    demoPlace: DemoPlace
  }
}

/** The demo's day: the sample rosters are of this autumn. */
export const CLOCK = '2026-11-23T09:00:00+08:00'

/**
 * The built application as `npm run demo` serves it, once for the whole run: ports and a folder of its own, its clock
 * standing still. Provides its address and the demo accounts. Throws with its last words when it does not start.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const place = await demoPlace()
  const demo = await startDemo(place, { CLOCK, DATABASE_URL: '' })
  const kill = () => demo.process.kill('SIGKILL')
  process.on('exit', kill)
  project.provide('appUrl', demo.url)
  project.provide('accounts', demo.accounts)
  project.provide('demoPlace', place)
  return async () => {
    await demo.end()
    process.off('exit', kill)
    removePlace(place)
  }
}
