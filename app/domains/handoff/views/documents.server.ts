/** 文书 of the office or county: what the address asks of documents and of their files, and printing what was picked. */
import type { Context } from '~/access/guard.server'
import { judge } from '~/access/policy'
import type { PageOf } from '~/casefile/documents/views/document.server'
import { listDocuments } from '~/casefile/documents/views/list-documents.server'
import type { ListPageProps } from '~/casefile/documents/pages/list-page'
import { readPrintPicked } from '~/casefile/documents/views/print-documents.server'
import { BATCH } from '~/casefile/documents/print.server'
import { UserError } from '~/lib/errors'
import { handoffPapers, noticePapers, statisticsPaper, supportPapers } from '../documents.server'
import { placesBelow } from '~/casefile/lists/list-view.server'
import { handoffQuery } from './list.server'
import { keyCategories, supportLevels } from '../terms'

/** Kinds and declarations as the document pages take them. */
export const handoffPages = {
  kind: handoffPapers.domain.kind,
  documents: [...handoffPapers.documents, statisticsPaper],
} satisfies PageOf
export const noticePages = { kind: noticePapers.domain.kind, documents: noticePapers.documents } satisfies PageOf
export const supportPages = { kind: supportPapers.domain.kind, documents: supportPapers.documents } satisfies PageOf

const OWN = ['q', 'paper', 'now', 'from', 'to', 'town']
const { kind, documents } = handoffPages

/** What the list of files was narrowed by, in words. */
const fileWords: Record<string, (value: string) => string | undefined> = {
  state: (value) => kind.states[value]?.label,
  level: (value) => supportLevels[value as keyof typeof supportLevels],
  key: (value) => (value === 'must' ? '必接' : keyCategories[value as keyof typeof keyCategories]),
  mine: () => '我承办的',
}

export async function readDocumentList(c: Context): Promise<Omit<ListPageProps, 'refusal'>> {
  const { url } = c
  const list = await listDocuments(c, 'handoff', url, handoffQuery(url.searchParams))
  const given = (name: string) => url.searchParams.get(name)?.trim() ?? ''
  const kept = Object.fromEntries(Object.keys(fileWords).flatMap((name) => (given(name) ? [[name, given(name)]] : [])))
  const without = (name: string) => {
    const query = new URLSearchParams(url.search)
    for (const one of [name, 'after', 'all', 'doc']) query.delete(one)
    return `${url.pathname}?${query}`
  }
  const next = new URLSearchParams(url.search)
  next.set('after', list.next ?? '')
  return {
    list,
    path: kind.path,
    label: kind.label,
    unit: c.actor.unit.name,
    papers: documents.map((one) => ({ value: one.code, label: one.title })),
    places: await placesBelow(c),
    values: Object.fromEntries(OWN.flatMap((name) => (given(name) ? [[name, given(name)]] : []))),
    chips: Object.entries(kept).flatMap(([name, value]) => {
      const label = fileWords[name]!(value)
      return label ? [{ label, removeHref: without(name) }] : []
    }),
    kept,
    mayPrint: judge(c.actor.role, 'handoff', 'P').allowed,
    ...(list.next && { nextHref: `${url.pathname}?${next}` }),
  }
}

/** Sheets of the documents that were picked (`doc`), or of all that the filter shows (`all`): at most 50. */
export async function printDocumentList(c: Context) {
  const url = new URL(c.url)
  const ids = url.searchParams.getAll('doc')
  const all = url.searchParams.get('all') !== null
  url.searchParams.delete('after')
  for (const name of ['doc', 'all']) url.searchParams.delete(name)
  const backHref = `${kind.path}/documents${url.search}`
  if (!all) return readPrintPicked(handoffPages, c, ids, backHref)
  url.searchParams.set('now', 'issued')
  const { rows, next } = await listDocuments(c, 'handoff', url, handoffQuery(url.searchParams))
  if (next || rows.length > BATCH)
    throw new UserError(422, `筛选结果超过 ${BATCH} 份，请缩小范围后再打印，或者选中要打印的。`)
  return readPrintPicked(
    handoffPages,
    c,
    rows.map((row) => row.id),
    backHref,
  )
}
