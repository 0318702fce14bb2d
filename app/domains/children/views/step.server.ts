/** The page of one step of a child's file or of a guardianship. */
import type { Context } from '~/access/guard.server'
import { Prisma } from '~/generated/prisma/client'
import { inForce } from '~/access/in-force.server'
import type { CaseRow } from '~/casefile/domain'
import { openStep } from '~/casefile/ui/read-outlook.server'
import { stepData } from '~/casefile/ui/step-data.server'
import { formatInstant } from '~/lib/dates'
import { decrypt } from '~/lib/crypto.server'
import { readTogether } from '~/lib/db.server'
import { child, guardianship } from '../domain.server'
import type { ChildFacts } from '../facts'
import type { StepPageData } from '../pages/steps/step-page'
import { schoolOptions } from './new.server'

/** 'YYYY-MM-DDTHH:mm' of the wall clock. */
const wall = (at: Date) => `${formatInstant(at).slice(0, 10)}T${formatInstant(at).slice(11, 16)}`

export async function readChildStep(c: Context): Promise<StepPageData> {
  const opened = await openStep(child, c, { id: c.params.id, step: c.params.step })
  const { file, facts, step } = opened
  const now = c.actor.now
  return {
    ...stepData({ label: '留守儿童', path: '/children' }, c, opened),
    name: 'child',
    options: await optionsFor(c, file, step),
    defaults: {
      onDay: c.actor.today,
      foundAt: wall(now),
      reportedAt: wall(now),
      ...(await defaultsFor(c, file, facts, step)),
    },
  }
}

async function optionsFor(c: Context, file: CaseRow, step: string): Promise<StepPageData['options']> {
  if (step === 'enrol')
    return {
      schools:
        c.actor.unit.kind === 'school'
          ? [{ value: c.actor.unit.code, label: c.actor.unit.name }]
          : await schoolOptions(c),
    }
  if (step === 'grant_view') return { posts: await vicePrincipals(c) }
  if (step === 'end_view') {
    const rows = await c.db.$queryRaw<{ id: string; name: string }[]>(Prisma.sql`
      SELECT p.id::text AS id, u.name FROM consent s JOIN post p ON p.id::text = ANY (s.recipients) JOIN app_user u ON u.id = p.user_id
      WHERE s.case_id = ${file.id}::uuid AND s.scope = ARRAY['view'] AND p.role = 'LV' GROUP BY p.id, u.name`)
    return { posts: rows.map(({ id, name }) => ({ value: id, label: name })) }
  }
  return {}
}

/** Legal vice-principals in office in the city. */
async function vicePrincipals({ db, actor }: Context) {
  const rows = await db.post.findMany({
    where: {
      role: 'LV',
      ...inForce(actor.today),
      deputyOf: null,
      unitCode: { startsWith: actor.unit.code.slice(0, 4) },
    },
    include: { user: { select: { name: true } }, unit: { select: { name: true } } },
    orderBy: { id: 'asc' },
    take: 200,
  })
  return rows.map((row) => ({ value: row.id, label: `${row.user.name}（${row.unit.name}）` }))
}

type CarerRow = { name_enc: string; phone_enc: string | null; relation: string; birth_on: string | null }
type ParentRow = Record<string, unknown> & {
  who: string
  name_enc: string | null
  phone_enc: string | null
  return_plan_enc: string | null
}

async function defaultsFor(
  c: Context,
  file: CaseRow,
  facts: ChildFacts,
  step: string,
): Promise<Record<string, unknown>> {
  if (step === 'enrol') {
    const row = await c.db.childFile.findUniqueOrThrow({ where: { caseId: file.id } })
    return {
      schooling: row.schooling === 'out' ? 'enrolled' : row.schooling,
      schoolCode: row.schoolCode ?? undefined,
      classNo: row.classCode && row.schoolCode ? row.classCode.slice(row.schoolCode.length + 1) : undefined,
      grade: row.grade === null ? undefined : String(row.grade),
    }
  }
  if (step === 'agree' || step === 'carer') {
    const { carers } = await readTogether<{ carers: CarerRow[] }>(c.db, {
      carers: Prisma.sql`SELECT name_enc, phone_enc, relation, birth_on FROM child_carer WHERE case_id = ${file.id}::uuid AND until_on IS NULL`,
    })
    const one = carers[0]
    const open = (value: string | null | undefined) => (value ? decrypt(value, `child_carer:${file.id}`) : undefined)
    return {
      signedOn: c.actor.today,
      fromOn: c.actor.today,
      notifiedVillageOn: c.actor.today,
      ...(one &&
        step === 'agree' && {
          carerName: open(one.name_enc),
          carerPhone: open(one.phone_enc),
          carerRelation: one.relation,
          carerBirthOn: one.birth_on ?? undefined,
        }),
    }
  }
  if (step === 'family') {
    const { parents } = await readTogether<{ parents: ParentRow[] }>(c.db, {
      parents: Prisma.sql`SELECT who, name_enc, phone_enc, away, reason, since_on, province, return_plan_enc, capacity FROM child_parent WHERE case_id = ${file.id}::uuid`,
    })
    const open = (value: string | null) => (value ? decrypt(value, `child_parent:${file.id}`) : undefined)
    return {
      living: facts.living,
      livingAlone: facts.livingAlone,
      unattended: facts.unattended,
      parentBackOn: facts.parentBackOn ?? undefined,
      ...Object.fromEntries(
        parents.map((one) => [
          one.who,
          {
            away: one.away,
            name: open(one.name_enc),
            phone: open(one.phone_enc),
            reason: one.reason ?? undefined,
            sinceOn: one.since_on ?? undefined,
            province: one.province ?? undefined,
            returnPlan: open(one.return_plan_enc),
            capacity: one.capacity ?? undefined,
          },
        ]),
      ),
    }
  }
  return { level: facts.guardianshipLevel === 'danger' ? undefined : (facts.guardianshipLevel ?? undefined) }
}

export async function readGuardianshipStep(c: Context): Promise<StepPageData> {
  const opened = await openStep(guardianship, c, { id: c.params.id, step: c.params.step })
  const row = await c.db.guardianshipFile.findUniqueOrThrow({ where: { caseId: opened.file.id } })
  return {
    ...stepData({ label: '民政监护', path: '/children/guardianship' }, c, opened),
    name: 'guardianship',
    options: {},
    defaults: { onDay: c.actor.today, fromOn: c.actor.today, ground: row.ground },
  }
}
