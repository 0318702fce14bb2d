/** The list of children, by what the post may see: a village, a town, a school's or a class's pupils, a county's plain words. */
import { judge } from '~/access/policy'
import { Prisma } from '~/generated/prisma/client'
import type { Ctx } from '~/casefile/act.server'
import { countText, listCases } from '~/casefile/find.server'
import type { ListQuery } from '~/casefile/list-query'
import { commonQuery, listRows, mayShowNames, nextHref, stateOptions } from '~/casefile/lists/list-view.server'
import { mayShow, pageKey } from '~/casefile/ui/show-token.server'
import { directory, regionsBelow } from '~/orgs/find-units.server'
import { childKind } from '../child.kind'
import { gradeWord, levels, plainCategories } from '../terms'

const given = ({ searchParams }: URL, name: string) => searchParams.get(name)?.trim() || undefined

/** The filters of the list, as its page and its export read them. */
export function childQuery(url: URL): ListQuery {
  const [category, level, place, need] = ['category', 'level', 'place', 'need'].map((name) => given(url, name) ?? '')
  const own = [
    Object.hasOwn(plainCategories, category!) && Prisma.sql`h.category = ${category}`,
    Object.hasOwn(levels, level!) && Prisma.sql`h.guardianship_level = ${level}`,
    need === 'alone' && Prisma.sql`h.alarm_on IS NOT NULL`,
    need === 'dropout' && Prisma.sql`h.dropout_on IS NOT NULL`,
    need === 'agreement' && Prisma.sql`h.agreement_to IS NULL`,
  ].filter((part): part is Prisma.Sql => Boolean(part))
  return {
    ...commonQuery(url),
    file: /^\d{9}$|^\d{12}$/.test(place!)
      ? [Prisma.sql`c.scope_key >= ${place!} AND c.scope_key < ${`${place!}~`}`]
      : [],
    own,
    table: 'child_file',
    select: Prisma.sql`h.category, h.guardianship_level, h.school_code, h.class_code, h.grade`,
  }
}

export async function readChildList(ctx: Ctx, url: URL) {
  const { actor, db } = ctx
  const list = await listCases(ctx, 'child', childQuery(url))
  const { units, regions } = await directory(db)
  const verdict = judge(actor.role, 'child', 'L')
  const view = verdict.allowed ? verdict.grant.view : 'limited'
  const shown = mayShowNames(actor, 'child') && mayShow(actor, url.searchParams.get('show'), pageKey(url))
  const below = { 6: 'town', 9: 'village' }[actor.unit.regionCode.length] as 'town' | 'village' | undefined
  const places = below && view !== 'school' ? await regionsBelow(db, actor.unit.regionCode, below) : []
  const values = { order: 'due', ...Object.fromEntries(url.searchParams) } as Record<string, string>
  return {
    view,
    rows: listRows(childKind, ctx, list, shown).map((row, index) => {
      const { extra, scopeKey } = list.rows[index]!
      const school = typeof extra.school_code === 'string' ? extra.school_code : null
      const level = typeof extra.guardianship_level === 'string' ? extra.guardianship_level : null
      return {
        ...row,
        extra: undefined,
        village: regions.get(scopeKey.slice(0, scopeKey.indexOf('-')))?.name ?? '',
        category: plainCategories[extra.category as keyof typeof plainCategories] ?? '',
        // How carers are judged is not the school's or the bureau's to read.
        level: view === 'full' && level ? { code: level, label: levels[level as keyof typeof levels] } : null,
        school: school
          ? [
              units.get(school)?.name,
              view === 'school' && classWord(extra.class_code, school),
              gradeWord(extra.grade as number | null),
            ]
              .filter(Boolean)
              .join(' · ')
          : '',
      }
    }),
    shown,
    mayShow: mayShowNames(actor, 'child'),
    count: countText(list),
    next: nextHref(url, list.next),
    unit: actor.unit.name,
    states: stateOptions(childKind),
    places: places.map(({ code, name }) => ({ value: code, label: name })),
    values,
    filtered: Object.entries(values).some(([name, value]) => value && !['show', 'after', 'order'].includes(name)),
    mayOpen: actor.role === 'CD' || actor.role === 'CS',
  }
}
export type ChildListData = Awaited<ReturnType<typeof readChildList>>

/** '2024-1 班' of a class code. */
export const classWord = (code: unknown, school: string): string =>
  typeof code === 'string' ? `${code.slice(school.length + 1)} 班` : ''
