import { refused } from '~/lib/errors'
import { judge } from '~/access/policy'
import { maskIdNumber } from '~/people/identity'
import type { Ctx } from '../act.server'
import { presentValue } from '../correct.server'
import type { Domain } from '../domain'
import type { BaseFacts, Kind } from '../kind'
import { readIdNumber } from '../read.server'
import { openTasks } from '../tasks/open-tasks.server'
import { plainDay } from './day-words'
import { fileToWork } from './read-outlook.server'

export type CorrectionData = {
  fields: { value: string; label: string }[]
  chosen: {
    field: string
    label: string
    old: unknown
    masked: boolean
    moves: { label: string; now: string }[]
  } | null
  /** After a correction: what moved. */
  done: { label: string; moved: { label: string; from: string; to: string }[] } | null
}

/** The form of a correction (更正): which fields there are, and of the chosen one the present value and the duties that follow it. */
export async function readCorrection<F extends BaseFacts>(
  domain: Domain<F>,
  ctx: Ctx,
  request: { id: string | undefined; url: URL },
) {
  const { kind } = domain
  const file = await fileToWork(domain, ctx, request.id)
  if (!judge(ctx.actor.role, kind.name, 'W').allowed) throw refused()
  if (!kind.states[file.state]?.open) throw refused('档案已办结，不能再更正。')
  const field = request.url.searchParams.get('field') ?? ''
  const decl = kind.corrections[field]
  const person = decl?.table === 'person'
  const idNo = person ? await readIdNumber(ctx, file) : undefined
  const old = !decl ? null : person ? (idNo ? maskIdNumber(idNo) : null) : await presentValue(ctx, file, decl)
  const tasks = decl?.moves?.length ? await openTasks(kind, ctx, file) : []
  const data: CorrectionData = {
    fields: Object.entries(kind.corrections).map(([value, one]) => ({ value, label: one.label })),
    chosen: decl
      ? {
          field,
          label: decl.label,
          old,
          masked: decl.sensitive ?? false,
          moves: tasks
            .filter((task) => decl.moves!.includes(task.code))
            .map((task) => ({ label: task.label, now: plainDay(task.dueOn, ctx.actor.today) })),
        }
      : null,
    done: doneOf(kind, request.url),
  }
  return { file, data }
}

/** 'code:from:to,…' for the address: codes and days, nothing of the person. */
export const movedQuery = (field: string, moved: readonly { code: string; from: string; to: string }[]): string =>
  `done=${field}&moved=${moved.map((one) => [one.code, one.from, one.to].join(':')).join(',')}`

function doneOf<F extends BaseFacts>(kind: Kind<F>, url: URL): CorrectionData['done'] {
  const label = kind.corrections[url.searchParams.get('done') ?? '']?.label
  if (!label) return null
  const moved = (url.searchParams.get('moved') ?? '').split(',').flatMap((part) => {
    const [code = '', from = '', to = ''] = part.split(':')
    const duty = kind.duties[code]
    return duty && [from, to].every((day) => /^\d{4}-\d\d-\d\d$/.test(day)) ? [{ label: duty.label, from, to }] : []
  })
  return { label, moved }
}
