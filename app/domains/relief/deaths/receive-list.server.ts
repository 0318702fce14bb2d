/** Takes a list of deaths from another office in: kept sealed, and read by the worker. */
import { parseWithZod } from '@conform-to/zod/v4'
import { z } from 'zod'
import type { Ctx } from '~/casefile/act.server'
import { keepFile } from '~/casefile/import/keep-file.server'
import { takeTable } from '~/casefile/import/take-table.server'
import { conflict, invalid, refused } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { enqueue } from '~/lib/jobs.server'
import { requiredText } from '~/lib/text'

const input = z.object({ source: requiredText(50) })

/** Throws 403 (not of a county), 409 (one is being read), 422 at the field. */
export async function receiveDeaths({ actor, db }: Ctx, form: FormData): Promise<void> {
  if (actor.unit.regionCode.length !== 6) throw refused('死亡名单由县民政局核对人员导入。')
  const fields = new FormData()
  fields.set('source', String(form.get('source') ?? ''))
  const parsed = parseWithZod(fields, { schema: input })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { name, bytes } = await takeTable(form.get('file'))
  const waiting = await db.deathList.count({ where: { unitCode: actor.unit.code, state: 'waiting' } })
  if (waiting) throw conflict('上一份名单正在读取，请稍等。')
  const id = uuidv7()
  const { postId, userId, userName } = actor
  await db.deathList.create({
    data: {
      id,
      unitCode: actor.unit.code,
      source: parsed.value.source,
      fileName: name,
      ...(await keepFile(id, bytes)),
      postId,
      userId,
      userName,
      createdAt: actor.now,
    },
  })
  await enqueue(db, 'relief_deaths', { listId: id, postId, userId })
}
