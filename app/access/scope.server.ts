/**
 * The scope of a post, written twice: into transaction-local settings that row-level security reads (settings()), and as
 * literals into each list query so that the planner sees them (caseScope()). PITFALLS 26–28, docs/decisions.
 */
import { Prisma } from '~/generated/prisma/client'
import type { Db } from '~/lib/db.server'
import type { Actor } from './actor'
import { grantOf, isAuthorised, kindNames, readsSums, referralReceivers, type KindName } from './policy'

/** The end of a range of codes below a prefix: every code sorts before it under COLLATE "C". */
const AFTER_SUBTREE = '~'
/** The end of the range that holds one code alone. */
const AFTER_UNIT = '\u0001'

/** lo and hi of the post: its own unit, or the region below it. A role has one reach for all kinds it ranges over. */
export function rangeOf(actor: Pick<Actor, 'role' | 'unit'>): { lo: string; hi: string } {
  const wide = kindNames.some((kind) => grantOf(actor.role, kind)?.reach === 'subtree')
  return wide
    ? { lo: actor.unit.regionCode, hi: actor.unit.regionCode + AFTER_SUBTREE }
    : { lo: actor.unit.code, hi: actor.unit.code + AFTER_UNIT }
}

/** Every setting that the policies read, for one actor. Names and values only; no clock. */
export function settings(actor: Actor): Record<string, string> {
  const granted = kindNames.flatMap((kind) => {
    const grant = grantOf(actor.role, kind)
    return grant && isAuthorised(actor, kind) ? [{ kind, grant }] : []
  })
  const names = (rows: typeof granted) => rows.map((row) => row.kind).join(',')
  const ranged = granted.filter(({ grant }) => grant.reach !== 'party')
  const { lo, hi } = rangeOf(actor)
  return {
    'app.user': actor.userId,
    'app.post': actor.postId,
    'app.role': actor.role,
    'app.unit': actor.unit.code,
    'app.lo': lo,
    'app.hi': hi,
    'app.subtree_lo': actor.unit.regionCode,
    'app.subtree_hi': actor.unit.regionCode + AFTER_SUBTREE,
    'app.holders': actor.holders.join(','),
    'app.range_kinds': names(ranged),
    'app.party_kinds': names(granted),
    'app.write_kinds': names(granted.filter(({ grant }) => /[WA]/.test(grant.may))),
    'app.full_kinds': names(ranged.filter(({ grant }) => grant.view === 'full')),
    'app.sum_kinds': kindNames.filter((kind) => readsSums(actor.role, kind)).join(','),
    'app.referral_types': Object.entries(referralReceivers)
      .filter(([, receivers]) => (receivers as readonly string[]).includes(actor.role))
      .map(([type]) => type)
      .join(','),
    'app.now': actor.now.toISOString(),
  }
}

/** Puts the actor's scope into the transaction; everything after it sees that scope and no other. */
export async function setScope(db: Db, actor: Actor): Promise<void> {
  const pairs = Object.entries(settings(actor)).map(([name, value]) => Prisma.sql`set_config(${name}, ${value}, true)`)
  await db.$queryRaw`SELECT ${Prisma.join(pairs)}`
}

const literal = (code: string) => {
  if (!/^[0-9A-Za-z_-]+$/.test(code)) throw new Error('not a code')
  return Prisma.raw(`'${code}'`)
}

/** The tier column that equals the post's region: a list then walks one index in order. */
function tier(regionCode: string): 'city' | 'county' | 'town' | undefined {
  return ({ 4: 'city', 6: 'county', 9: 'town' } as const)[regionCode.length as 4 | 6 | 9]
}

/**
 * The same scope as literals, for a query over `case_file` under the given alias and one kind.
 * Gives FALSE for a role that may not list or read the kind.
 */
export function caseScope(actor: Actor, kind: KindName, alias = 'c'): Prisma.Sql {
  const column = (name: string) => Prisma.raw(`${alias}.${name}`)
  const grant = grantOf(actor.role, kind)
  if (!grant) return Prisma.sql`FALSE`
  if (!isAuthorised(actor, kind)) return Prisma.sql`FALSE`
  const ofKind = Prisma.sql`${column('kind')} = ${literal(kind)}`
  if (grant.reach === 'unit') return Prisma.sql`${ofKind} AND ${column('scope_key')} = ${literal(actor.unit.code)}`
  if (grant.reach === 'subtree') {
    const by = tier(actor.unit.regionCode)
    if (by) return Prisma.sql`${ofKind} AND ${column(by)} = ${literal(actor.unit.regionCode)}`
    const { lo, hi } = rangeOf(actor)
    return Prisma.sql`${ofKind} AND ${column('scope_key')} >= ${lo} AND ${column('scope_key')} < ${hi}`
  }
  const holders = Prisma.join(actor.holders.map(literal))
  return Prisma.sql`${ofKind} AND ${column('id')} IN (SELECT p.case_id FROM case_party p WHERE p.holder IN (${holders}) AND p.until_at > ${actor.now})`
}

/** The same scope on a child of the case, for a query that starts there. Who is named on the file alone: its kind only. */
export function childScope(actor: Actor, kind: KindName, alias: string): Prisma.Sql {
  const grant = grantOf(actor.role, kind)
  if (!grant || !isAuthorised(actor, kind)) return Prisma.sql`FALSE`
  const ofKind = Prisma.sql`${Prisma.raw(`${alias}.kind`)} = ${literal(kind)}`
  if (grant.reach === 'party') return ofKind
  return Prisma.sql`${ofKind} AND ${inRange(actor, alias)}`
}

/** Units below the region of the post (column scope_key), for roles that see duties or sums of it and no file. */
export const belowRegion = ({ unit }: Pick<Actor, 'unit'>): Prisma.Sql =>
  Prisma.sql`scope_key >= ${literal(unit.regionCode)} AND scope_key < ${unit.regionCode + AFTER_SUBTREE}`

/** The post's range over a table without tier columns: equality for a unit, which an index answers in order. */
export function inRange(actor: Pick<Actor, 'role' | 'unit'>, alias: string): Prisma.Sql {
  const { lo, hi } = rangeOf(actor)
  const key = Prisma.raw(`${alias}.scope_key`)
  return lo === actor.unit.code
    ? Prisma.sql`${key} = ${literal(lo)}`
    : Prisma.sql`${key} >= ${literal(lo)} AND ${key} < ${hi}`
}
