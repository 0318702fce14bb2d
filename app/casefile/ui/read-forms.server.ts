/** The small forms that files of every kind share: visit, note, correction, undo, joining, proposal. */
import type { Context } from '~/access/guard.server'
import { covers } from '~/access/redact'
import { formatDay, isLegalDay } from '~/lib/dates'
import { directory } from '~/orgs/find-units.server'
import { displayRegion } from '~/orgs/region-names'
import { regionOptions } from '~/orgs/region-options.server'
import type { CaseRow, Domain } from '../domain'
import type { CorrectionDecl } from '../kind'
import { undoable } from '../undo.server'
import { visitTags } from '../visits/visit-input'
import type { CorrectionInput } from './correction-field'
import { frozenRows } from './frozen-rows'
import { fileToWork } from './read-outlook.server'
import { readCorrection } from './read-correction.server'
import { readProposal } from './read-proposal.server'

/** Where the files of a kind live, and what that place is called. */
export type Place = { label: string; path: string }
type At = { domain: Domain; place: Place }

const optionsOf = (terms: Record<string, string>) => Object.entries(terms).map(([value, label]) => ({ value, label }))

/** The crumbs of a page of one file. */
export const trailOf = (place: Place, file: Pick<CaseRow, 'id' | 'caseNo'>) => [
  { href: place.path, label: place.label },
  { href: `${place.path}/${file.id}`, label: file.caseNo },
]

const headOf = (place: Place, file: CaseRow, c: Context, label: string) => ({
  place: place.label,
  trail: [...trailOf(place, file), { label }],
  person: file.name,
  back: `${place.path}/${file.id}`,
  token: c.token,
  version: file.version,
})

export async function readVisitForm({ domain, place }: At, c: Context) {
  const file = await fileToWork(domain, c, c.params.id, 'part')
  const records = domain.recordsOf?.(c.actor.role) ?? domain.kind.records
  const type = c.url.searchParams.get('type') ?? ''
  return {
    ...headOf(place, file, c, '登记走访或联系'),
    types: optionsOf(records),
    tags: optionsOf(visitTags),
    today: c.actor.today,
    photos: covers(c.actor, file.kind, file.scopeKey),
    type: Object.hasOwn(records, type) ? type : undefined,
  }
}

export async function readNoteForm({ domain, place }: At, c: Context) {
  return headOf(place, await fileToWork(domain, c, c.params.id), c, '加备注')
}

export async function readUndo({ domain, place }: At, c: Context) {
  const file = await fileToWork(domain, c, c.params.id)
  const found = await undoable(domain, c, file)
  return {
    ...headOf(place, file, c, '撤销上一步'),
    ...('label' in found ? { label: found.label } : { why: found.why }),
  }
}

export async function readJoinForm({ domain, place }: At, c: Context) {
  return headOf(place, await fileToWork(domain, c, c.params.id), c, '合并同一人的档案')
}

const isRegion = (decl: CorrectionDecl) => /^(huji|residence)_code$/.test(decl.column)

/** The present value of a field in words. */
function wordsOf(decl: CorrectionDecl, value: unknown, region: (code: string) => string): string {
  if (value === null || value === undefined || value === '') return '未登记'
  if (Array.isArray(value)) return value.map((one) => wordsOf(decl, one, region)).join('、') || '未登记'
  if (typeof value === 'string' && isRegion(decl)) return region(value)
  const known = typeof value === 'string' ? decl.terms?.[value] : undefined
  if (known) return known
  return isLegalDay(value) ? formatDay(value) : String(value)
}

async function inputOf(decl: CorrectionDecl, c: Context, file: CaseRow): Promise<CorrectionInput> {
  if (isRegion(decl)) return { as: 'one', options: await regionOptions(c, file.scopeKey) }
  if (decl.terms) return { as: decl.many ? 'many' : 'one', options: optionsOf(decl.terms) }
  if (decl.column.endsWith('_on')) return { as: 'day' }
  return decl.unit ? { as: 'number', unit: decl.unit } : { as: 'text' }
}

export async function readCorrectionForm({ domain, place }: At, c: Context) {
  const { file, data } = await readCorrection(domain, c, { id: c.params.id, url: c.url })
  const { regions } = await directory(c.db)
  const { chosen } = data
  const decl = chosen && domain.kind.corrections[chosen.field]
  return {
    ...headOf(place, file, c, '更正'),
    fields: data.fields,
    done: data.done,
    chosen:
      chosen && decl
        ? {
            ...chosen,
            old: wordsOf(decl, chosen.old, (code) => displayRegion(regions, code)),
            input: await inputOf(decl, c, file),
          }
        : null,
  }
}

export async function readProposalPage({ domain, place }: At, c: Context) {
  const { file, detail, inputs } = await readProposal(domain, c, { id: c.params.id, proposal: c.params.proposal })
  const { units, regions } = await directory(c.db)
  const named = (code: string) => units.get(code)?.name ?? displayRegion(regions, code)
  return {
    ...headOf(place, file, c, `审批：${detail.label}`),
    detail,
    inputs: frozenRows(inputs, domain.words ?? {}, named),
  }
}
