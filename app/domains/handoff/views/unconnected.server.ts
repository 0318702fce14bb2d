/** Who has not been reached (未衔接名单): not met at the gate, released without a hand-over, or out of touch. */
import { Prisma } from '~/generated/prisma/client'
import { judge } from '~/access/policy'
import { whyNot, type Ctx } from '~/casefile/act.server'
import { countText, listCases } from '~/casefile/find.server'
import { mayShow, pageKey } from '~/casefile/ui/show-token.server'
import { daysBetween, type LegalDay } from '~/lib/dates'
import { handoff } from '../domain.server'
import { commonQuery, listRows, mayShowNames, nextHref, placesBelow } from '~/casefile/lists/list-view.server'
import { inPlace } from './list.server'

export const reasons = { no_show: '未衔接到位', overdue: '释放日已过，未交接', unreachable: '失去联系' } as const
type Reason = keyof typeof reasons

/** What may be done about it from the row. */
const actions: Record<Reason, readonly string[]> = {
  no_show: ['hand_over', 'unreachable'],
  overdue: ['hand_over', 'no_show'],
  unreachable: ['hand_over', 'resume'],
}

/** States before the person is handed over. */
const BEFORE = ['pre_notice', 'returned', 'verified', 'pickup_planned', 'await_release']

export async function readUnconnected(ctx: Ctx, url: URL) {
  const { actor } = ctx
  const overdue = Prisma.sql`(c.state = ANY (${BEFORE}) AND h.release_due_on < ${actor.today}::date)`
  const reason = url.searchParams.get('reason') ?? ''
  const which =
    reason === 'no_show' || reason === 'unreachable'
      ? { file: [Prisma.sql`c.state = ${reason}`] }
      : reason === 'overdue'
        ? { file: [Prisma.sql`c.state = ANY (${BEFORE})`], where: [overdue] }
        : {
            file: [Prisma.sql`c.state = ANY (${[...BEFORE, 'no_show', 'unreachable']})`],
            where: [Prisma.sql`(c.state IN ('no_show', 'unreachable') OR ${overdue})`],
          }
  const list = await listCases(ctx, 'handoff', {
    ...commonQuery(url),
    state: undefined,
    ...which,
    file: [...which.file, ...inPlace(url.searchParams.get('town'))],
    table: 'handoff_file',
    select: Prisma.sql`h.release_due_on, h.released_on, h.last_contact_on, h.must_pickup,
      (SELECT count(*)::int FROM visit v WHERE v.case_id = c.id AND NOT v.reached) AS attempts`,
  })
  const shown = mayShowNames(actor, 'handoff') && mayShow(actor, url.searchParams.get('show'), pageKey(url))
  const mayRecord = judge(actor.role, 'handoff', 'W').allowed
  const rows = listRows(handoff.kind, ctx, list, shown).map(({ extra, ...row }) => {
    const why: Reason = row.state.code === 'no_show' || row.state.code === 'unreachable' ? row.state.code : 'overdue'
    const release = (extra.released_on ?? extra.release_due_on ?? null) as LegalDay | null
    return {
      ...row,
      why: reasons[why],
      release,
      days: release && release < actor.today ? daysBetween(release, actor.today) : 0,
      lastContactOn: (extra.last_contact_on ?? null) as LegalDay | null,
      attempts: Number(extra.attempts ?? 0),
      mustPickup: extra.must_pickup === true,
      actions: [
        ...(mayRecord ? [{ href: `/handoff/${row.id}/visit?type=call`, label: '记联系' }] : []),
        ...actions[why]
          .filter((step) => whyNot(handoff, step, actor, row.state.code) === null)
          .map((step) => ({ href: `/handoff/${row.id}/step/${step}`, label: handoff.kind.steps[step]!.label })),
      ],
    }
  })
  return {
    rows,
    shown,
    mayShow: mayShowNames(actor, 'handoff'),
    count: countText(list),
    next: nextHref(url, list.next),
    unit: actor.unit.name,
    places: await placesBelow(ctx),
    reasons: Object.entries(reasons).map(([value, label]) => ({ value, label })),
    values: Object.fromEntries(url.searchParams),
  }
}
export type UnconnectedData = Awaited<ReturnType<typeof readUnconnected>>
