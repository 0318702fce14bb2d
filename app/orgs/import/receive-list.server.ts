import type { Actor } from '~/access/actor'
import type { Db } from '~/lib/db.server'
import { invalid } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { enqueue } from '~/lib/jobs.server'
import { REFUSALS } from '~/sheets/refuse'
import { shownFileName } from '~/sheets/shown-name'

/** A list of a whole city is well below. */
const BYTES = 4 * 1024 * 1024

/**
 * Takes a list of regions, units and grids: keeps the bytes until they are read, asks the worker to read them. Gives the
 * run's id. Throws 422 at the field.
 */
export async function receiveList({ actor, db }: { actor: Actor; db: Db }, form: FormData): Promise<string> {
  const file = form.get('file')
  if (!(file instanceof Blob) || !('name' in file) || (file.name === '' && file.size === 0))
    throw invalid({ file: ['请选择文件'] })
  const fileName = shownFileName(String(file.name))
  if (file.size === 0) throw invalid({ file: [REFUSALS.empty] })
  if (file.size > BYTES) throw invalid({ file: ['文件太大（超过 4 MB）。请分成几个文件导入。'] })
  if (/\.xls$/i.test(fileName)) throw invalid({ file: [REFUSALS.oldExcel] })
  if (!/\.(xlsx|csv)$/i.test(fileName)) throw invalid({ file: [REFUSALS.extension] })
  const id = uuidv7()
  const { postId, userId } = actor
  await db.orgImport.create({
    data: {
      id,
      postId,
      userId,
      fileName,
      file: new Uint8Array(await file.arrayBuffer()),
      state: 'waiting',
      createdAt: actor.now,
    },
    select: { id: true },
  })
  await enqueue(db, 'org_import_read', { runId: id, postId, userId })
  return id
}
