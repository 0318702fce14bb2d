/** What a duty is called and the form that does it; kinds come as arguments. */
import { whyNot } from '../act.server'
import type { Domain } from '../domain'
import type { Actor } from '~/access/actor'
import { maskName } from '~/people/identity'
import { generalDuties, type Action } from './general-duties'

export type Domains = Record<string, Domain>
type DutyAt = { kind: string; code: string; caseId: string | null; state: string | undefined }

export const dutyLabel = (domains: Domains, kind: string, code: string): string =>
  domains[kind]?.kind.duties[code]?.label ?? generalDuties[code]?.label ?? '待办事项'

/** '（代程小禾）' on what belongs to a colleague I stand in for. */
export function coverWords(actor: Pick<Actor, 'covers'>, holder: string | null): string {
  const cover = actor.covers.find((one) => one.postId === holder)
  return cover ? `（代${cover.name}）` : ''
}

export const caseHref = (domains: Domains, kind: string, id: string): string | undefined =>
  domains[kind] ? `${domains[kind].kind.path}/${id}` : undefined

/** The name of a file as a list shows it: masked, but for the title of what is about no person. */
export const shownName = (domains: Domains, kind: string, name: string): string =>
  domains[kind]?.kind.impersonal ? name : maskName(name)

/** The step or visit form that fulfils a duty; without the right to either, the file itself. */
export function dutyAction(domains: Domains, actor: Pick<Actor, 'role'>, duty: DutyAt): Action | undefined {
  const domain = domains[duty.kind]
  const decl = domain?.kind.duties[duty.code]
  const own = decl ? undefined : generalDuties[duty.code]?.action
  if (own) return { ...own, href: own.href.replace(':case', duty.caseId ?? '') }
  if (!domain || !duty.caseId) return undefined
  const base = `${domain.kind.path}/${duty.caseId}`
  const open = { href: base, label: '打开' }
  if (!decl || decl.role !== actor.role) return open
  if (decl.step)
    return duty.state && whyNot(domain, decl.step, actor, duty.state) === null
      ? { href: `${base}/step/${decl.step}`, label: domain.kind.steps[decl.step]!.label }
      : open
  const types = decl.record?.split(' ') ?? []
  if (!types[0]) return open
  return {
    href: `${base}/visit?type=${types[0]}`,
    label: types.length > 1 ? '记录联系' : `记录${domain.kind.records[types[0]] ?? '走访'}`,
  }
}
