import { enqueue } from '~/lib/jobs.server'
import { invalid, UserError } from '~/lib/errors'
import type { Answers, ImportAdapter, ImportContext } from './adapter'
import { plainText } from '~/sheets/cell'
import type { Mapping } from '~/sheets/header'
import { lockOpenRun } from './load-run.server'
import { mappingKey } from './read-run.server'

/**
 * Takes the corrected mapping of one table (`table`, `column.<key>`) or the answers about the list (`answer.<key>`),
 * remembers the mapping for this header, and has the file read again. Throws 422 when a required column is missing or
 * one column serves twice; 409 after something was written.
 */
export async function remap(
  adapter: ImportAdapter,
  context: ImportContext,
  id: string | undefined,
  form: FormData,
): Promise<void> {
  const { actor, db } = context
  const { run, variant } = await lockOpenRun(adapter, context, id)
  if (run.state === 'written') throw new UserError(409, '已经导入过，不能再改列的对应。其余人员请另行上传。')
  const table = run.tables[Number(form.get('table'))]
  if (!table) throw invalid({ table: ['没有这张表'] })
  const wrong: Record<string, string[]> = {}
  const mapping: Mapping = {}
  const users = new Map<number, string>()
  for (const { key, label, required } of variant.columns) {
    const given = form.get(`column.${key}`)
    const column =
      typeof given === 'string' && /^\d{1,3}$/.test(given) && Number(given) < table.labels.length ? Number(given) : null
    mapping[key] = column
    if (column === null) {
      const answered = variant.questions.some(({ fills, when }) => fills === key && when(mapping))
      if (required && !answered) wrong[`column.${key}`] = [`请选择“${label}”在哪一列`]
      continue
    }
    const other = users.get(column)
    if (other) wrong[`column.${key}`] = [`这一列已经对应“${other}”`]
    users.set(column, label)
  }
  if (Object.keys(wrong).length) throw invalid(wrong)
  const answers: Answers = Object.fromEntries(
    variant.questions
      .filter(({ when }) => when(mapping))
      .map(({ key, fills }) => {
        const given = form.get(`answer.${key}`)
        return [key, fills ? (typeof given === 'string' ? plainText(given).slice(0, 100) : '') : given === 'on']
      }),
  )
  const row = { postUnit: actor.unit.code, variant: mappingKey(adapter, run.variant), headerSig: table.signature }
  await db.importMapping.upsert({
    where: { postUnit_variant_headerSig: row },
    create: { ...row, mapping, usedAt: actor.now },
    update: { mapping, usedAt: actor.now },
  })
  await db.importRun.update({
    where: { id: run.id },
    data: { state: 'waiting', message: null, done: 0, total: 0, answers: { ...run.answers, ...answers } },
  })
  await enqueue(db, 'import_read', {
    runId: run.id,
    postId: actor.postId,
    userId: actor.userId,
    kind: adapter.kind,
  })
}
