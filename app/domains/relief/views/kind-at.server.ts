/** Which relief kind an address is about: of a file, its own; of a list, the one asked for or the first that may be listed. */
import { judge, type Operation } from '~/access/policy'
import type { Actor } from '~/access/actor'
import type { Ctx } from '~/casefile/act.server'
import type { Domain } from '~/casefile/domain'
import { isCaseId } from '~/casefile/load-case.server'
import { notFound, refused } from '~/lib/errors'
import { reliefDibao, reliefLoan, reliefSchool, reliefTemp, reliefTraining } from '../domain.server'
import type { ReliefFacts } from '../facts'

export const reliefDomains = {
  relief_temp: reliefTemp,
  relief_dibao: reliefDibao,
  relief_school: reliefSchool,
  relief_training: reliefTraining,
  relief_loan: reliefLoan,
} as const
export type ReliefName = keyof typeof reliefDomains
export const reliefNames = Object.keys(reliefDomains) as ReliefName[]
export const isRelief = (name: string | null | undefined): name is ReliefName =>
  typeof name === 'string' && Object.hasOwn(reliefDomains, name)

/** The kinds that a role may do this with, in the room's order. */
export const kindsFor = (actor: Pick<Actor, 'role'>, ...operations: Operation[]): ReliefName[] =>
  reliefNames.filter((name) => operations.some((one) => judge(actor.role, name, one).allowed))

/** Throws 404 for a file that is not there or not mine, 403 when the post may not do this with its kind. */
export async function reliefAt(
  { actor, db }: Ctx,
  id: string | undefined,
  ...operations: Operation[]
): Promise<{ name: ReliefName; domain: Domain<ReliefFacts> }> {
  if (!isCaseId(id)) throw notFound()
  const file = await db.caseFile.findFirst({ where: { id, kind: { in: reliefNames } }, select: { kind: true } })
  if (!file || !isRelief(file.kind)) throw notFound()
  if (!kindsFor(actor, ...operations).includes(file.kind)) throw refused()
  return { name: file.kind, domain: reliefDomains[file.kind] }
}
