/** Neutral help (帮扶服务): who needs what, and what was agreed. Nothing about an origin is read here. */
import { Prisma } from '~/generated/prisma/client'
import { judge } from '~/access/policy'
import type { Ctx } from '~/casefile/act.server'
import { caseDocuments } from '~/casefile/documents/views/case-documents.server'
import type { CaseRow } from '~/casefile/domain'
import { countText, listCases } from '~/casefile/find.server'
import { listNotes } from '~/casefile/notes/add-note.server'
import { identityQueries, type IdentityRows } from '~/casefile/read.server'
import { doneWords } from '~/casefile/ui/done-words'
import { courseOf, readCaseFrame } from '~/casefile/ui/read-case-frame.server'
import { papersOf } from '~/casefile/ui/read-papers.server'
import { visitsOf } from '~/casefile/ui/read-visits.server'
import { mayShow, pageKey } from '~/casefile/ui/show-token.server'
import { decrypt } from '~/lib/crypto.server'
import type { LegalDay } from '~/lib/dates'
import { offersOf } from '~/casefile/documents/views/offers-of.server'
import { identityOf } from '~/casefile/ui/read-identity.server'
import { referralRows } from '~/casefile/referrals/referral-rows.server'
import { tabOf } from './case.server'
import { support } from '../domain.server'
import { supportPapers } from '../documents.server'
import {
  commonQuery,
  listRows,
  mayShowNames,
  nextHref,
  placesBelow,
  stateOptions,
} from '~/casefile/lists/list-view.server'
import { inPlace } from './list.server'
import type { SupportFacts } from '../support.kind'
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

type More = IdentityRows & {
  support: { needs: string[] | null; plan_enc: string | null; started_on: LegalDay | null; ended_on: LegalDay | null }[]
}

const supportQueries = (file: CaseRow) => ({
  support: Prisma.sql`SELECT needs, plan_enc, started_on, ended_on FROM support_file WHERE case_id = ${file.id}::uuid`,
})

export async function readSupportCase(ctx: Ctx, id: string | undefined, url: URL) {
  const tab = tabOf(url)
  const { file, sight, head, work, more } = await readCaseFrame<SupportFacts, More>(
    support,
    ctx,
    id,
    ['outline', ...(tab === 'timeline' ? (['timeline'] as const) : (['help'] as const))],
    (file) => ({ ...identityQueries(file), ...supportQueries(file) }),
  )
  const row = more.support[0]
  const plan = row?.plan_enc ? decrypt(row.plan_enc, `support_plan:${file.id}`) : null
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
    ...(await identityOf(ctx, file, url, more)),
    about: {
      needs: words(row?.needs),
      plan,
      startedOn: row?.started_on ?? null,
      endedOn: row?.ended_on ?? null,
    },
    referrals: tab === 'overview' ? await referralRows(ctx, file) : null,
    visits: tab === 'visits' ? await visitsOf(support.kind, ctx, file) : null,
    papers: tab === 'papers' ? await papersOf(support.kind, ctx, file) : null,
    documents: tab === 'documents' ? await caseDocuments(supportPapers, ctx, file, sight) : null,
    notes: tab === 'notes' ? await listNotes(ctx, file) : null,
    timeline: tab === 'timeline' ? await courseOf(support.kind, ctx, file) : null,
  }
}
export type FullSupport = Extract<Awaited<ReturnType<typeof readSupportCase>>, { view: 'full' }>
