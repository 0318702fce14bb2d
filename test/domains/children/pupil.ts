/** A child of a village with parents' numbers, school, class and consents, and those who stand around it. */
import type { Role } from '~/access/roles'
import { encrypt } from '~/lib/crypto.server'
import { uuidv7 } from '~/lib/ids.server'
import { actorOf, openAt } from '../../support/cases'
import { asSuperuser } from '../../support/database'
import { makePost, type TestPost } from '../../support/people'

export const VILLAGE = '340705001001-VC1'
export const SCHOOL = '340705001-SC1'
export const CLASS = `${SCHOOL}-2024-1`

export const teacher = (classCode = CLASS, unit = classCode.slice(0, SCHOOL.length)) => {
  const postId = uuidv7()
  return actorOf('ST', unit, { postId, classCode, holders: [postId, classCode] })
}
export const officer = (unit = SCHOOL) => actorOf('SP', unit)
export const director = (unit = VILLAGE) => actorOf('CD', unit)
export const supervisor = (unit = '340705001-CW1') => actorOf('CS', unit)

/** The actor of a post that exists. */
export const holderOf = (post: TestPost, given: { authorisedUntil?: string | null } = {}) =>
  actorOf(post.role, post.unit, { postId: post.id, userId: post.userId, holders: [post.id], ...given })
export const postOf = (role: Role, unit: string, name?: string) => makePost({ role, unit, ...(name && { name }) })

type Given = {
  name?: string
  village?: string
  classCode?: string
  /** Scopes of the guardian's consents. */
  consents?: string[]
  phones?: { father?: string; mother?: string }
  grade?: number
}

/** Opens the file; gives its id. */
export async function newChild({
  name = '欧阳小洋',
  village = VILLAGE,
  classCode = CLASS,
  consents = ['call', 'pairing'],
  phones = { mother: '13800000002' },
  grade = 3,
}: Given = {}): Promise<string> {
  const [opened] = await openAt('child', village, [{}])
  const id = opened!.id
  await asSuperuser(
    `UPDATE case_file SET name = $2, state = 'in_care', birth_on = '2017-05-01', pinyin = 'x' WHERE id = $1`,
    [id, name],
  )
  const school = classCode.slice(0, SCHOOL.length)
  await asSuperuser('UPDATE child_file SET school_code = $2, class_code = $3, grade = $4 WHERE case_id = $1', [
    id,
    school,
    classCode,
    grade,
  ])
  await asSuperuser(
    `INSERT INTO case_party (id, case_id, kind, scope_key, holder, part, view, from_at, basis)
     SELECT gen_random_uuid(), $1, 'child', $2, holder, part, 'school', '2026-09-01', 'enrolment' FROM (VALUES ($3, 'school'), ($4, 'class')) v(holder, part)`,
    [id, village, school, classCode],
  )
  for (const [who, phone] of Object.entries(phones))
    await asSuperuser(
      `INSERT INTO child_parent (id, case_id, kind, scope_key, who, away, phone_enc) VALUES (gen_random_uuid(), $1, 'child', $2, $3, true, $4)`,
      [id, village, who, encrypt(phone, `child_parent:${id}`)],
    )
  if (consents.length) await consentTo(id, consents)
  return id
}

/** A guardian's consent on the file; gives its id. */
export async function consentTo(caseId: string, scope: string[]): Promise<string> {
  const [row] = await asSuperuser<{ id: string }>(
    `INSERT INTO consent (id, case_id, kind, scope_key, signer, capacity, scope, recipients, text_version, text_hash, method, signed_on)
     SELECT gen_random_uuid(), id, kind, scope_key, '某某', 'guardian', $2, '{}', '2026-01', 'x', 'paper', '2026-09-01' FROM case_file WHERE id = $1 RETURNING id`,
    [caseId, scope],
  )
  return row!.id
}
