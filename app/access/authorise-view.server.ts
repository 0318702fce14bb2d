import { z } from 'zod'
import { parseWithZod } from '@conform-to/zod/v4'
import { logAccess } from '~/audit/log.server'
import { addDays, addMonths, formatDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { invalid, notFound, refused } from '~/lib/errors'
import { legalDay, requiredText } from '~/lib/text'
import type { Actor } from './actor'
import { limitOf } from './authorise-limits.server'
import { inForce } from './in-force.server'
import { grantOf, judge, type KindName } from './policy'
import { covers } from './redact'
import { isRole, roles } from './roles'
import { headOf, type FileHead } from './why.server'

type Ctx = { actor: Actor; db: Db }

/** Parts of a file that this page gives and ends; every other part is kept by a step of the file. */
const GIVEN_HERE = ['one_off', 'deputy', 'break_glass'] as const
const partLabels: Record<string, string> = {
  one_off: '单次授权',
  deputy: '代办',
  break_glass: '紧急查看',
  pair: '结对帮扶',
}
export const PARTY_TEXT = 200

export type PartyLine = {
  id: string
  who: string
  part: string
  view: string
  from: Date
  until: Date
  basis: string
  open: boolean
  endable: boolean
}
export type Candidate = { value: string; label: string; group: string }

/** Who decides about access to a file: the responsible person (负责人), a role that approves this kind, by range. */
export const mayGrant = (actor: Actor, file: Pick<FileHead, 'kind' | 'scopeKey'>): boolean =>
  judge(actor.role, file.kind, 'A').allowed && covers(actor, file.kind, file.scopeKey)

async function describe(db: Db, holders: string[]): Promise<Map<string, string>> {
  const ids = holders.filter((holder) => holder.length === 36)
  const posts = await db.post.findMany({ where: { id: { in: ids } }, include: { user: true, unit: true } })
  const units = await db.unit.findMany({ where: { code: { in: holders } } })
  const nameOf = (role: string) => (isRole(role) ? roles[role] : role)
  return new Map([
    ...posts.map((post) => [post.id, `${post.user.name}（${nameOf(post.role)} · ${post.unit.name}）`] as const),
    ...units.map((unit) => [unit.code, `${unit.name}全体`] as const),
  ])
}

/** Everybody who sees the file beside its own range, and the posts that may be given a look. */
export async function readParties(ctx: Ctx, kind: KindName, id: string | undefined) {
  const { actor, db } = ctx
  const file = await headOf(ctx, kind, id)
  if (!covers(actor, kind, file.scopeKey)) throw notFound()
  const rows = await db.caseParty.findMany({
    where: { caseId: file.id },
    orderBy: [{ untilAt: 'desc' }, { fromAt: 'desc' }],
  })
  const names = await describe(
    db,
    rows.map((row) => row.holder),
  )
  const granting = mayGrant(actor, file)
  const parties = rows.map((row): PartyLine => {
    const open = row.untilAt > actor.now
    const endable = open && granting && (GIVEN_HERE as readonly string[]).includes(row.part)
    return {
      id: row.id,
      who: names.get(row.holder) ?? row.holder,
      part: partLabels[row.part] ?? row.part,
      view: row.view,
      from: row.fromAt,
      until: row.untilAt,
      basis: row.basis,
      open,
      endable,
    }
  })
  return { file, parties, mayGrant: granting, candidates: granting ? await candidatesFor(ctx, file) : [] }
}

/** Posts of the same county whose role reads this kind and whose range does not hold the file. */
async function candidatesFor({ actor, db }: Ctx, file: FileHead): Promise<Candidate[]> {
  const county = actor.unit.regionCode.slice(0, 6)
  const posts = await db.post.findMany({
    where: {
      unitCode: { startsWith: county },
      ...inForce(actor.today),
      deputyOf: null,
    },
    include: { user: true, unit: true },
    orderBy: [{ unitCode: 'asc' }, { role: 'asc' }],
    take: 500,
  })
  return posts.flatMap((post) => {
    if (!isRole(post.role) || post.userId === actor.userId) return []
    const grant = grantOf(post.role, file.kind)
    const itsRange = { role: post.role, unit: { ...actor.unit, code: post.unitCode, regionCode: post.unit.regionCode } }
    if (!grant?.may.includes('R') || covers(itsRange, file.kind, file.scopeKey)) return []
    return [{ value: post.id, label: `${post.user.name}（${roles[post.role]}）`, group: post.unit.name }]
  })
}

const grantInput = z.object({
  post: z.uuid(),
  view: z.enum(['limited', 'full']),
  until: legalDay(),
  basis: requiredText(PARTY_TEXT),
})

/** The instant a day has ended in China. */
const endOf = (day: LegalDay): Date => new Date(`${addDays(day, 1)}T00:00:00+08:00`)

/**
 * Gives one post a look at one file until a day (单次授权), decided by the responsible person and logged (MNR 36).
 * Throws 404, 403 for a role that does not approve this kind, 422 for a wrong form.
 */
export async function authoriseView(ctx: Ctx, kind: KindName, id: string | undefined, form: FormData): Promise<void> {
  const { actor, db } = ctx
  const file = await headOf(ctx, kind, id)
  if (!mayGrant(actor, file)) throw refused('只有负责人可以授权他人查看档案。')
  const parsed = parseWithZod(form, { schema: grantInput })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { post, view, until, basis } = parsed.value
  const months = (await limitOf(db, 'X.authorisation', actor.today)).value
  if (until < actor.today) throw invalid({ until: ['截止日期不能早于今天'] })
  if (until > addMonths(actor.today, months))
    throw invalid({ until: [`最长 ${months} 个月，不能晚于 ${formatDay(addMonths(actor.today, months))}`] })
  if (!(await candidatesFor(ctx, file)).some((one) => one.value === post)) throw invalid({ post: ['请从列表中选择'] })
  const { role } = await db.post.findUniqueOrThrow({ where: { id: post } })
  if (view === 'full' && (!isRole(role) || grantOf(role, kind)?.view !== 'full'))
    throw invalid({ view: ['这个岗位最多只能看基本情况'] })
  await db.caseParty.create({
    data: {
      caseId: file.id,
      kind,
      scopeKey: file.scopeKey,
      holder: post,
      part: 'one_off',
      view,
      fromAt: actor.now,
      untilAt: endOf(until),
      basis,
      grantedBy: actor.postId,
    },
  })
  await logAccess(db, actor, { event: 'party', fileToken: file.fileToken, data: { part: 'one_off', view } })
}

/** Ends a party given here, at once. Throws 404, 403. */
export async function endView(
  ctx: Ctx,
  kind: KindName,
  id: string | undefined,
  partyId: FormDataEntryValue | null,
): Promise<void> {
  const { actor, db } = ctx
  const file = await headOf(ctx, kind, id)
  if (!mayGrant(actor, file)) throw refused('只有负责人可以收回授权。')
  const party =
    typeof partyId === 'string' && partyId.length === 36
      ? await db.caseParty.findFirst({ where: { id: partyId, caseId: file.id, untilAt: { gt: actor.now } } })
      : null
  if (!party || !(GIVEN_HERE as readonly string[]).includes(party.part)) throw notFound()
  await db.caseParty.update({ where: { id: party.id }, data: { untilAt: actor.now } })
  await logAccess(db, actor, {
    event: 'party',
    fileToken: file.fileToken,
    data: { part: party.part, view: party.view, ended: true },
  })
}
