/** The documents of relief by kind, as the machinery takes them (DOMAIN §11). */
import type { Role } from '~/access/roles'
import type { DocumentDecl, DocumentSource } from '~/casefile/documents/declare'
import type { Domain } from '~/casefile/domain'
import { loanDocuments, schoolDocuments, trainingDocuments } from './documents/aid'
import { counterDocuments, receiptDocuments, urgentDocuments } from './documents/counter'
import { changeDocuments, decisionDocuments, quietDocuments } from './documents/decisions'
import type { ReliefPaper } from './documents/facts'
import { readReliefPaper } from './documents/read-file.server'
import type { ReliefFacts } from './facts'
import { reliefDomains, type ReliefName } from './views/kind-at.server'

type Decl = DocumentDecl<ReliefPaper>
type Source = DocumentSource<ReliefFacts, ReliefPaper>

/** The same paper in other hands. */
const by = (roles: readonly Role[], list: readonly Decl[]): Decl[] => list.map((one) => ({ ...one, roles }))
const given = [...receiptDocuments, ...quietDocuments]
const documents: Record<ReliefName, readonly Decl[]> = {
  relief_temp: [...counterDocuments, ...urgentDocuments, ...decisionDocuments],
  relief_dibao: [...counterDocuments, ...decisionDocuments, ...changeDocuments],
  relief_school: [...schoolDocuments, ...by(['SP'], given)],
  relief_training: [...trainingDocuments, ...by(['HR'], given)],
  relief_loan: loanDocuments,
}

/** A document is issued only in states that the kind has, after steps that it has. */
const sourceOf = (domain: Domain<ReliefFacts>, list: readonly Decl[]): Source => ({
  domain,
  documents: list.map((one) => ({
    ...one,
    from: one.from.filter((state) => state in domain.kind.states),
    after: one.after?.filter((step) => step in domain.kind.steps),
  })),
  read: readReliefPaper,
})
export const reliefPapers = Object.fromEntries(
  (Object.keys(documents) as ReliefName[]).map((name) => [name, sourceOf(reliefDomains[name], documents[name])]),
) as Record<ReliefName, Source>
