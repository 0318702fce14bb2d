/** What the steps about school do to the database: who of a school sees the child follows enrolment the same day. */
import type { Effect } from '~/casefile/domain'
import { sm3 } from '~/lib/crypto.server'
import { addDays, dayToDb } from '~/lib/dates'
import { invalid, refused } from '~/lib/errors'
import { instantOf } from '~/ui/form-inputs'
import type { ChildFacts } from '../facts'
import { guardianConsent, save, type Work } from './effect.server'

/**
 * Enrols the child: the file's school, class and grade, and in the same transaction the party rows of both. A school moves
 * its own pupils between its classes; from school to school the village does.
 */
async function enrol(work: Work) {
  const { db, file, input, facts, hand } = work
  const unit = hand.actor?.unit.code
  const role = hand.actor?.role
  const school: string | null = input.schoolCode ?? null
  if (role === 'SP' || role === 'ST') {
    if (facts.schoolCode !== unit) throw refused('这个孩子不在本校就读。')
    if (school !== unit) throw invalid({ schoolCode: ['转学由儿童主任办理；本校只登记转班'] })
  }
  if (school && !(await db.unit.findFirst({ where: { code: school, kind: 'school', closedOn: null } })))
    throw invalid({ schoolCode: ['请从列表中选择学校'] })
  await save(work, {
    schooling: input.schooling,
    grade: input.grade ?? null,
    enrolledOn: school ? dayToDb(input.onDay) : null,
    dropoutOn: input.schooling === 'out' ? undefined : null,
  })
  await db.$executeRaw`SELECT enrol_child(${file.id}::uuid, ${school}, ${school && input.classNo ? `${school}-${input.classNo}` : null})`
}

async function dropout(work: Work) {
  await save(work, { schooling: 'out', dropoutOn: dayToDb(work.input.onDay) })
}

async function screenAid(work: Work) {
  await save(work, { aidScreenedOn: dayToDb(work.input.onDay) })
}

const VIEW_TEXT =
  '监护人同意在所写日期以前，由所列法治副校长了解孩子的名字、班级和约定的帮助需要，用于法治教育和权益保护。'

/** A legal vice-principal's view, with the guardian's consent, until the day named; never longer than a year. */
async function grantView(work: Work) {
  const { db, file, input, today } = work
  const limit = work.book.rule('D4.grant_max', today).value
  if (input.untilOn > addDays(today, limit)) throw invalid({ untilOn: [`授权最长 ${limit} 天`] })
  const post = await db.post.findFirst({ where: { id: input.postId, role: 'LV', endedAt: null } })
  if (!post) throw invalid({ postId: ['请选择在任的法治副校长'] })
  await guardianConsent(work, {
    signer: input.consentBy,
    scope: 'view',
    recipients: [post.id],
    signedOn: input.consentOn,
    keptAt: input.keptAt,
    text: 'child-view-1',
    hash: sm3(VIEW_TEXT),
  })
  await db.$executeRaw`SELECT grant_child_view(${file.id}::uuid, ${input.postId}::uuid, ${instantOf(`${addDays(input.untilOn, 1)}T00:00`)}, '单次授权')`
}

async function endView({ db, file, input }: Work) {
  await db.$executeRaw`SELECT grant_child_view(${file.id}::uuid, ${input.postId}::uuid, NULL, '')`
}

export const schoolEffects: Record<string, Effect<ChildFacts>> = {
  enrol,
  dropout,
  screen_aid: screenAid,
  grant_view: grantView,
  end_view: endView,
}
