/** The small forms of a file that all kinds of this room share: visit, note, correction, undo, proposal. */
import type { Context } from '~/access/guard.server'
import type { CaseRow, Domain } from '~/casefile/domain'
import type { BaseFacts } from '~/casefile/kind'
import { fileToWork } from '~/casefile/ui/read-outlook.server'
import { readCorrection } from '~/casefile/ui/read-correction.server'
import { readProposal } from '~/casefile/ui/read-proposal.server'
import { undoable } from '~/casefile/undo.server'
import { visitTags } from '~/casefile/visits/visit-input'
import { directory } from '~/orgs/find-units.server'
import { displayRegion } from '~/orgs/region-names'
import { regionOptions } from './choices.server'
import { wordsOf } from '../pages/correction-fields'
import { frozenRows } from '../pages/frozen-rows'
import { bases, trailOf } from './step.server'
import { optionsOf } from '../terms'

type RoomKind = keyof typeof bases

const headOf = (kind: RoomKind, file: CaseRow, c: Context, label: string) => ({
  trail: [...trailOf(kind, file), { label }],
  person: file.name,
  back: `${bases[kind]}/${file.id}`,
  token: c.token,
  version: file.version,
})

export async function readVisitForm<F extends BaseFacts>(kind: RoomKind, domain: Domain<F>, c: Context) {
  const file = await fileToWork(domain, c, c.params.id)
  const type = c.url.searchParams.get('type') ?? ''
  return {
    ...headOf(kind, file, c, '登记走访或联系'),
    types: optionsOf(domain.kind.records),
    tags: optionsOf(visitTags),
    today: c.actor.today,
    type: Object.hasOwn(domain.kind.records, type) ? type : undefined,
  }
}

export async function readNoteForm<F extends BaseFacts>(kind: RoomKind, domain: Domain<F>, c: Context) {
  return headOf(kind, await fileToWork(domain, c, c.params.id), c, '加备注')
}

export async function readUndo<F extends BaseFacts>(kind: RoomKind, domain: Domain<F>, c: Context) {
  const file = await fileToWork(domain, c, c.params.id)
  const found = await undoable(domain, c, file)
  return { ...headOf(kind, file, c, '撤销上一步'), ...('label' in found ? { label: found.label } : { why: found.why }) }
}

export async function readJoinForm<F extends BaseFacts>(kind: RoomKind, domain: Domain<F>, c: Context) {
  return headOf(kind, await fileToWork(domain, c, c.params.id), c, '合并同一人的档案')
}

export async function readCorrectionForm<F extends BaseFacts>(kind: RoomKind, domain: Domain<F>, c: Context) {
  const { file, data } = await readCorrection(domain, c, { id: c.params.id, url: c.url })
  const { regions } = await directory(c.db)
  const { chosen } = data
  return {
    ...headOf(kind, file, c, '更正'),
    fields: data.fields,
    done: data.done,
    chosen: chosen && { ...chosen, old: wordsOf(chosen.field, chosen.old, (code) => displayRegion(regions, code)) },
    regions: chosen?.field.endsWith('Code') ? await regionOptions(c, file.scopeKey) : [],
  }
}

export async function readProposalPage<F extends BaseFacts>(kind: RoomKind, domain: Domain<F>, c: Context) {
  const { file, detail, inputs } = await readProposal(domain, c, { id: c.params.id, proposal: c.params.proposal })
  const { units, regions } = await directory(c.db)
  const named = (code: string) => units.get(code)?.name ?? displayRegion(regions, code)
  return { ...headOf(kind, file, c, `审批：${detail.label}`), detail, inputs: frozenRows(inputs, named) }
}
