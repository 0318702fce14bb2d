/** Who of a list has a file in my scope already; files of others are never asked for. */
import { Prisma } from '~/generated/prisma/client'
import { caseScope } from '~/access/scope.server'
import type { KindName } from '~/access/policy'
import type { ImportContext } from '~/casefile/import/adapter'
import { mac } from '~/lib/crypto.server'
import { dbToDay, type LegalDay } from '~/lib/dates'

export type Asked = { idNo: string | null; name: string; birthOn: LegalDay }
export type Found = { caseId: string; state: string; releaseDays: LegalDay[] }

type Row = {
  case_id: string
  state: string
  id_mac: string | null
  name: string
  birth_on: Date | null
  due: Date | null
  done: Date | null
}

const tables = {
  handoff: Prisma.sql`JOIN handoff_file h ON h.case_id = c.id`,
  release_notice: Prisma.sql`JOIN release_notice h ON h.case_id = c.id`,
  support: Prisma.sql`JOIN (SELECT case_id, NULL::date AS release_due_on, NULL::date AS released_on FROM support_file) h ON h.case_id = c.id`,
} as const

const idMac = (idNo: string) => mac(idNo, 'person.id_no')

/** For each of the people the files of this kind in scope, in one statement: same ID number, or without one same name and birth. */
export async function filesOf(
  { actor, db }: ImportContext,
  kind: KindName & keyof typeof tables,
  people: readonly Asked[],
): Promise<Found[][]> {
  const macs = people.flatMap((one) => (one.idNo ? [idMac(one.idNo)] : []))
  const names = people.flatMap((one) => (one.idNo ? [] : [one.name]))
  if (macs.length + names.length === 0) return people.map(() => [])
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT c.id AS case_id, c.state, p.id_mac, c.name, c.birth_on, h.release_due_on AS due, h.released_on AS done
    FROM case_file c ${tables[kind]} JOIN person p ON p.id = c.person_id
    WHERE ${caseScope(actor, kind)} AND (p.id_mac = ANY (${macs}) OR (p.id_mac IS NULL AND c.name = ANY (${names})))`)
  const keyOf = (mac: string | null, name: string, birthOn: string | null) => mac ?? `${name}/${birthOn}`
  const found = new Map<string, Found[]>()
  for (const row of rows) {
    const key = keyOf(row.id_mac, row.name, row.birth_on && dbToDay(row.birth_on))
    const releaseDays = [row.due, row.done].flatMap((day) => (day ? [dbToDay(day)] : []))
    found.set(key, [...(found.get(key) ?? []), { caseId: row.case_id, state: row.state, releaseDays }])
  }
  return people.map((one) => found.get(keyOf(one.idNo ? idMac(one.idNo) : null, one.name, one.birthOn)) ?? [])
}

/** The file that makes a new one needless: an open one, or one of the same release. One opened in error does not count. */
export function sameFile(
  files: readonly Found[],
  isOpen: (state: string) => boolean,
  releaseOn: LegalDay,
): Found | undefined {
  const sound = files.filter((file) => file.state !== 'opened_in_error')
  return sound.find((file) => isOpen(file.state)) ?? sound.find((file) => file.releaseDays.includes(releaseOn))
}
