import { z } from 'zod'
import { parseWithZod } from '@conform-to/zod/v4'
import type { Actor } from '~/access/actor'
import { keepDraft } from '~/access/draft.server'
import { listable, type KindName } from '~/access/policy'
import type { Db } from '~/lib/db.server'
import { invalid } from '~/lib/errors'
import { legalDay, optionalText, requiredText } from '~/lib/text'
import { checkIdNumber, checkName } from '~/people/identity'
import type { Find } from '~/people/search-people.server'

const input = z
  .object({ idNo: optionalText(40), name: requiredText(50), birthOn: legalDay() })
  .transform((typed, context) => {
    const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    const name = checkName(typed.name)
    if (!name.ok) refuse('name', name.why)
    const id = typed.idNo === undefined ? undefined : checkIdNumber(typed.idNo)
    if (id && !id.ok) refuse('idNo', id.why)
    if (id?.ok && id.birth !== typed.birthOn) refuse('birthOn', `与身份证号码里的出生日期（${id.birth}）不一致`)
    return { name: name.ok ? name.name : '', idNo: id?.ok ? id.idNo : undefined, birthOn: typed.birthOn }
  })

export type Match = { kind: KindName; id: string; caseNo: string; state: string; sameId: boolean }
export type Look = { matches: Match[]; draftId: string }

/**
 * Looks before a file is opened: has this unit a file of the person? Speaks only of files in scope; every question runs
 * the same statements, whatever the answer. What was typed goes on to the form of `newPath` as an encrypted draft, so
 * that no address holds it. Throws 422.
 */
export async function lookBeforeCreate(
  { actor }: { actor: Actor; db: Db },
  form: FormData,
  newPath: string,
  find: Find,
): Promise<Look> {
  const parsed = parseWithZod(form, { schema: input })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { name, idNo, birthOn } = parsed.value
  const matches = new Map<string, Match>()
  for (const kind of listable(actor.role)) {
    const byId = await find(kind, { q: idNo ?? '000000000000000000' })
    const byName = await find(kind, { q: name, bornOn: birthOn })
    for (const [row, sameId] of [
      ...byId.rows.map((one) => [one, true] as const),
      ...byName.rows.filter((one) => one.name === name).map((one) => [one, false] as const),
    ]) {
      if (!matches.has(row.id)) matches.set(row.id, { kind, id: row.id, caseNo: row.caseNo, state: row.state, sameId })
    }
  }
  const typed = new FormData()
  for (const [field, value] of Object.entries({ name, idNo: idNo ?? '', birthOn })) typed.append(field, value)
  return { matches: [...matches.values()], draftId: await keepDraft(actor.userId, newPath, typed, actor.now) }
}
