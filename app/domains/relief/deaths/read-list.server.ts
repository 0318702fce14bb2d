/** The job that reads a list of deaths: taken whole, or refused with the rows named. Who is known here it never says. */
import { z } from 'zod'
import { asPost } from '~/access/as-post.server'
import { logAccess } from '~/audit/log.server'
import type { Ctx } from '~/casefile/act.server'
import { dropFile, withFile } from '~/casefile/import/keep-file.server'
import { readTables } from '~/casefile/import/tables.server'
import { mac } from '~/lib/crypto.server'
import type { LegalDay } from '~/lib/dates'
import { isUserError, UserError } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { enqueue } from '~/lib/jobs.server'
import { log } from '~/lib/log.server'
import { readSheets } from '~/sheets/sheet.server'
import { deathColumns, readDeath, type Death, type Fault } from './read-row'

const payload = z.object({ listId: z.uuid(), postId: z.uuid(), userId: z.string() })

const LONG = 5 * 60_000
/** Faults that are kept and shown; how many there are in all is told. */
const MOST_FAULTS = 200
const NO_TABLE = '没有找到表头：前 15 行里须有“姓名”“身份证号”“死亡日期”三列。'
const BROKEN = '读取时系统出错，没有登记。请重新上传；如再次出错，请联系系统管理员。'

export async function readDeathList(given: unknown): Promise<void> {
  const { listId, ...who } = payload.parse(given)
  const as = { ...who, jobId: uuidv7() }
  try {
    await asPost(as, (ctx) => take(ctx, listId), LONG)
  } catch (error) {
    if (!isUserError(error)) log.error({ err: error, list: listId }, 'list of deaths not read')
    const message = isUserError(error) ? error.message : BROKEN
    await asPost(as, (ctx) => settle(ctx, listId, { state: 'refused', message }))
  }
  await dropFile(listId)
}

async function take(ctx: Ctx, listId: string): Promise<void> {
  const { actor, db } = ctx
  const list = await db.deathList.findFirst({ where: { id: listId, state: 'waiting' } })
  if (!list) return
  const { deaths, faults } = await withFile(list, (path) => deathsOf(path, list.fileName, actor.today))
  const rows = deaths.length + new Set(faults.map(({ row }) => row)).size
  if (faults.length) {
    const message = `有 ${faults.length} 处须更正，没有登记。请更正后重新上传整份名单。`
    return settle(ctx, listId, { state: 'refused', rows, message, faults: faults.slice(0, MOST_FAULTS) })
  }
  const people = deaths.map(({ name, idNo, diedOn }) => ({ id_mac: mac(idNo, 'person.id_no'), name, died_on: diedOn }))
  await db.$executeRaw`SELECT note_deaths(${JSON.stringify(people)}::jsonb)`
  await settle(ctx, listId, { state: 'applied', rows })
  await logAccess(db, actor, { event: 'import', data: { variant: 'relief.deaths', rows, created: 0 } })
  await enqueue(db, 'relief_payments', {})
}

type Outcome = { state: 'applied' | 'refused'; rows?: number; message?: string; faults?: Fault[] }

async function settle({ actor, db }: Ctx, id: string, outcome: Outcome): Promise<void> {
  await db.deathList.updateMany({
    where: { id, state: 'waiting' },
    data: { ...outcome, fileKeyEnc: null, doneAt: actor.now },
  })
}

/** Every row of every table of the file; a person told of twice counts by the last row. Throws 400 when there is no table. */
async function deathsOf(path: string, fileName: string, today: LegalDay) {
  const deaths = new Map<string, Death>()
  const faults: Fault[] = []
  let tables = 0
  for await (const part of readTables(readSheets(path, fileName), deathColumns)) {
    if (part.part === 'header') {
      tables += 1
      if (deathColumns.some(({ key }) => part.mapping[key] === null)) throw new UserError(400, NO_TABLE)
    }
    if (part.part !== 'row') continue
    const read = readDeath(part.rowNo, part.cells, today)
    faults.push(...read.faults)
    if (read.death) deaths.set(read.death.idNo, read.death)
  }
  if (!tables) throw new UserError(400, NO_TABLE)
  return { deaths: [...deaths.values()], faults }
}
