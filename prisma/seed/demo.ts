/** The demo city: organisation, staff, and the files of four counties. Everything in it is invented. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeCalendar } from '~/orgs/calendar'
import { makeRuleBook, type RuleBook } from '~/casefile/deadlines/rule-book'
import { writeCells } from '~/casefile/figures/write-cells.server'
import { planReturns } from '~/casefile/returns/plan-returns.server'
import { figureSets } from '~/domains/figures.server'
import { returnForms } from '~/domains/returns.server'
import { now, today } from '~/lib/dates'
import { workerPrisma } from '~/lib/db.server'
import { env } from '~/lib/env.server'
import { DEMO_PASSWORD, readSeats, seedAccounts, type Seat } from './accounts'
import { hangAttachments } from './attachments'
import { seedBase } from './base'
import { ANNOUNCED_YEARS, calendarRows } from './calendar'
import { generateChildren } from './children'
import { generateCohort } from './cohort'
import { seedOrg } from './org'
import { seedLegalEducation } from './legal-education'
import { issuePapers } from './papers'
import { addRows, withOwner, type Rows, type Runner } from './owner'
import { seedPayments } from './payments'
import { seedRelief, seedReliefBase } from './relief'
import { ruleRows } from './rules'
import { demoAccounts } from './staff'
import { generateStates } from './states'
import type { World } from './story'
import { generateWindow } from './window'
import { routeRows } from './window-routes'
import { writeLives } from './write-lives'

/** The rules and the calendar as they are first installed. */
export const firstBook = (): RuleBook => makeRuleBook(ruleRows, makeCalendar(ANNOUNCED_YEARS.flatMap(calendarRows)))

/** The world that lives are told in: these people, as of now. */
export const makeWorld = (seats: readonly Seat[]): World => ({
  book: firstBook(),
  now: now(),
  today: today(),
  seats,
  numbers: new Map(),
  clocks: new Map(),
})

/** Refuses to put invented people beside real ones. */
async function refuseForeign(db: Runner): Promise<void> {
  const names = new Set(demoAccounts.map((account) => account.username))
  const foreign = (await db.query('SELECT username FROM app_user')).rows.filter(
    (row) => !names.has(row.username as string),
  )
  if (foreign.length > 0)
    throw new Error(
      'This database has accounts that are not of the demo: the demo city is not written into it. Use a VAR_DIR or DATABASE_URL of its own.',
    )
}

function writeAccounts(): void {
  const folder = join(env.VAR_DIR, 'demo')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'accounts.json')
  const accounts = demoAccounts.map(({ username, posts }) => ({
    username,
    password: DEMO_PASSWORD,
    posts: posts.map(({ role, unit }) => ({ role, unit })),
  }))
  writeFileSync(file, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 })
}

/**
 * Writes the demo city once, in one transaction of the owner (DATABASE_OWNER_URL), a few papers as the staff would issue
 * them, last month's drafts of returns and the sums for roles without rows as the worker would, and the accounts to
 * `<VAR_DIR>/demo/accounts.json`. A second run adds nothing. Throws when the database holds accounts of somebody else.
 */
export async function seedDemo(): Promise<void> {
  await withOwner(async (db) => {
    await db.query('SELECT pg_advisory_xact_lock(340700)')
    await refuseForeign(db)
    await seedBase(db)
    await seedOrg(db)
    await seedAccounts(db, today())
    await seedReliefBase(db)
    const { rows } = await db.query('SELECT 1 FROM case_file LIMIT 1')
    if (rows.length > 0) return
    const world = makeWorld(await readSeats(db))
    await addRows(db, 'intake_route', routeRows(now()))
    const tellers = [generateCohort(world), generateStates(world), generateWindow(world), generateChildren(world)]
    await writeLives(db, world, {
      lives: tellers.flatMap(({ told }) => told.lives),
      links: tellers.flatMap(({ told }) => told.links),
      referrals: tellers.flatMap(({ told }) => told.referrals),
      beside: Object.assign({}, ...tellers.map(({ told }) => told.beside)) as Rows,
    })
    await hangAttachments(db)
  })
  // What follows goes the product's own ways, whose plans need to know what the tables hold by now.
  await withOwner((db) => db.query('ANALYZE'))
  await withOwner(async (db) => issuePapers(db, await readSeats(db)))
  const seats = await withOwner(readSeats)
  await seedRelief(seats)
  if ((await workerPrisma.caseFile.count({ where: { kind: 'payment_batch' }, take: 1 })) === 0)
    await seedPayments(seats)
  await seedLegalEducation(seats)
  await workerPrisma.$transaction((db) => planReturns(db, returnForms, { today: today(), at: now() }), {
    timeout: 60_000,
  })
  await workerPrisma.$transaction((db) => writeCells(db, figureSets, now()), { timeout: 60_000 })
  writeAccounts()
}
