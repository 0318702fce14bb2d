/**
 * The one program of 归程; its first argument says what it is to be. Each part is loaded only where it is used, so that
 * the primary process stays small.
 */
const alone = process.send === undefined

const MODES: Record<string, () => Promise<void>> = {
  start: async () => (await import('./primary')).runPrimary(),
  demo: async () => {
    process.env.GUICHENG_DEMO = '1'
    process.env.LOG_LEVEL ||= 'warn'
    await (await import('./primary')).runPrimary()
  },
  /** A child of the primary. */
  web: async () => (await import('./web')).runWeb(),
  jobs: async () => (await import('./jobs')).runJobs(alone),
  dev: async () => {
    process.env.LOG_LEVEL ||= 'warn'
    await (await import('./dev')).runDev()
  },
  migrate: async () => (await import('./tools')).runMigrate(),
  verify: async () => (await import('./audit')).runVerify(process.argv.slice(3)),
  archive: async () => (await import('./audit')).runReadArchive(process.argv.slice(3)),
  new: async () => (await import('./tools')).runNew(process.argv[3]),
}

const mode = MODES[process.argv[2] ?? 'start']
if (mode) await mode()
else {
  process.stderr.write(
    `Unknown mode "${process.argv[2]}". Known: start, demo, dev, jobs, migrate, verify, archive, new.\n`,
  )
  process.exitCode = 1
}

export {}
