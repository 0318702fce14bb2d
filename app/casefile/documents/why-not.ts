/** May this be issued now, by this role, from this state? One place for the button, the page and the verb. Pure. */
import { judge } from '~/access/policy'
import { roles as roleNames, type Role } from '~/access/roles'
import type { BaseFacts, Kind } from '../kind'
import type { DocumentDecl, Occasion } from './declare'

/** What leads to a document, in words: 办理“交接”. */
export function wayTo<F extends BaseFacts>(kind: Kind<F>, after: readonly string[]): string {
  const first = after[0] ?? ''
  const label = kind.steps[first]?.label
  return label ? `办理“${label}”` : `登记“${kind.records[first] ?? '走访与联系'}”`
}

const named = (list: readonly Role[]) => list.map((role) => roleNames[role]).join('或')

/** May somebody in this role draw it up at all? */
export const mayDrawUp = (decl: Pick<DocumentDecl<never>, 'roles'>, role: Role, kind: string): boolean =>
  decl.roles.includes(role) && (judge(role, kind, 'W').allowed || judge(role, kind, 'A').allowed)

/** A reason in Chinese that says what to do first, or null. */
export function whyNotIssue<F extends BaseFacts, R>(
  kind: Kind<F>,
  decl: DocumentDecl<R>,
  given: { role: Role; state: string; occasion: Occasion | undefined },
): string | null {
  const { role, state, occasion } = given
  if (!mayDrawUp(decl, role, kind.name)) return `《${decl.title}》由${named(decl.roles)}制发。`
  if (!occasion) return `${wayTo(kind, decl.after)}后可制发《${decl.title}》。`
  if (decl.approval.by === 'step' && !occasion.approved)
    return `“${kind.steps[decl.approval.step]?.label ?? ''}”还没有批准，不能制发《${decl.title}》；现在只能看草稿。`
  if (!decl.from.includes(state))
    return `档案当前为“${kind.states[state]?.label ?? state}”，不能再制发《${decl.title}》。`
  return null
}
