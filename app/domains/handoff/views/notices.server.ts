/** The prison liaison's own notices (刑满释放人员通知书). */
import { Prisma } from '~/generated/prisma/client'
import type { Ctx } from '~/casefile/act.server'
import { caseDocuments } from '~/casefile/documents/views/case-documents.server'
import { countText, listCases } from '~/casefile/find.server'
import { doneWords } from '~/casefile/ui/done-words'
import { eventsOf, readCaseFrame } from '~/casefile/ui/read-case-frame.server'
import { papersOf } from '~/casefile/ui/read-papers.server'
import { mayShow, pageKey } from '~/casefile/ui/show-token.server'
import { dbToDay, formatInstant } from '~/lib/dates'
import { notFound } from '~/lib/errors'
import { directory } from '~/orgs/find-units.server'
import { readIdentity } from './case.server'
import { releaseNotice } from '../domain.server'
import { noticePapers } from '../documents.server'
import { commonQuery, listRows, mayShowNames, nextHref, stateOptions } from './list.server'
import { offences } from '../offences'
import { keyCategories, pickupModes, verifyResults } from '../terms'

const word = (terms: Record<string, string>, code: string | null) => (code ? (terms[code] ?? code) : null)

export async function readNoticeList(ctx: Ctx, url: URL) {
  const list = await listCases(ctx, 'release_notice', {
    ...commonQuery(url),
    table: 'release_notice',
    select: Prisma.sql`h.release_due_on, h.to_unit, h.return_reason`,
  })
  const shown =
    mayShowNames(ctx.actor, 'release_notice') && mayShow(ctx.actor, url.searchParams.get('show'), pageKey(url))
  const { units } = await directory(ctx.db)
  const rows = listRows(releaseNotice.kind, ctx, list, shown).map(({ extra, ...row }) => ({
    ...row,
    releaseDueOn: extra.release_due_on as string,
    toUnit: units.get(String(extra.to_unit))?.name ?? '',
    returnReason: row.state.code === 'returned' ? (extra.return_reason as string | null) : null,
  }))
  return {
    rows,
    shown,
    mayShow: true,
    count: countText(list),
    next: nextHref(url, list.next),
    unit: ctx.actor.unit.name,
    states: stateOptions(releaseNotice.kind),
    values: { order: 'due', ...Object.fromEntries(url.searchParams) } as Record<string, string>,
    done: doneWords(releaseNotice.kind, url),
  }
}
export type NoticeListData = Awaited<ReturnType<typeof readNoticeList>>

export async function readNoticeCase(ctx: Ctx, id: string | undefined, url: URL) {
  const { file, sight, head, work } = await readCaseFrame(releaseNotice, ctx, id, [
    'outline',
    'offence',
    'timeline',
    'papers',
  ])
  if (!work) throw notFound()
  const row = await ctx.db.releaseNotice.findUniqueOrThrow({ where: { caseId: file.id } })
  const { units } = await directory(ctx.db)
  return {
    head,
    work,
    done: doneWords(releaseNotice.kind, url),
    ...(await readIdentity(ctx, file, url)),
    notice: {
      noticeOn: dbToDay(row.noticeOn),
      releaseDueOn: dbToDay(row.releaseDueOn),
      releaseCertNo: row.releaseCertNo,
      toUnit: units.get(row.toUnit)?.name ?? row.toUnit,
      offence: offences.find((one) => one.code === row.offenceCode)?.label ?? null,
      sentenceMonths: row.sentenceMonths,
      keyCategory: row.keyCategory.map((code) => keyCategories[code as keyof typeof keyCategories] ?? code),
      verifyResult: word(verifyResults, row.verifyResult),
      repliedOn: row.repliedOn && dbToDay(row.repliedOn),
      returnReason: row.returnReason,
      pickup:
        row.pickupMode &&
        [word(pickupModes, row.pickupMode), row.pickupAt && formatInstant(row.pickupAt)].filter(Boolean).join('，'),
      releasedOn: row.releasedOn && dbToDay(row.releasedOn),
      signed: row.signedOn && `${row.signedBy ?? ''} ${dbToDay(row.signedOn)}`.trim(),
    },
    papers: await papersOf(releaseNotice.kind, ctx, file),
    documents: await caseDocuments(noticePapers, ctx, file, sight),
    events: await eventsOf(releaseNotice.kind, ctx, file),
  }
}
export type NoticeCaseData = Awaited<ReturnType<typeof readNoticeCase>>
