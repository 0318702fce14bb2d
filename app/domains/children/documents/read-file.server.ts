/** A child's file as its papers tell it. `clear`: decrypted too; a list of offers needs none of it. */
import { Prisma } from '~/generated/prisma/client'
import type { Ctx } from '~/casefile/act.server'
import type { CaseRow } from '~/casefile/domain'
import { decrypt } from '~/lib/crypto.server'
import { dayOf, type LegalDay } from '~/lib/dates'
import { readTogether } from '~/lib/db.server'
import { directory } from '~/orgs/find-units.server'
import { displayRegion } from '~/orgs/region-names'
import { splitName } from '~/people/identity'
import { sexes } from '~/people/person-terms'
import { childKind } from '../child.kind'
import * as terms from '../terms'
import { aboutOf, fullQueries, type FileRows } from '../views/file-rows.server'
import type { ChildPaper } from './facts'

type VisitRow = {
  id: string
  type: string
  on: LegalDay
  place: string | null
  present: string[]
  noteEnc: string | null
  next: LegalDay | null
  by: string
}
type Rows = FileRows & { visits: VisitRow[]; person: { id_enc: string | null }[] }

export async function readChildPaper({ db }: Ctx, file: CaseRow, clear: boolean): Promise<ChildPaper> {
  const rows = await readTogether<Rows>(db, {
    ...fullQueries(file),
    person: Prisma.sql`SELECT id_enc FROM person WHERE id = ${file.personId}::uuid`,
    visits: Prisma.sql`SELECT id, type, on_day AS on, place, present, note_enc AS "noteEnc", next_on AS next, by_name AS by FROM visit
      WHERE case_id = ${file.id}::uuid AND reached AND type IN ('home_visit', 'school_home') ORDER BY on_day DESC, id DESC LIMIT 50`,
  })
  const names = await directory(db)
  const about = aboutOf(file, rows, names)
  const own = rows.own[0]!
  const open = (value: string | null | undefined, context: string) =>
    clear && value ? decrypt(value, `${context}:${file.id}`) : null
  const word = (of: Record<string, string>, code: string | null) => (code ? (of[code] ?? code) : null)
  const carer = rows.carers[0]
  const agreement = rows.agreements[0]
  return {
    caseNo: file.caseNo,
    name: file.name,
    firstName: splitName(file.name).given.join(''),
    sex: sexes[file.sex as keyof typeof sexes] ?? '',
    birthOn: file.birthOn,
    idNo: clear && rows.person[0]?.id_enc ? decrypt(rows.person[0].id_enc, 'person.id_no') : null,
    huji: displayRegion(names.regions, file.hujiCode) || null,
    residence: displayRegion(names.regions, file.residenceCode) || null,
    category: about.category,
    living: about.living,
    school: about.school,
    class: about.class,
    grade: about.grade,
    office: names.units.get(file.scopeKey) ?? { name: '', phone: null },
    parents: rows.parents.map((one) => ({
      who: word(terms.parents, one.who)!,
      name: open(one.nameEnc, 'child_parent'),
      phone: open(one.phoneEnc, 'child_parent'),
      away: one.away,
      // A paper travels: why somebody is not at home stays in the house.
      where: one.reason === 'work' ? one.province : null,
      since: one.reason === 'work' ? one.sinceOn : null,
      capacity: word(terms.capacities, one.capacity),
    })),
    carer: carer
      ? {
          name: open(carer.nameEnc, 'child_carer'),
          relation: word(terms.carerRelations, carer.relation)!,
          phone: open(carer.phoneEnc, 'child_carer'),
        }
      : null,
    agreement: agreement
      ? {
          signedOn: agreement.signedOn,
          fromOn: agreement.fromOn,
          toOn: agreement.toOn,
          signers: agreement.signers.map((who) => word(terms.parents, who)).join('、'),
          view: open(agreement.viewEnc, 'child_view') ?? word(terms.viewHows, agreement.viewHow),
          notifiedSchoolOn: agreement.notifiedSchoolOn,
        }
      : null,
    level: word(terms.levels, own.level),
    levelOn: own.levelOn,
    plan: open(own.planEnc, 'child_plan'),
    need: about.need,
    callSchedule: about.callSchedule,
    risks: rows.risks.map((one) => ({
      on: dayOf(new Date(one.foundAt)),
      sign: word(terms.signs, one.sign)!,
      facts: open(one.factsEnc, 'child_risk'),
      result: open(one.resultEnc, 'child_risk'),
    })),
    visits: rows.visits.map((one) => ({
      id: one.id,
      on: one.on,
      label: childKind.records[one.type] ?? '',
      place: one.place,
      present: one.present.join('、'),
      note: open(one.noteEnc, 'visit'),
      next: one.next,
      by: one.by,
    })),
  }
}
