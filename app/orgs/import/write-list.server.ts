import { asPost } from '~/access/as-post.server'
import { logAccess } from '~/audit/log.server'
import type { Actor } from '~/access/actor'
import { dayToDb } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { forgetDirectory } from '../find-units.server'
import { parentOf } from '../places/codes'
import { tierOf } from '../region-names'
import type { JudgedRow } from './judge-rows'
import { knownPlaces, type ListJob } from './read-list.server'

const LONG = 5 * 60_000

/**
 * Writes the new rows of a dry run, all or none. What came to be there since is left out; when something else changed
 * so that a row no longer fits, nothing is written and the list has to be read again.
 */
export async function writeList({ runId, ...job }: ListJob, jobId: string): Promise<void> {
  await asPost(
    { ...job, jobId },
    async ({ actor, db }) => {
      const claimed = await db.orgImport.updateMany({
        where: { id: runId, state: 'queued' },
        data: { state: 'writing' },
      })
      if (claimed.count !== 1) return
      const run = await db.orgImport.findUniqueOrThrow({ where: { id: runId }, select: { rows: true } })
      const known = await knownPlaces(db)
      const rows = (run.rows as unknown as JudgedRow[]).filter(
        (row) => row.state === 'new' && !known.open.has(row.code),
      )
      const codes = new Set(rows.map((row) => row.code))
      const lost = rows.filter((row) => {
        const parent = parentOf(row.code)
        return known.ended.has(row.code) || !parent || !(known.open.has(parent) || codes.has(parent))
      })
      const message = lost.length ? `试导入以后机构有变动，${lost.length} 行的上级已不在。请重新上传。` : null
      if (!message) await addPlaces({ actor, db }, rows)
      const created = message ? 0 : rows.length
      await db.orgImport.update({
        where: { id: runId },
        data: { state: message ? 'failed' : 'written', message, created, writtenAt: actor.now },
        select: { id: true },
      })
      await logAccess(db, actor, { event: 'org_import', data: { rows: rows.length, created } })
      forgetDirectory()
    },
    LONG,
  )
}

/** Regions and grids first, the shorter code first; a grid brings its station unless the list has one. */
async function addPlaces({ actor, db }: { actor: Actor; db: Db }, rows: readonly JudgedRow[]): Promise<void> {
  const openedOn = dayToDb(actor.today)
  const places = rows.filter((row) => row.type !== 'unit').sort((a, b) => a.code.length - b.code.length)
  await db.region.createMany({
    data: places.map(({ code, name, shortName }) => ({
      code,
      name,
      shortName: shortName || name,
      tier: tierOf(code)!,
      parentCode: parentOf(code),
    })),
  })
  const grids = rows.filter((row) => row.type === 'grid')
  await db.grid.createMany({
    data: grids.map(({ code, name, households }) => ({
      code,
      regionCode: parentOf(code)!,
      name,
      householdCount: households ?? 0,
    })),
  })
  const units = rows
    .filter((row) => row.type === 'unit')
    .map(({ code, name, kind, phone }) => ({ code, name, kind: kind!, phone: phone || null, openedOn }))
  const stations = grids
    .map(({ code, name }) => ({ code: `${code}-GS1`, name, kind: 'grid_station', phone: null, openedOn }))
    .filter((station) => !units.some((unit) => unit.code === station.code))
  await db.unit.createMany({
    data: [...units, ...stations].map((unit) => ({ ...unit, regionCode: parentOf(unit.code)! })),
  })
}
