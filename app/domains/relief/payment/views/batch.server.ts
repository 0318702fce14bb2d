/** The page of one batch: sums, lines, result files, documents, course. */
import type { Context } from '~/access/guard.server'
import type { FieldGroup } from '~/audit/events'
import { caseDocuments } from '~/casefile/documents/views/case-documents.server'
import { offersOf } from '~/casefile/documents/views/offers-of.server'
import { askHref } from '~/casefile/exports/terms'
import { listNotes } from '~/casefile/notes/add-note.server'
import { doneWords } from '~/casefile/ui/done-words'
import { courseOf, readCaseFrame } from '~/casefile/ui/read-case-frame.server'
import { dbToDay, formatInstant } from '~/lib/dates'
import { notFound } from '~/lib/errors'
import { formatFen } from '~/lib/text'
import { paymentPapers } from '../documents.server'
import { paymentBatch } from '../domain.server'
import { listLines } from '../lines.server'
import type { Fault } from '../result/judge'
import { programmeWord, resultStates } from '../terms'

const tabs = ['lines', 'documents', 'notes', 'timeline'] as const
export type BatchTab = (typeof tabs)[number]
const groupsOf: Record<BatchTab, FieldGroup[]> = {
  lines: ['outline', 'help'],
  documents: ['outline', 'papers'],
  notes: ['outline', 'help'],
  timeline: ['outline', 'timeline'],
}
const RESULTS = 5

export async function readBatch(c: Context) {
  const { url } = c
  const tab = tabs.find((one) => one === url.searchParams.get('tab')) ?? 'lines'
  const { file, sight, head, work } = await readCaseFrame(paymentBatch, c, c.params.id, groupsOf[tab])
  if (!work) throw notFound()
  const row = await c.db.paymentBatch.findUniqueOrThrow({ where: { caseId: file.id } })
  const results = await c.db.paymentResult.findMany({
    where: { caseId: file.id },
    orderBy: { createdAt: 'desc' },
    take: RESULTS,
  })
  const query = new URLSearchParams({ batch: file.id })
  const out = ['sent', 'settled', 'closed'].includes(file.state)
  return {
    tab,
    head,
    work,
    done: doneWords(paymentBatch.kind, url),
    offers: offersOf(paymentPapers, c, file, url),
    about: {
      programme: programmeWord(row.programme),
      month: dbToDay(row.month).slice(0, 7),
      lines: row.lines,
      total: formatFen(Number(row.totalFen)),
      paid: row.paidLines,
      paidAmount: formatFen(Number(row.paidFen)),
      failed: row.failedLines,
      returned: row.returnedLines,
      held: row.heldLines,
      sentOn: row.sentOn && dbToDay(row.sentOn),
      settledOn: row.settledOn && dbToDay(row.settledOn),
    },
    exports: out
      ? [
          { href: askHref('payment.bank.xlsx', query), label: '导出银行文件（xlsx）' },
          { href: askHref('payment.bank.csv', query), label: '导出银行文件（csv）' },
        ]
      : [],
    reading: results.some((one) => one.state === 'waiting'),
    results: results.map((one) => ({
      id: one.id,
      fileName: one.fileName,
      by: one.userName,
      at: formatInstant(one.createdAt),
      on: dbToDay(one.resultOn),
      rows: one.rows,
      state: resultStates[one.state as keyof typeof resultStates],
      message: one.message,
      faults: (one.faults ?? []) as Fault[],
    })),
    lines: tab === 'lines' ? await listLines(c, file, url.searchParams) : null,
    documents: tab === 'documents' ? await caseDocuments(paymentPapers, c, file, sight) : null,
    notes: tab === 'notes' ? await listNotes(c, file) : null,
    timeline: tab === 'timeline' ? await courseOf(paymentBatch.kind, c, file) : null,
  }
}
export type BatchData = Awaited<ReturnType<typeof readBatch>>
