/**
 * Legal education (法治教育) in one county: what vice-principals have done at its schools over the years, and whom they mentor.
 * Twenty of those in service are the bench's own: each at two schools, with lessons ahead and children to talk with.
 */
import { contactContext } from '~/domains/children/legal/open/propose.server'
import { encrypt } from '~/lib/crypto.server'
import type { LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { TOWNS } from '../../../prisma/seed/places'
import { makeRng } from '../../../prisma/seed/people'
import { columns } from './copy'
import { COUNTY } from './plots'
import type { Rows } from './rows'
import { SPINE_TABLES, makeDays, spineMaker } from './spine'

const SCHOOLS = TOWNS.filter(({ code }) => code.startsWith(COUNTY)).map(({ code }) => ({
  code: `${code}-SC1`,
  town: code,
}))
/** Services in force, two of each of the bench's people; those that ended grow with the database. */
export const SERVING = 40
const SHARE = { services: 0.001, mentoring: 0.01 }
const IN_FORCE_PERCENT = 6
/** Of each service; two of one in force are ahead. */
const LESSONS = 12
/** Children mentored from each service in force, at least: one for each page that its user opens. */
const MENTEES = 5

export const LEGAL_TABLES: Record<string, readonly string[]> = {
  ...SPINE_TABLES,
  lvp_service: columns(`
    case_id kind scope_key officer_mac born_on organ organ_name duty nominated_on appointed_on from_on until_on
    training_hours began_on ended_on end_cause`),
  legal_lesson: columns(
    'id case_id kind scope_key on_day class_name topic hours head_count state by_post_id by_name created_at done_at',
  ),
  mentoring_file: columns(`
    case_id kind scope_key child_case_id service_id post_id mentor_name class_name needs contact_enc proposed_on agreed_on
    active_on until_on last_talk_on next_on ended_on end_cause`),
}

/** What belongs to the bench's people by name: every service in force and the children mentored from it. */
export const NAME_MENTORS = `
  WITH own AS (SELECT p.id, row_number() OVER (ORDER BY length(u.username), u.username) - 1 AS at
      FROM post p JOIN app_user u ON u.id = p.user_id WHERE u.username LIKE 'mentor-%'),
    serving AS (SELECT case_id, row_number() OVER (ORDER BY case_id) - 1 AS at FROM lvp_service WHERE ended_on IS NULL),
    named AS (SELECT s.case_id, o.id FROM serving s JOIN own o ON o.at = s.at % (SELECT count(*) FROM own))
  INSERT INTO case_party (id, case_id, kind, scope_key, holder, part, view, basis, from_at)
  SELECT gen_random_uuid(), c.id, c.kind, c.scope_key, n.id::text, CASE c.kind WHEN 'mentoring' THEN 'mentor' ELSE 'legal_vice_principal' END,
    CASE c.kind WHEN 'mentoring' THEN 'limited' ELSE 'full' END, '担任本校法治副校长', now()
  FROM named n JOIN LATERAL (SELECT n.case_id AS id UNION ALL SELECT m.case_id FROM mentoring_file m WHERE m.service_id = n.case_id AND m.ended_on IS NULL) f
    ON TRUE JOIN case_file c ON c.id = f.id`

const SERVICE_ROAD = [
  ['nominate', 'nominated'],
  ['appoint', 'appointed'],
  ['begin', 'active'],
  ['end', 'ended'],
] as const
const MENTORING_ROAD = [
  ['propose', 'proposed'],
  ['agree', 'agreed'],
  ['accept', 'active'],
  ['end', 'ended'],
] as const
const END = { code: 'close', role: 'SP', rule: 'D4.mentoring_end', days: [10, 300] } as const
const CONTACT = JSON.stringify({ name: '某老师', phone: '13800000000' })
const TOPICS = ['traffic', 'bullying', 'online'] as const

/** The rows of each service and then of each mentoring, of a bench of so many files. */
export function* legalRows(files: number, today: LegalDay): Generator<Rows> {
  const rng = makeRng(44_08)
  const { day, within } = makeDays(rng, today)
  const make = spineMaker(rng, today)
  const serving: { id: string; school: (typeof SCHOOLS)[number] }[] = []
  const services = Math.max(SERVING, Math.round(files * SHARE.services))
  for (let n = 1; n <= services; n++) {
    const inForce = n <= SERVING
    const school = SCHOOLS[n % SCHOOLS.length]!
    const opened = -(inForce ? within(100, 900) : within(1200, 3000))
    const { rows, add, child, number } = make(n, {
      ...{ kind: 'legal_lesson', series: 'FZ', unit: school, steps: SERVICE_ROAD.slice(0, inForce ? 3 : 4), opened },
      ended: !inForce,
    })
    const after = (days: number) => day(Math.min(0, opened + days))
    add('lvp_service', {
      ...{ ...child, officer_mac: `FZ${number}`, born_on: day(-within(11_000, 20_000)), organ: 'procuratorate' },
      ...{
        organ_name: '某县人民检察院',
        duty: '检察官',
        nominated_on: after(0),
        appointed_on: after(2),
        from_on: after(4),
      },
      ...{ until_on: day(opened + 1095), training_hours: 8, began_on: after(4) },
      ...{ ended_on: inForce ? null : after(6), end_cause: inForce ? null : 'term' },
    })
    for (let i = 0; i < LESSONS; i++) {
      const ahead = inForce && i < 2
      const on = ahead ? day(within(3, 40)) : day(Math.min(-1, opened + 10 + i * 30))
      add('legal_lesson', {
        ...{ ...child, id: uuidv7(), on_day: on, class_name: `${1 + rng.below(9)} 年级 ${1 + rng.below(6)} 班` },
        ...{ topic: rng.pick(TOPICS), hours: 1 + rng.below(2), head_count: ahead ? null : 45 },
        ...{ state: ahead ? 'planned' : 'done', by_post_id: child.case_id, by_name: '某某' },
        ...{ created_at: `${after(5)} 01:30:00+00`, done_at: ahead ? null : `${on} 08:30:00+00` },
      })
    }
    if (inForce) serving.push({ id: child.case_id, school })
    yield rows
  }
  for (let n = 1; n <= Math.round(files * SHARE.mentoring); n++) {
    const inForce = rng.chance(IN_FORCE_PERCENT) || n <= MENTEES * SERVING
    const { id, school } = serving[n % serving.length]!
    const opened = -(inForce ? within(20, 250) : within(400, 2000))
    const { rows, add, child } = make(n, {
      ...{ kind: 'mentoring', series: 'JD', unit: school, steps: MENTORING_ROAD.slice(0, inForce ? 3 : 4), opened },
      ...{ ended: !inForce, due: inForce ? END : undefined },
    })
    const after = (days: number) => day(Math.min(0, opened + days))
    const birth = day(-within(3000, 5700))
    for (const one of [rows.person![0]!, rows.case_file![0]!]) one.birth_on = birth
    add('mentoring_file', {
      ...{ ...child, child_case_id: uuidv7(), service_id: id, post_id: id, mentor_name: '某某', class_name: '2024-2' },
      ...{
        needs: ['study'],
        contact_enc: encrypt(CONTACT, contactContext(child.case_id)),
        proposed_on: after(0),
        agreed_on: after(2),
        active_on: after(4),
      },
      ...{ until_on: day(opened + 365), last_talk_on: after(15), next_on: inForce ? day(within(-3, 30)) : null },
      ...{ ended_on: inForce ? null : after(6), end_cause: inForce ? null : 'until' },
    })
    yield rows
  }
}
