/** 结对关爱 as staff see it: proposals, running pairings, what is late or runs out; and one pairing. */
import { Prisma } from '~/generated/prisma/client'
import { limitOf } from '~/access/authorise-limits.server'
import { caseScope } from '~/access/scope.server'
import { fieldBits } from '~/audit/events'
import { logAccess } from '~/audit/log.server'
import type { Ctx } from '~/casefile/act.server'
import { loadCase } from '~/casefile/load-case.server'
import { pairHelpers } from '~/casefile/pair-helper.server'
import { dueWords, plainDay } from '~/casefile/ui/day-words'
import { decrypt } from '~/lib/crypto.server'
import { addDays, dbToDay, formatDay, formatInstant, shortDay, type LegalDay } from '~/lib/dates'
import { isUuid } from '~/lib/ids.server'
import { owners } from '../pairing/agree-pairing.server'
import { mayEnd } from '../pairing/end-pairing.server'
import { NEWS } from '../pairing/tell-ended.server'
import { loadPairing } from '../pairing/load-pairing.server'
import { pairingLimits } from '../pairing/propose-pairing.server'
import { hoursText } from '../rules'
import * as terms from '../terms'

const PAGE = 50
export const pairTabs = {
  active: '结对中',
  proposed: '待同意',
  late: '联系逾期',
  ending: '即将到期',
  over: '已结束',
} as const
export type PairTab = keyof typeof pairTabs
const isTab = (text: string | null): text is PairTab => text !== null && Object.hasOwn(pairTabs, text)

/** `ending`: a pairing that runs out within these days is told. */
function inTab(tab: PairTab, today: LegalDay, ending: number): Prisma.Sql {
  if (tab === 'late') return Prisma.sql`p.state = 'active' AND p.next_contact_on < ${today}::date`
  if (tab === 'ending') return Prisma.sql`p.state = 'active' AND p.until_on <= ${addDays(today, ending)}::date`
  if (tab === 'over') return Prisma.sql`p.state IN ('ended', 'declined')`
  return Prisma.sql`p.state = ${tab}`
}

type Raw = {
  id: string
  name: string
  helper_name: string
  helper_unit: string
  state: terms.PairState
  until_on: Date
  next_contact_on: Date | null
  contacts: number
  minutes: number
  withdrawn: boolean
}

export async function readPairings(ctx: Ctx, url: URL) {
  const { actor, db } = ctx
  const asked = url.searchParams.get('tab')
  const tab: PairTab = isTab(asked) ? asked : 'active'
  const after = url.searchParams.get('after')
  const { value: ending } = await limitOf(db, 'D4.pair_ending', actor.today)
  const inIt = (one: PairTab) => inTab(one, actor.today, ending)
  const among = Prisma.sql`FROM pairing p JOIN case_file c ON c.id = p.case_id WHERE ${caseScope(actor, 'child')}`
  const rows = await db.$queryRaw<Raw[]>(Prisma.sql`
    SELECT p.id, c.name, p.helper_name, p.helper_unit, p.state, p.until_on, p.next_contact_on, p.contacts, p.minutes,
      EXISTS (SELECT 1 FROM consent s WHERE s.id = p.consent_id AND s.withdrawn_on IS NOT NULL) AS withdrawn
    ${among} AND ${inIt(tab)} ${isUuid(after) ? Prisma.sql`AND p.id < ${after}::uuid` : Prisma.empty} ORDER BY p.id DESC LIMIT ${PAGE + 1}`)
  const [counts] = await db.$queryRaw<Record<PairTab, number>[]>(Prisma.sql`
    SELECT ${Prisma.join((Object.keys(pairTabs) as PairTab[]).map((one) => Prisma.sql`(count(*) FILTER (WHERE ${inIt(one)}))::int AS ${Prisma.raw(one)}`))} ${among}`)
  const shown = rows.slice(0, PAGE)
  await logAccess(db, actor, { event: 'names', data: { kind: 'child', rows: shown.length } })
  const last = shown.at(-1)
  return {
    unit: actor.unit.name,
    tab,
    tabs: (Object.keys(pairTabs) as PairTab[]).map((one) => ({
      href: `/children/pairing?tab=${one}`,
      label: pairTabs[one],
      count: counts?.[one] ?? 0,
      current: one === tab,
    })),
    count: counts?.[tab] ?? 0,
    rows: shown.map((row) => ({
      id: row.id,
      name: row.name,
      helper: `${row.helper_name}（${row.helper_unit}）`,
      state: terms.pairStates[row.state],
      until: plainDay(dbToDay(row.until_on), actor.today),
      over: row.state === 'active' && dbToDay(row.until_on) < actor.today,
      due: row.state === 'active' && row.next_contact_on ? dueWords(dbToDay(row.next_contact_on), actor.today) : null,
      hours: row.contacts ? `${row.contacts} 次，${hoursText(row.minutes)}` : null,
      withdrawn: row.state === 'active' && row.withdrawn,
    })),
    next: rows.length > PAGE && last ? `/children/pairing?tab=${tab}&after=${last.id}` : undefined,
    done: url.searchParams.get('done'),
    mayPropose: actor.role !== 'ST',
  }
}
export type PairingsData = Awaited<ReturnType<typeof readPairings>>

/** The form of a proposal for one child. Throws 404. */
export async function readProposeForm(ctx: Ctx, url: URL) {
  const { actor, db } = ctx
  const file = await loadCase(db, 'child', url.searchParams.get('child') ?? undefined)
  const helpers = await pairHelpers(db, { county: file.scopeKey.slice(0, 6), today: actor.today })
  const now = await db.pairing.findFirst({ where: { caseId: file.id, state: 'active' }, select: { helperName: true } })
  await logAccess(db, actor, { event: 'read', fileToken: file.fileToken, fields: fieldBits(['outline']) })
  const { latest, oldest } = await pairingLimits(ctx)
  return {
    child: file.id,
    name: file.name,
    replaces: now?.helperName ?? null,
    helpers: helpers.map((one) => ({ value: one.id, label: one.name, group: one.unit })),
    latest,
    oldest,
    today: actor.today,
  }
}
export type ProposeData = Awaited<ReturnType<typeof readProposeForm>>

type Of<T> = keyof T & string

/** One pairing for those who care for the child. Throws 404. */
export async function readPairing(ctx: Ctx, id: string | undefined, url: URL) {
  const { actor, db } = ctx
  const pairing = await loadPairing(ctx, id)
  const file = await loadCase(db, 'child', pairing.caseId)
  const consent = await db.consent.findFirst({
    where: { caseId: file.id, scope: { has: 'pairing' }, ...(pairing.consentId && { id: pairing.consentId }) },
    orderBy: { signedOn: 'desc' },
  })
  const contacts = await db.pairContact.findMany({
    where: { pairingId: pairing.id },
    orderBy: [{ onDay: 'desc' }, { id: 'desc' }],
    take: 60,
  })
  await logAccess(db, actor, { event: 'read', fileToken: file.fileToken, fields: fieldBits(['outline']) })
  const { latest, oldest } = await pairingLimits(ctx)
  const owner = owners.includes(actor.role)
  const state = pairing.state as terms.PairState
  return {
    id: pairing.id,
    caseId: file.id,
    name: file.name,
    state,
    label: terms.pairStates[state],
    helper: `${pairing.helperName}（${pairing.helperUnit}）`,
    need: decrypt(pairing.needEnc, `pairing:${pairing.id}`),
    declared: `${formatDay(dbToDay(pairing.declaredOn))}，原件存${pairing.declarationKeptAt}`,
    asked: formatDay(dbToDay(pairing.childAskedOn)),
    proposed: pairing.proposedName,
    agreed: pairing.agreedName,
    term: `${pairing.fromOn ? formatDay(dbToDay(pairing.fromOn)) : '同意之日'} 至 ${formatDay(dbToDay(pairing.untilOn))}`,
    over: state === 'active' && dbToDay(pairing.untilOn) < actor.today,
    due: state === 'active' && pairing.nextContactOn ? dueWords(dbToDay(pairing.nextContactOn), actor.today) : null,
    hours: `${pairing.contacts} 次，${hoursText(pairing.minutes)}`,
    consent: consent && {
      text: `${formatDay(dbToDay(consent.signedOn))} ${consent.signer}`,
      withdrawn: consent.withdrawnOn !== null,
    },
    told:
      state === 'ended' && pairing.toldAt
        ? { guardian: pairing.toldGuardian, helper: pairing.toldHelper, on: formatInstant(pairing.toldAt) }
        : null,
    /** The worker has not come by yet; at night it waits for the morning. */
    telling: state === 'ended' && !pairing.toldAt && dbToDay(pairing.endedOn!) >= addDays(actor.today, -NEWS),
    ended: pairing.endedOn && `${formatDay(dbToDay(pairing.endedOn))}，${endText(pairing.endWhy)}`,
    contacts: contacts.map((one) => ({
      id: one.id,
      day: shortDay(dbToDay(one.onDay)),
      way: terms.contactWays[one.way as Of<typeof terms.contactWays>],
      setting: terms.contactSettings[one.setting as Of<typeof terms.contactSettings>],
      length: hoursText(one.minutes),
      topics: one.topics.map((code) => terms.contactTopics[code as Of<typeof terms.contactTopics>]).join('、'),
    })),
    may: {
      agree: owner && state === 'proposed' && pairing.proposedUser !== actor.userId,
      decline: state === 'proposed' && (owner || pairing.proposedBy === actor.postId),
      renew: owner && state === 'active',
      end: state === 'active' && (await mayEnd(ctx, pairing)),
      replace: actor.role !== 'ST' && state === 'active',
    },
    latest,
    oldest,
    done: url.searchParams.get('done'),
  }
}
export type PairingData = Awaited<ReturnType<typeof readPairing>>

const endText = (code: string | null): string =>
  terms.endWhys[code as Of<typeof terms.endWhys>] ?? terms.declineWhys[code as Of<typeof terms.declineWhys>] ?? ''
