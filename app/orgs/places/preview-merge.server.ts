import type { Actor } from '~/access/actor'
import type { Db } from '~/lib/db.server'
import { isUserError, refused } from '~/lib/errors'
import { toHalfWidth } from '~/lib/text'
import { fittingUnits, type Merge } from './fit-merge.server'
import { loadOf, type UnitLoad } from './read-place.server'

export type MergePreview = {
  to: { code: string; name: string }
  from: ({ name: string } & UnitLoad)[]
  total: Omit<UnitLoad, 'code'>
}

/** What would move, as numbers, before anything is decided. Throws 422. */
export async function previewMerge(
  { actor, db }: { actor: Actor; db: Db },
  merge: Pick<Merge, 'from' | 'to'>,
): Promise<MergePreview> {
  if (actor.role !== 'AD') throw refused('合并单位由系统管理员办理。')
  const { target, sources } = await fittingUnits(db, merge)
  const loads = await loadOf(
    db,
    sources.map((row) => row.code),
  )
  const from = sources.map((row) => ({ name: row.name, ...loads.find((load) => load.code === row.code)! }))
  const sum = (key: Exclude<keyof UnitLoad, 'code'>) => from.reduce((n, one) => n + one[key], 0)
  return {
    to: { code: target.code, name: target.name },
    from,
    total: {
      files: sum('files'),
      openFiles: sum('openFiles'),
      duties: sum('duties'),
      referrals: sum('referrals'),
      posts: sum('posts'),
    },
  }
}

/** Unit codes as typed: one a line, or parted by commas and blanks. */
export const codesIn = (text: string): string[] =>
  toHalfWidth(text)
    .toUpperCase()
    .split(/[\s,;、]+/)
    .filter(Boolean)

/** The merge page: what the address asks for, with what would move, or why it does not fit. */
export async function lookAtMerge(ctx: { actor: Actor; db: Db }, address: URLSearchParams) {
  const typed = {
    from: codesIn(address.get('from') ?? '').join('\n'),
    to: (address.get('to') ?? '').trim().toUpperCase(),
  }
  if (!typed.from || !typed.to) return { typed, preview: null, wrong: [] as string[] }
  const merge = { from: codesIn(typed.from), to: typed.to }
  return previewMerge(ctx, merge).then(
    (preview) => ({ typed, preview, wrong: [] as string[] }),
    (error: unknown) => {
      if (!isUserError(error) || !error.fieldErrors) throw error
      return { typed, preview: null, wrong: Object.values(error.fieldErrors).flat() }
    },
  )
}
