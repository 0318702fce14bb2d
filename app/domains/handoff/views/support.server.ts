/** Neutral help (帮扶服务): who needs what, and what was agreed. Nothing about an origin is read here. */
import { Prisma } from '~/generated/prisma/client'
import { judge } from '~/access/policy'
import type { Ctx } from '~/casefile/act.server'
import { caseDocuments } from '~/casefile/documents/views/case-documents.server'
import { countText, listCases } from '~/casefile/find.server'
import { listNotes } from '~/casefile/notes/add-note.server'
import { verifyChain } from '~/casefile/timeline.server'
import { doneWords } from '~/casefile/ui/done-words'
import { eventsOf, readCaseFrame } from '~/casefile/ui/read-case-frame.server'
import { papersOf } from '~/casefile/ui/read-papers.server'
import { visitsOf } from '~/casefile/ui/read-visits.server'
import { mayShow, pageKey } from '~/casefile/ui/show-token.server'
import { decrypt } from '~/lib/crypto.server'
import { dbToDay } from '~/lib/dates'
import { offersOf, readIdentity, referralRows, tabOf } from './case.server'
import { support } from '../domain.server'
import { supportPapers } from '../documents.server'
import { commonQuery, inPlace, listRows, mayShowNames, nextHref, placesBelow, stateOptions } from './list.server'
import { needs } from '../terms'

const words = (codes: unknown): string =>
  Array.isArray(codes) ? codes.map((code) => needs[code as keyof typeof needs] ?? code).join('、') : ''

export async function readSupportList(ctx: Ctx, url: URL) {
  const [need, town] = [url.searchParams.get('need') ?? '', url.searchParams.get('town') ?? '']
  const list = await listCases(ctx, 'support', {
    ...commonQuery(url),
    table: 'support_file',
    select: Prisma.sql`h.needs`,
    file: inPlace(town),
    own: need in needs ? [Prisma.sql`h.needs @> ARRAY[${need}]::text[]`] : [],
  })
  const shown = mayShowNames(ctx.actor, 'support') && mayShow(ctx.actor, url.searchParams.get('show'), pageKey(url))
  return {
    rows: listRows(support.kind, ctx, list, shown).map(({ extra, ...row }) => ({ ...row, needs: words(extra.needs) })),
    shown,
    mayShow: mayShowNames(ctx.actor, 'support'),
    count: countText(list),
    next: nextHref(url, list.next),
    unit: ctx.actor.unit.name,
    mayOpen: judge(ctx.actor.role, 'support', 'W').allowed,
    states: stateOptions(support.kind),
    places: await placesBelow(ctx),
    values: { order: 'due', ...Object.fromEntries(url.searchParams) } as Record<string, string>,
  }
}
export type SupportListData = Awaited<ReturnType<typeof readSupportList>>

export async function readSupportCase(ctx: Ctx, id: string | undefined, url: URL) {
  const tab = tabOf(url)
  const { file, sight, head, work } = await readCaseFrame(support, ctx, id, [
    'outline',
    ...(tab === 'timeline' ? (['timeline'] as const) : (['help'] as const)),
  ])
  const row = await ctx.db.supportFile.findUnique({ where: { caseId: file.id } })
  const plan = row?.planEnc ? decrypt(row.planEnc, `support_plan:${file.id}`) : null
  if (!work)
    return {
      view: 'limited' as const,
      name: sight.view === 'limited' ? head.name : head.caseNo,
      plan: sight.view === 'limited' ? plan : null,
      needs: sight.view === 'limited' ? words(row?.needs) : '',
    }
  return {
    view: 'full' as const,
    tab,
    head,
    work,
    done: doneWords(support.kind, url),
    offers: offersOf(supportPapers, ctx, file, url),
    ...(await readIdentity(ctx, file, url)),
    about: {
      needs: words(row?.needs),
      plan,
      startedOn: row?.startedOn ? dbToDay(row.startedOn) : null,
      endedOn: row?.endedOn ? dbToDay(row.endedOn) : null,
    },
    referrals: tab === 'overview' ? await referralRows(ctx, file) : null,
    visits: tab === 'visits' ? await visitsOf(support.kind, ctx, file) : null,
    papers: tab === 'papers' ? await papersOf(support.kind, ctx, file) : null,
    documents: tab === 'documents' ? await caseDocuments(supportPapers, ctx, file, sight) : null,
    notes: tab === 'notes' ? await listNotes(ctx, file) : null,
    timeline:
      tab === 'timeline'
        ? { events: await eventsOf(support.kind, ctx, file), broken: await verifyChain(ctx.db, file) }
        : null,
  }
}
export type FullSupport = Extract<Awaited<ReturnType<typeof readSupportCase>>, { view: 'full' }>
