import { parseWithZod } from '@conform-to/zod/v4'
import { z } from 'zod'
import type { Actor } from '~/access/actor'
import { logAccess } from '~/audit/log.server'
import { dayToDb } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { invalid, notFound } from '~/lib/errors'
import { optionalText, requiredText, toHalfWidth } from '~/lib/text'
import { forgetDirectory } from '../find-units.server'
import { nextUnitCode, tierBelow, tierLabels } from './codes'
import { countInput, refuseGridSize } from './grid-size.server'
import { unitKinds, type UnitKind } from './unit-kinds'

type Ctx = { actor: Actor; db: Db }
export const NAME = 60

const digits = z
  .string()
  .overwrite((text) => toHalfWidth(text).trim())
  .regex(/^\d{2,3}$/, '请填写数字')
const regionInput = z.object({
  code: digits,
  name: requiredText(NAME),
  shortName: optionalText(20),
  households: countInput.optional(),
})
const unitInput = z.object({
  kind: z.enum(Object.keys(unitKinds) as [UnitKind, ...UnitKind[]]),
  name: requiredText(NAME),
  phone: optionalText(30),
})

/** The open region in which something is added. Throws 404. */
async function openRegion(db: Db, code: string | null) {
  const region = code ? await db.region.findFirst({ where: { code, endedOn: null } }) : null
  if (!region) throw notFound()
  return region
}

/**
 * Adds a region below another: the digits of its own tier behind the code above. A grid comes with its count of
 * households and its station. Gives the code. Throws 404, 422.
 */
export async function addRegion(ctx: Ctx, at: string | null, form: FormData): Promise<string> {
  const { actor, db } = ctx
  const above = await openRegion(db, at)
  const below = tierBelow(above.code)
  if (!below) throw notFound()
  const parsed = parseWithZod(form, { schema: regionInput })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { code: own, name, shortName, households } = parsed.value
  if (own.length !== below.digits) throw invalid({ code: [`应为 ${below.digits} 位数字`] })
  const code = above.code + own
  if (await db.region.findUnique({ where: { code } })) throw invalid({ code: ['这个代码已经用过，不能再用'] })
  if (await db.region.findFirst({ where: { parentCode: above.code, name, endedOn: null } }))
    throw invalid({ name: ['同一上级下已有这个名称'] })
  if (below.tier === 'grid' && households === undefined) throw invalid({ households: ['请填写户数'] })
  if (below.tier === 'grid') await refuseGridSize(ctx, households!)
  await db.region.create({
    data: { code, name, shortName: shortName ?? name, tier: below.tier, parentCode: above.code },
  })
  if (below.tier === 'grid') {
    await db.grid.create({ data: { code, regionCode: above.code, name, householdCount: households! } })
    await db.unit.create({ data: unitRow(actor, code, 'grid_station', `${code}-GS1`, name) })
  }
  await logAccess(db, actor, { event: 'org_change', data: { what: 'add', code } })
  forgetDirectory()
  return code
}

const unitRow = (actor: Actor, regionCode: string, kind: UnitKind, code: string, name: string, phone?: string) => ({
  code,
  regionCode,
  kind,
  name,
  phone: phone ?? null,
  openedOn: dayToDb(actor.today),
})

/** Adds a unit to a region; its code is the region's, its kind's letters and the next number. Gives the code. Throws 404, 422. */
export async function addUnit(ctx: Ctx, at: string | null, form: FormData): Promise<string> {
  const { actor, db } = ctx
  const region = await openRegion(db, at)
  const parsed = parseWithZod(form, { schema: unitInput })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { kind, name, phone } = parsed.value
  if (kind === 'grid_station') throw invalid({ kind: ['网格随网格区划一起设立，请在村（社区）下新增网格'] })
  const there = await db.unit.findMany({
    where: { regionCode: region.code },
    select: { code: true, name: true, closedOn: true },
  })
  if (there.some((unit) => unit.name === name && !unit.closedOn)) throw invalid({ name: ['这里已有同名单位'] })
  const code = nextUnitCode(
    region.code,
    unitKinds[kind].letters,
    there.map((unit) => unit.code),
  )
  await db.unit.create({ data: unitRow(actor, region.code, kind, code, name, phone) })
  await logAccess(db, actor, { event: 'org_change', data: { what: 'add', code } })
  forgetDirectory()
  return code
}

/** What the form for a new place needs: where, the tier below, the kinds of units. Throws 404. */
export async function newPlaceForm({ db }: Ctx, address: URLSearchParams) {
  const at = await openRegion(db, address.get('at'))
  const below = tierBelow(at.code)
  const type = address.get('type') === 'region' && below ? ('region' as const) : ('unit' as const)
  return {
    at: { code: at.code, name: at.name },
    type,
    below: below && { label: tierLabels[below.tier], digits: below.digits, isGrid: below.tier === 'grid' },
    kinds: Object.entries(unitKinds)
      .filter(([kind]) => kind !== 'grid_station')
      .map(([value, { label }]) => ({ value, label })),
  }
}
