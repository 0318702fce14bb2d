import { enqueue } from '~/lib/jobs.server'
import { invalid } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { shownFileName } from '~/sheets/shown-name'
import { variantsFor, type ImportAdapter, type ImportContext } from './adapter'
import { keepFile } from './keep-file.server'
import { IMPORT_LIMITS } from '~/sheets/limits'
import { REFUSALS } from '~/sheets/refuse'

/**
 * Takes an uploaded list: keeps the file, opens a run, asks the worker to read it. Gives the run's id. Throws 422 with
 * the error at the field when there is no file, it is no table by its name, or too large.
 */
export async function receiveUpload(
  adapter: ImportAdapter,
  { actor, db }: ImportContext,
  form: FormData,
): Promise<string> {
  const variants = variantsFor(adapter, actor.role)
  const variant =
    variants.find(({ key }) => key === form.get('variant'))?.key ??
    (variants.length === 1 ? variants[0]!.key : undefined)
  if (!variant) throw invalid({ variant: ['请选择要导入的表'] })
  const file = form.get('file')
  if (!(file instanceof Blob) || !('name' in file) || (file.name === '' && file.size === 0))
    throw invalid({ file: ['请选择文件'] })
  const name = shownFileName(String(file.name))
  if (file.size === 0) throw invalid({ file: [REFUSALS.empty] })
  if (file.size > IMPORT_LIMITS.fileBytes) throw invalid({ file: [REFUSALS.tooLarge] })
  if (/\.xls$/i.test(name)) throw invalid({ file: [REFUSALS.oldExcel] })
  if (/\.(et|ods|xlsb|numbers)$/i.test(name)) throw invalid({ file: [REFUSALS.otherTable] })
  if (!/\.(xlsx|xlsm|csv|txt)$/i.test(name)) throw invalid({ file: [REFUSALS.extension] })

  const id = uuidv7()
  const kept = await keepFile(id, Buffer.from(await file.arrayBuffer()))
  const { postId, userId } = actor
  await db.importRun.create({
    data: {
      id,
      postId,
      userId,
      kind: adapter.kind,
      variant,
      fileName: name,
      ...kept,
      state: 'waiting',
      createdAt: actor.now,
    },
  })
  await enqueue(db, 'import_read', { runId: id, postId, userId, kind: adapter.kind })
  return id
}
