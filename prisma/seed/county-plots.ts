/** What the county's desk, its approver and the prisons' liaisons have before them. */
import { addDays } from '~/lib/dates'
import { archive, died, endHelp, openedInError, takenOver, transfer, transferredAway, walkIn } from './handoff-ends'
import { register } from './handoff-help'
import { handOver, noShow, returnNotice } from './handoff-road'
import { travel } from './travel'
import { attempt, keepUp } from './handoff-work'
import { back, helped } from './helped'
import { closeNotice, diedInside, resend, withdraw } from './notice-road'
import type { Place } from './places'
import { begin, type Teller } from './teller'
import { TIMINGS, triggerFor } from './triggers'

/** The county's desk: verification by turns, answers of prisons, files delivered today. */
export function countyPlots(teller: Teller, towns: Place[]): void {
  const { world } = teller
  const town = (i: number) => towns[i % towns.length]!
  for (const [i, timing] of TIMINGS.entries()) {
    const on = triggerFor(world, 'D1.verify', timing)
    begin(teller, {
      town: town(i),
      prison: true,
      noticeOn: on,
      releaseDueOn: addDays(on, 50),
      keyCategory: i === 0 ? ['no_home', 'no_kin', 'no_income'] : [],
    })
  }
  begin(teller, { town: town(1), prison: true, noticeOn: world.today, releaseDueOn: addDays(world.today, 40) })
  travel(
    begin(teller, { town: town(0), prison: true, noticeOn: back(teller, 20), releaseDueOn: addDays(world.today, 35) }),
    'verified',
  )
  const again = begin(teller, {
    town: town(2),
    prison: true,
    noticeOn: back(teller, 30),
    releaseDueOn: addDays(world.today, 25),
  })
  returnNotice(again, back(teller, 22))
  resend(again, back(teller, 6))
}

/** Notices that came back to each prison: to be answered late, today, this week; one handed over and not signed. */
export function prisonPlots(teller: Teller, towns: Place[]): void {
  const { world } = teller
  for (const prisonNo of [1, 2, 3, 4]) {
    for (const [i, timing] of TIMINGS.entries()) {
      const on = triggerFor(world, 'D1.prison_answer', timing)
      returnNotice(
        begin(teller, {
          town: towns[(prisonNo * 3 + i) % towns.length]!,
          prison: true,
          prisonNo,
          noticeOn: addDays(on, -8),
          releaseDueOn: addDays(on, 45),
        }),
        on,
      )
    }
    const waiting = begin(teller, {
      town: towns[(prisonNo * 2) % towns.length]!,
      prison: true,
      prisonNo,
      noticeOn: back(teller, 60),
      releaseDueOn: world.today,
      keyCategory: ['elderly_ill_disabled'],
    })
    travel(waiting, 'prepared')
    handOver(waiting, world.today)
  }
}

/** Notices at their ends (signed ones come with people in help). */
export function noticeEnds(teller: Teller, towns: Place[]): void {
  const { world } = teller
  const ahead = (i: number) => ({
    town: towns[i]!,
    prison: true,
    prisonNo: 1,
    noticeOn: back(teller, 25),
    releaseDueOn: addDays(world.today, 30),
  })
  const dead = begin(teller, ahead(0))
  travel(dead, 'verified')
  diedInside(dead, back(teller, 5))
  withdraw(begin(teller, ahead(1)), 'moved_away', back(teller, 9))
  withdraw(begin(teller, ahead(2)), 'opened_in_error', back(teller, 8))
  withdraw(begin(teller, ahead(3)), 'moved_away', back(teller, 1), true)
  const away = begin(teller, {
    ...ahead(3),
    noticeOn: back(teller, 80),
    releaseDueOn: back(teller, 20),
    keyCategory: [],
  })
  travel(away, 'prepared')
  noShow(away, away.releaseDueOn)
  for (const days of [20, 17, 12]) attempt(away, back(teller, days), days === 17 ? 'visit' : 'call')
  closeNotice(away, back(teller, 4))
  // Found again a day later: handed over at the office.
  const late = begin(teller, { ...ahead(0), prisonNo: 2, noticeOn: back(teller, 60), releaseDueOn: back(teller, 12) })
  travel(late, 'prepared')
  noShow(late, late.releaseDueOn)
  handOver(late, addDays(late.releaseDueOn, 1))
  register(late, addDays(late.releaseDueOn, 3))
}

/** One county: files that move on or end, and what waits for its approver. */
export function endPlots(teller: Teller, towns: Place[]): void {
  const { today } = teller.world
  const town = (i: number) => towns[i % towns.length]!
  const day = (n: number) => addDays(today, n)
  const settled = (i: number, months: number, days: number) =>
    helped(teller, town(i), months, { until: back(teller, days) })

  transfer(teller, settled(0, 10, 8), back(teller, 6), back(teller, 4))
  transfer(teller, settled(1, 8, 3), back(teller, 1), 'waiting')
  transferredAway(teller, settled(2, 14, 32), back(teller, 28))

  const ledger = (i: number, takenOn: number, endOn: number) => {
    const j = takenOver(teller, { town: town(i) }, back(teller, takenOn), day(endOn))
    keepUp(j, day(Math.min(0, endOn - 41)))
    return j
  }
  // Ended on its day and archived; ended lately; decided and waiting for its day; waiting for the approver; review still to come.
  const old = ledger(0, 160, -60)
  endHelp(old, { reviewOn: day(-95), proposedOn: day(-80), decidedOn: day(-76) })
  archive(old, back(teller, 30))
  endHelp(ledger(1, 150, -12), { reviewOn: day(-45), proposedOn: day(-30), decidedOn: day(-27) })
  endHelp(ledger(2, 120, 6), { reviewOn: day(-25), proposedOn: back(teller, 4), decidedOn: back(teller, 2) })
  endHelp(ledger(0, 110, 14), { reviewOn: day(-20), proposedOn: back(teller, 2) })
  endHelp(ledger(1, 100, 9), { reviewOn: day(-22) })
  ledger(2, 100, 33)

  died(settled(0, 16, 12), back(teller, 9), back(teller, 7))
  died(settled(2, 7, 4), back(teller, 1), 'waiting')
  openedInError(walkIn(teller, { town: town(1) }, back(teller, 11)), back(teller, 10), back(teller, 9))
  openedInError(walkIn(teller, { town: town(2) }, back(teller, 2)), back(teller, 1), 'waiting')
}
