/** A terminal's Ctrl-C arrives twice (from the terminal, and handed on by npm): a second signal counts after this. */
const SAME_SIGNAL_MS = 1_000
const PARENT_MS = 500

export interface Shutdown {
  /** Does this when the process stops; what was added last is done first. */
  add(step: () => Promise<void>): void
  /** Does this at once when the stop begins. */
  onBegin(announce: () => void): void
  /** Does this at the second signal, so that the steps under way end soon. */
  onForce(cut: () => void): void
  /** Stops now, then exits with the code. */
  now(code: number): Promise<void>
  readonly stopping: boolean
}

/** Stops in order at SIGTERM or SIGINT; a second signal cuts short what is under way, a third ends at once. */
export function makeShutdown(report: (what: string, error?: unknown) => void): Shutdown {
  const steps: (() => Promise<void>)[] = []
  const cuts: (() => void)[] = []
  const announcements: (() => void)[] = []
  let stopping = false
  let lastSignal = 0
  let forced = false

  const now = async (code: number) => {
    if (stopping) return
    stopping = true
    for (const announce of announcements) announce()
    for (const step of steps.reverse()) {
      await step().catch((error: unknown) => {
        report('a step of the shutdown failed', error)
        code ||= 1
      })
    }
    process.exit(code)
  }
  const onSignal = () => {
    if (Date.now() - lastSignal < SAME_SIGNAL_MS) return
    lastSignal = Date.now()
    if (!stopping) {
      report('stopping')
      void now(0)
    } else if (forced) {
      process.exit(1)
    } else {
      forced = true
      report('forced')
      for (const cut of cuts) cut()
    }
  }
  // `npm start` runs us under a shell that passes no signal on: when npm is gone, that was meant for us.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event && process.send === undefined) {
    setInterval(() => process.ppid !== parent && now(0), PARENT_MS).unref()
  }
  process.on('SIGTERM', onSignal)
  // A terminal's Ctrl-C reaches the children too; the primary tells them when it is their turn.
  process.on('SIGINT', () => process.send === undefined && onSignal())
  return {
    add: (step) => void steps.push(step),
    onBegin: (announce) => void announcements.push(announce),
    onForce: (cut) => void cuts.push(cut),
    now,
    get stopping() {
      return stopping
    },
  }
}
