import { z } from 'zod'
import { parseWithZod } from '@conform-to/zod/v4'
import type { Actor } from '~/access/actor'
import { roles, type Role } from '~/access/roles'
import { logAccess } from '~/audit/log.server'
import { dayToDb, dbToDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { conflict, invalid, refused } from '~/lib/errors'
import { legalDay, optionalDay, optionalText } from '~/lib/text'
import { directory } from '../find-units.server'
import { regionOfUnit } from '../region-names'
import { headsInOffice, headsOfPost } from './answers-for.server'
import { grantComplaints, type Holding } from './post-rules'
import { reviewUnitDuties } from './settle-unit-duty.server'

type Ctx = { actor: Actor; db: Db }
export type Granted = { id: string; confirmed: boolean }

const REASON = 200
const roleNames = Object.keys(roles) as [Role, ...Role[]]
export const grantInput = z.object({
  person: z.string().min(1).max(64),
  role: z.enum(roleNames),
  unit: z.string().min(1).max(40),
  classCode: optionalText(10),
  from: legalDay(),
  until: optionalDay(),
  note: optionalText(REASON),
})
export type GrantInput = z.infer<typeof grantInput>

/** The form of a grant, parsed. Throws 422 by field. */
export function parseGrant(form: FormData): GrantInput {
  const parsed = parseWithZod(form, { schema: grantInput })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  return parsed.value
}

/** Posts of a person that are not over on the day, covers too. */
export async function holdingsOf(db: Db, userId: string, today: LegalDay): Promise<Holding[]> {
  const posts = await db.post.findMany({
    where: { userId, OR: [{ untilOn: null }, { untilOn: { gte: dayToDb(today) } }] },
  })
  return posts.map((post) => ({
    role: post.role,
    unitCode: post.unitCode,
    classCode: post.classCode,
    from: dbToDay(post.fromOn),
    until: post.untilOn && dbToDay(post.untilOn),
    cover: post.deputyOf !== null,
  }))
}

/**
 * Grants a post (岗位) to a person, by the security administrator and never to himself. It waits for the head who answers
 * for it (heads.ts); where nobody does, it is in force at once, with a stated reason. Throws 403, 409, 422 by field.
 */
export async function grantPost({ actor, db }: Ctx, input: GrantInput): Promise<Granted> {
  if (actor.role !== 'SE') throw refused('岗位由安全管理员授予。')
  const person = await db.user.findUnique({ where: { id: input.person } })
  if (!person) throw invalid({ person: ['请从列表中选择人员'] })
  const unit = (await directory(db)).units.get(input.unit)
  const taken = await db.post.count({
    where: {
      role: input.role,
      unitCode: input.unit,
      OR: [{ untilOn: null }, { untilOn: { gte: dayToDb(input.from) } }],
    },
  })
  const complaints = grantComplaints({
    post: {
      ...input,
      unit: unit ? { ...unit, closed: unit.closedOn !== null && unit.closedOn <= actor.today } : null,
      classCode: input.classCode,
      until: input.until,
    },
    person: { id: person.id, disabled: person.disabledAt !== null },
    by: actor.userId,
    holdings: await holdingsOf(db, person.id, actor.today),
    taken: taken > 0,
    today: actor.today,
  })
  if (Object.keys(complaints).length || !unit) throw invalid(complaints)
  const place = { code: unit.code, kind: unit.kind }
  const heads = headsOfPost(
    { role: input.role, userId: person.id, unit: place },
    await headsInOffice(db, actor.today, { around: [unit.code] }),
  )
  const confirmed = heads.length === 0
  if (confirmed && !input.note)
    throw invalid({ note: ['这个单位和上级单位在系统里都没有可以确认的负责人，请写明依据，由您直接确认'] })
  const post = await db.post
    .create({
      data: {
        userId: person.id,
        role: input.role,
        unitCode: unit.code,
        classCode: input.classCode ? `${unit.code}-${input.classCode}` : null,
        fromOn: dayToDb(input.from),
        untilOn: input.until ? dayToDb(input.until) : null,
        grantedBy: actor.postId,
        grantedAt: actor.now,
        confirmedBy: confirmed ? actor.postId : null,
        confirmedAt: confirmed ? actor.now : null,
        certifiedOn: dayToDb(actor.today),
        note: input.note ?? null,
      },
    })
    .catch(whenExcluded)
  if (confirmed) await seatGridWorker(db, { ...post, unit })
  await logAccess(db, actor, {
    event: 'post_grant',
    data: { postId: post.id, role: input.role, unit: unit.code, confirmed },
  })
  await reviewUnitDuties(db)
  return { id: post.id, confirmed }
}

/** Two grants at once: the database saw the other one first. */
function whenExcluded(error: unknown): never {
  if (error instanceof Error && /roles exclude each other/.test(error.message))
    throw conflict('该同志刚刚被授予了不能兼任的岗位，请刷新后核对。')
  throw error
}

/** A grid has exactly one worker; the grid's own row names him (SR-11). */
export async function seatGridWorker(
  db: Db,
  post: { id: string; role: string; unit: { code: string } },
): Promise<void> {
  if (post.role !== 'GW') return
  await db.grid.updateMany({ where: { code: regionOfUnit(post.unit.code) }, data: { gridWorkerId: post.id } })
}
