/** The inbox and outbox of referrals as the page shows them. */
import type { Ctx } from '../act.server'
import { countWords } from '../desk/count-desk.server'
import { boxes, countBoxes, isBox, listReferrals, type Box } from './list-referrals.server'
import { referralRow, typeLabel } from './referral.view.server'
import { referralStates, referralTypes } from './referral-types'

const hrefOf = (box: Box) => `/referrals?box=${box}`

export async function readReferralList(ctx: Ctx, address: URLSearchParams) {
  const counts = await countBoxes(ctx)
  const wanted = address.get('box')
  const shown = (Object.keys(boxes) as Box[]).filter((box) => counts[box] > 0 || box === 'in' || box === 'out')
  const box = isBox(wanted) ? wanted : (shown.find((one) => counts[one] > 0) ?? 'in')
  const values = {
    type: address.get('type') ?? undefined,
    state: address.get('state') ?? undefined,
    late: address.get('late') ?? undefined,
  }
  const done = box.endsWith('done')
  const list = await listReferrals(ctx, {
    box,
    type: values.type,
    state: values.state,
    late: values.late !== undefined,
    after: address.get('after') ?? undefined,
  })
  const next = new URLSearchParams(address)
  next.set('box', box)
  if (list.next) next.set('after', list.next)
  return {
    box,
    done,
    incoming: box.startsWith('in'),
    tabs: (Object.keys(boxes) as Box[]).map((one) => ({
      href: hrefOf(one),
      label: boxes[one],
      count: countWords(counts[one]),
      current: one === box,
    })),
    rows: list.rows.map((row) => referralRow(row, ctx.actor.today, box.startsWith('in'))),
    count: countWords(list.count),
    filtered: Object.values(values).some((value) => value),
    values,
    clearHref: hrefOf(box),
    nextHref: list.next ? `/referrals?${next}` : undefined,
    types: Object.keys(referralTypes).map((type) => ({ value: type, label: typeLabel(type) })),
    states: Object.entries(referralStates).flatMap(([value, state]) =>
      (done ? value !== 'sent' : value === 'sent' || value === 'accepted')
        ? { value, label: done && value === 'accepted' ? '已接收' : state.label }
        : [],
    ),
  }
}

export type ReferralListData = Awaited<ReturnType<typeof readReferralList>>
