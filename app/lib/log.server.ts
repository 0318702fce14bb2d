import { pino } from 'pino'
import { env } from '~/lib/env.server'

/** What of an error may stand in a log: its kind, codes and places. Messages and details may quote personal data. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, syscall, constraint, table, meta } = error as Error & {
    code?: string
    syscall?: string
    constraint?: string
    table?: string
    meta?: { modelName?: string }
  }
  // Errors of the operating system, of the settings and of our own program code quote no data.
  const harmless = syscall !== undefined || /^(SettingsError|KeyFileError|ReferenceError|TypeError)$/.test(error.name)
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type: error.name,
    ...(harmless && { message: error.message }),
    code,
    constraint,
    table,
    model: meta?.modelName,
    stack: frames.slice(0, 12).join('\n') || undefined,
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  }
}

/**
 * The program's log: JSON lines on standard output. No names, numbers, addresses, search texts or case ids: say what
 * happened by codes. Give an error as `{ err }`; only its kind, codes and places are written.
 */
export const log = pino({
  level: env.LOG_LEVEL,
  base: { pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: describeError },
})
