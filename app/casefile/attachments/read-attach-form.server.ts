import type { Context } from '~/access/guard.server'
import { dbToDay, formatDay } from '~/lib/dates'
import { notFound } from '~/lib/errors'
import type { CaseRow, Domain } from '../domain'
import type { BaseFacts, Kind } from '../kind'
import { fileToWork } from '../ui/read-outlook.server'
import type { AttachPageProps } from '../ui/attach-page'
import { targetOf } from './attach-files.server'
import { roomFor } from './limits.server'

/** The form that adds files: to what, and how many may come. Throws 404, 403. */
export async function readAttachForm<F extends BaseFacts>(
  domain: Domain<F>,
  c: Context,
): Promise<Omit<AttachPageProps, 'lastResult'>> {
  const { kind } = domain
  const file = await fileToWork(domain, c, c.params.id)
  const to = c.url.searchParams.get('to')
  const base = `${kind.path}/${file.id}`
  const target = to === null ? null : await targetIn(kind, c, file, to)
  const room = await roomFor(c.db, file, c.actor.today)
  return {
    trail: [
      { href: kind.path, label: kind.label },
      { href: base, label: file.caseNo },
    ],
    person: file.name,
    back: `${base}?tab=${target?.photos ? 'visits' : 'papers'}`,
    token: c.token,
    today: c.actor.today,
    to: target,
    limits: { mb: room.bytes / 1024 / 1024, batch: room.batch },
  }
}

async function targetIn<F extends BaseFacts>(kind: Kind<F>, { db }: Context, file: CaseRow, to: string) {
  const target = targetOf(to)
  const where = { id: target?.id, caseId: file.id }
  if (target?.what === 'visit') {
    const visit = await db.visit.findFirst({ where })
    if (!visit) throw notFound()
    const label = `${formatDay(dbToDay(visit.onDay))} ${kind.records[visit.type] ?? '联系'}`
    return { value: to, label, photos: true }
  }
  const paper = target && (await db.casePaper.findFirst({ where }))
  if (!paper) throw notFound()
  return { value: to, label: `材料“${paper.title}”`, photos: false }
}
