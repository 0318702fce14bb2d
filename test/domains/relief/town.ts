/** A town window, its county and what relief needs there: people, the standard of 310.00 yuan, a year's budget. */
import type { Actor } from '~/access/actor'
import { act } from '~/casefile/act.server'
import { decide } from '~/casefile/decide.server'
import { openRelief, type ReliefKind } from '~/domains/relief/open/open-relief.server'
import { accept } from '~/domains/relief/steps/inputs'
import { reliefDomains, type ReliefName } from '~/domains/relief/views/kind-at.server'
import { actorOf, formOf, inScope, rowOf, seedPlaces } from '../../support/cases'
import { asSuperuser } from '../../support/database'
import { makePost } from '../../support/people'

export const BUDGET = '340705-2026-LJ'

export type Town = Record<'CC' | 'CC2' | 'CK' | 'CK2' | 'CA' | 'CA2' | 'HEAD', Actor>

/** A person in office, as an actor. */
async function post(role: 'CC' | 'CK' | 'CA', unit: string, name: string): Promise<Actor> {
  const made = await makePost({ role, unit, name })
  return actorOf(role, unit, { postId: made.id, userId: made.userId, userName: name })
}

export async function seedTown(): Promise<Town> {
  await seedPlaces()
  await asSuperuser(
    `INSERT INTO region (code, name, short_name, tier, parent_code) VALUES ('340705001001', '一村', '一村', 'village', '340705001') ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name, short_name = EXCLUDED.short_name, parent_code = EXCLUDED.parent_code`,
  )
  await asSuperuser(
    `INSERT INTO relief_standard (id, region, amount_fen, effective_from, basis, state, proposed_at) VALUES
     (gen_random_uuid(), '340705', 29000, '2025-01-01', '旧标准', 'in_force', now()), (gen_random_uuid(), '340705', 31000, '2026-01-01', '现行标准', 'in_force', now()),
     (gen_random_uuid(), '340705', 33000, '2027-01-01', '明年', 'in_force', now())`,
  )
  await asSuperuser(
    `INSERT INTO relief_budget (code, region, year, name, benefits, total_fen) VALUES ('${BUDGET}', '340705', 2026, '困难群众救助', '{temp_relief,dibao}', 100000000)`,
  )
  return {
    CC: await post('CC', '340705001-CW1', '受理甲'),
    CC2: await post('CC', '340705001-CW1', '受理乙'),
    CK: await post('CK', '340705-CA1', '核对甲'),
    CK2: await post('CK', '340705-CA1', '核对乙'),
    CA: await post('CA', '340705-CA1', '审批甲'),
    CA2: await post('CA', '340705-CA1', '审批乙'),
    HEAD: await post('CA', '340705001-CW1', '乡镇负责人'),
  }
}

let n = 0
export const application = (given: Record<string, unknown> = {}) =>
  accept.parse({
    name: '赵小困',
    idType: 'none',
    noIdReason: `遗失${++n}`,
    sex: 'M',
    birthOn: '1980-05-05',
    hujiCode: '340705001',
    residenceCode: '340705001',
    villageCode: '340705001001',
    appliedOn: '2026-11-23',
    cause: 'accident',
    need: '房屋被烧，没有住处',
    ...given,
  })

export const open = (actor: Actor, kind: ReliefKind, given: Record<string, unknown> = {}): Promise<string> =>
  inScope(actor, (ctx) => openRelief(ctx, kind, application(given)))

export async function take(actor: Actor, id: string, step: string, fields: Record<string, string> = {}) {
  const row = await rowOf(id)
  return inScope(actor, (ctx) =>
    act(reliefDomains[row.kind as ReliefName], ctx, { caseId: id, step, version: row.version, form: formOf(fields) }),
  )
}

export async function confirm(actor: Actor, id: string, step: string) {
  const { kind } = await rowOf(id)
  const [proposal] = await asSuperuser<{ id: string }>(
    `SELECT id FROM proposal WHERE case_id = $1 AND step = $2 AND state = 'waiting'`,
    [id, step],
  )
  return inScope(actor, (ctx) =>
    decide(reliefDomains[kind as ReliefName], ctx, { proposalId: proposal!.id, accept: true }),
  )
}

export const state = async (id: string) => (await rowOf(id)).state
export const own = async (id: string) =>
  (
    await asSuperuser<{ row: Record<string, unknown> }>(
      'SELECT to_jsonb(f) AS row FROM relief_file f WHERE case_id = $1',
      [id],
    )
  )[0]!.row
export const awards = (id: string) =>
  asSuperuser<{ part: string; amount_fen: number; state: string; due_on: string }>(
    `SELECT part, amount_fen, state, due_on::text FROM relief_award WHERE case_id = $1 ORDER BY created_at, part`,
    [id],
  )
export const notices = (id: string) =>
  asSuperuser<{ type: string; text: Record<string, unknown>; to_on: string; down: string | null }>(
    `SELECT type, text, to_on::text, taken_down_why AS down FROM relief_notice WHERE case_id = $1 ORDER BY posted_at`,
    [id],
  )
export const openTasks = async (id: string) =>
  Object.fromEntries(
    (
      await asSuperuser<{ code: string; due: string }>(
        `SELECT code, due_on::text AS due FROM task WHERE case_id = $1 AND done_at IS NULL`,
        [id],
      )
    ).map((row) => [row.code, row.due]),
  )

export const surveyBy = (first: Actor, second: Actor) => ({
  onDay: '2026-11-23',
  type: 'home',
  firstPostId: first.postId,
  secondPostId: second.postId,
  result: 'true',
  findings: '家中无人有收入',
})
export const means = (income: string) => ({
  income,
  assets: '0',
  rigid: '12000.00',
  incomeStable: 'no',
  result: 'fits',
  report: '核对无异常',
})
export const authorised = { signedOn: '2026-11-23', keptAt: '窗口一号柜' }

/** Takes a file from the counter to the posted proposal. */
export async function toProposed(
  town: Town,
  kind: ReliefKind,
  given: Record<string, unknown> = {},
  factor = '2',
): Promise<string> {
  const id = await open(town.CC, kind, given)
  await take(town.CC, id, 'start_check', { ...authorised, ...(kind === 'relief_temp' && { route: 'standard' }) })
  await take(town.CC, id, 'survey', surveyBy(town.CC, town.CC2))
  await take(town.CK, id, 'check_means', means(kind === 'relief_temp' || given.members ? '600.00' : '100.00'))
  await take(town.CK, id, 'propose', kind === 'relief_temp' ? { factor, period: 'once' } : { recheckClass: 'half' })
  return id
}
