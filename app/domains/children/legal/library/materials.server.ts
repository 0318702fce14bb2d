/** The county's library of materials (资料库): put in by whoever teaches, shared once the bureau has looked at it. */
import { parseWithZod } from '@conform-to/zod/v4'
import type { Context } from '~/access/guard.server'
import { Prisma } from '~/generated/prisma/client'
import { COUNT_CAP } from '~/casefile/list-query'
import { dayOf } from '~/lib/dates'
import { conflict, invalid, refused } from '~/lib/errors'
import { isUuid, uuidv7 } from '~/lib/ids.server'
import { material, reviewMaterial } from '../inputs'
import { materialFormWord, materialForms, materialStates, topics, topicWord, type MaterialState } from '../terms'

const PAGE = 30
type Row = {
  id: string
  title: string
  topic: string
  form: string
  foundAt: string
  outline: string | null
  state: MaterialState
  byName: string
  byUnit: string
  addedAt: Date
  reviewWhy: string | null
  used: number
}
const known = (terms: Record<string, unknown>, value: string | null) =>
  value && Object.hasOwn(terms, value) ? value : ''

/** One page of the library, newest first. `used`: lessons of the reader's own scope that it was used in. */
export async function readLibrary({ actor, db, url }: Context) {
  const asked = url.searchParams
  const topic = known(topics, asked.get('topic'))
  const form = known(materialForms, asked.get('form'))
  const state = known(materialStates, asked.get('state'))
  const q = (asked.get('q') ?? '').trim().slice(0, 40)
  const after = asked.get('after')
  const where = Prisma.join(
    [
      Prisma.sql`m.county = ${actor.unit.code.slice(0, 6)}`,
      topic && Prisma.sql`m.topic = ${topic}`,
      form && Prisma.sql`m.form = ${form}`,
      state && Prisma.sql`m.state = ${state}`,
      q && Prisma.sql`position(${q} IN m.title) > 0`,
    ].filter((part): part is Prisma.Sql => part instanceof Prisma.Sql),
    ' AND ',
  )
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT m.id, m.title, m.topic, m.form, m.found_at AS "foundAt", m.outline, m.state, m.by_name AS "byName", m.by_unit AS "byUnit", m.added_at AS "addedAt", m.review_why AS "reviewWhy",
      (SELECT count(*) FROM legal_lesson_material u WHERE u.material_id = m.id)::int AS used
    FROM legal_material m WHERE ${where} ${after && isUuid(after) ? Prisma.sql`AND m.id < ${after}::uuid` : Prisma.empty}
    ORDER BY m.id DESC LIMIT ${PAGE + 1}`)
  const [counted] = await db.$queryRaw<{ n: number }[]>(Prisma.sql`
    SELECT count(*)::int AS n FROM (SELECT 1 FROM legal_material m WHERE ${where} LIMIT ${COUNT_CAP + 1}) c`)
  const n = counted?.n ?? 0
  const next = rows.length > PAGE ? rows[PAGE - 1]!.id : null
  const query = new URLSearchParams(asked)
  if (next) query.set('after', next)
  return {
    mayReview: actor.role === 'EC',
    mayAdd: actor.role !== 'EC',
    rows: rows.slice(0, PAGE).map((row) => ({
      id: row.id,
      title: row.title,
      topic: topicWord(row.topic),
      form: materialFormWord(row.form),
      link: /^https?:\/\//.test(row.foundAt) ? row.foundAt : null,
      foundAt: row.foundAt,
      outline: row.outline,
      code: row.state,
      state: materialStates[row.state],
      by: `${row.byUnit} ${row.byName}`,
      on: dayOf(row.addedAt),
      why: row.reviewWhy,
      used: row.used,
    })),
    count: n > COUNT_CAP ? `${COUNT_CAP}+` : String(n),
    next: next ? `${url.pathname}?${query}` : undefined,
    filtered: Boolean(topic || form || state || q),
    done: { added: '已提交，教育局审核后共享。', reviewed: '已审核。' }[asked.get('done') ?? ''],
    values: Object.fromEntries(asked) as Record<string, string>,
  }
}
export type LibraryData = Awaited<ReturnType<typeof readLibrary>>

/** Puts something in; it waits for the bureau. Throws 403, 422. */
export async function addMaterial({ actor, db, form }: Context): Promise<void> {
  if (actor.role === 'EC') throw refused()
  for (const name of ['_token', '_intent']) form.delete(name)
  const parsed = parseWithZod(form, { schema: material })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  await db.legalMaterial.create({
    data: {
      ...parsed.value,
      id: uuidv7(),
      outline: parsed.value.outline ?? null,
      county: actor.unit.code.slice(0, 6),
      byPostId: actor.postId,
      byName: actor.userName,
      byUnit: actor.unit.name,
      addedAt: actor.now,
    },
  })
}

/** The bureau shares it with the schools of its county, or says why not. Throws 403, 409, 422. */
export async function reviewOne({ actor, db, form }: Context): Promise<void> {
  if (actor.role !== 'EC') throw refused()
  for (const name of ['_token', '_intent']) form.delete(name)
  const parsed = parseWithZod(form, { schema: reviewMaterial })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { id, verdict, why } = parsed.value
  const { count } = await db.legalMaterial.updateMany({
    where: { id, state: 'proposed' },
    data: {
      state: verdict,
      reviewWhy: why ?? null,
      reviewedBy: actor.userName,
      reviewedPost: actor.postId,
      reviewedAt: actor.now,
    },
  })
  if (count !== 1) throw conflict('这份资料已经审核过，请刷新页面。')
}
