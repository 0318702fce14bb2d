/** The documents of relief by kind, as the machinery takes them (DOMAIN §11). */
import type { DocumentDecl, DocumentSource } from '~/casefile/documents/declare'
import { counterDocuments, urgentDocuments } from './documents/counter'
import { changeDocuments, decisionDocuments } from './documents/decisions'
import type { ReliefPaper } from './documents/facts'
import { readReliefPaper } from './documents/read-file.server'
import { reliefDibao, reliefTemp } from './domain.server'
import type { ReliefFacts } from './facts'

/** A document is issued only in states that the kind has. */
const fit = (states: Record<string, unknown>, list: readonly DocumentDecl<ReliefPaper>[]) =>
  list.map((one) => ({ ...one, from: one.from.filter((state) => state in states) }))

type Source = DocumentSource<ReliefFacts, ReliefPaper>
export const reliefPapers: Record<'relief_temp' | 'relief_dibao', Source> = {
  relief_temp: {
    domain: reliefTemp,
    documents: fit(reliefTemp.kind.states, [...counterDocuments, ...urgentDocuments, ...decisionDocuments]),
    read: readReliefPaper,
  },
  relief_dibao: {
    domain: reliefDibao,
    documents: fit(reliefDibao.kind.states, [...counterDocuments, ...decisionDocuments, ...changeDocuments]),
    read: readReliefPaper,
  },
}
