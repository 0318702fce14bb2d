/** A table that was handed in at a form: its shown name and its bytes, when it can be one. */
import { invalid } from '~/lib/errors'
import { IMPORT_LIMITS } from '~/sheets/limits'
import { REFUSALS } from '~/sheets/refuse'
import { shownFileName } from '~/sheets/shown-name'

/** Of the field `file`. Throws 422 there: none, empty, too large, or of another sort than .xlsx and .csv. */
export async function takeTable(file: FormDataEntryValue | null): Promise<{ name: string; bytes: Buffer }> {
  if (!(file instanceof Blob) || !('name' in file) || (file.name === '' && file.size === 0))
    throw invalid({ file: ['请选择文件'] })
  const name = shownFileName(String(file.name))
  if (file.size === 0) throw invalid({ file: [REFUSALS.empty] })
  if (file.size > IMPORT_LIMITS.fileBytes) throw invalid({ file: [REFUSALS.tooLarge] })
  if (/\.xls$/i.test(name)) throw invalid({ file: [REFUSALS.oldExcel] })
  if (!/\.(xlsx|csv|txt)$/i.test(name)) throw invalid({ file: [REFUSALS.extension] })
  return { name, bytes: Buffer.from(await file.arrayBuffer()) }
}
