/** The prison liaison's own notices (刑满释放人员通知书). */
import { Prisma } from '~/generated/prisma/client'
import type { Ctx } from '~/casefile/act.server'
import { caseDocuments } from '~/casefile/documents/views/case-documents.server'
import type { CaseRow } from '~/casefile/domain'
import { countText, listCases } from '~/casefile/find.server'
import { identityQueries, type IdentityRows } from '~/casefile/read.server'
import { timelineEntry, timelineQuery, type EventLine } from '~/casefile/timeline.server'
import { doneWords } from '~/casefile/ui/done-words'
import { eventView, readCaseFrame } from '~/casefile/ui/read-case-frame.server'
import { papersOf } from '~/casefile/ui/read-papers.server'
import { mayShow, pageKey } from '~/casefile/ui/show-token.server'
import { formatInstant, type LegalDay } from '~/lib/dates'
import { notFound } from '~/lib/errors'
import { directory } from '~/orgs/find-units.server'
import { identityOf } from '~/casefile/ui/read-identity.server'
import { releaseNotice } from '../domain.server'
import { noticePapers } from '../documents.server'
import { commonQuery, listRows, mayShowNames, nextHref, stateOptions } from '~/casefile/lists/list-view.server'
import { offences } from '../offences'
import type { NoticeFacts } from '../release-notice.kind'
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

type NoticeLine = {
  noticeOn: LegalDay
  releaseDueOn: LegalDay
  releaseCertNo: string | null
  toUnit: string
  offenceCode: string | null
  sentenceMonths: number | null
  keyCategory: string[]
  verifyResult: string | null
  repliedOn: LegalDay | null
  returnReason: string | null
  pickupMode: string | null
  pickupAt: string | null
  releasedOn: LegalDay | null
  signedOn: LegalDay | null
  signedBy: string | null
}
type More = IdentityRows & { notice: NoticeLine[]; course: EventLine[] }

const noticeQueries = (file: CaseRow) => ({
  course: timelineQuery(file),
  notice: Prisma.sql`
    SELECT notice_on AS "noticeOn", release_due_on AS "releaseDueOn", release_cert_no AS "releaseCertNo", to_unit AS "toUnit",
      offence_code AS "offenceCode", sentence_months AS "sentenceMonths", key_category AS "keyCategory", verify_result AS "verifyResult",
      replied_on AS "repliedOn", return_reason AS "returnReason", pickup_mode AS "pickupMode", pickup_at AS "pickupAt",
      released_on AS "releasedOn", signed_on AS "signedOn", signed_by AS "signedBy"
    FROM release_notice WHERE case_id = ${file.id}::uuid`,
})

export async function readNoticeCase(ctx: Ctx, id: string | undefined, url: URL) {
  const { file, sight, head, work, more } = await readCaseFrame<NoticeFacts, More>(
    releaseNotice,
    ctx,
    id,
    ['outline', 'offence', 'timeline', 'papers'],
    (file) => ({ ...identityQueries(file), ...noticeQueries(file) }),
  )
  if (!work) throw notFound()
  const row = more.notice[0]!
  const { units } = await directory(ctx.db)
  return {
    head,
    work,
    done: doneWords(releaseNotice.kind, url),
    ...(await identityOf(ctx, file, url, more)),
    notice: {
      noticeOn: row.noticeOn,
      releaseDueOn: row.releaseDueOn,
      releaseCertNo: row.releaseCertNo,
      toUnit: units.get(row.toUnit)?.name ?? row.toUnit,
      offence: offences.find((one) => one.code === row.offenceCode)?.label ?? null,
      sentenceMonths: row.sentenceMonths,
      keyCategory: row.keyCategory.map((code) => keyCategories[code as keyof typeof keyCategories] ?? code),
      verifyResult: word(verifyResults, row.verifyResult),
      repliedOn: row.repliedOn,
      returnReason: row.returnReason,
      pickup:
        row.pickupMode &&
        [word(pickupModes, row.pickupMode), row.pickupAt && formatInstant(new Date(row.pickupAt))]
          .filter(Boolean)
          .join('，'),
      releasedOn: row.releasedOn,
      signed: row.signedOn && `${row.signedBy ?? ''} ${row.signedOn}`.trim(),
    },
    papers: await papersOf(releaseNotice.kind, ctx, file),
    documents: await caseDocuments(noticePapers, ctx, file, sight),
    events: more.course.map((line) => eventView(releaseNotice.kind, timelineEntry(releaseNotice.kind, file, line))),
  }
}
export type NoticeCaseData = Awaited<ReturnType<typeof readNoticeCase>>
