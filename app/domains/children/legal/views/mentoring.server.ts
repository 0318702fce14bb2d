/**
 * Mentoring as its school and its mentor see it. The mentor's data hold the given name, class, agreed needs and the school's
 * contact, his talks, and nothing else of the file.
 */
import type { Context } from '~/access/guard.server'
import { Prisma } from '~/generated/prisma/client'
import { fieldBits } from '~/audit/events'
import { logAccess } from '~/audit/log.server'
import type { CaseRow } from '~/casefile/domain'
import { countText, listCases } from '~/casefile/find.server'
import { isCaseId } from '~/casefile/load-case.server'
import { commonQuery, nextHref, stateOptions } from '~/casefile/lists/list-view.server'
import { findCase } from '~/casefile/read.server'
import { dueWords } from '~/casefile/ui/day-words'
import { doneWords } from '~/casefile/ui/done-words'
import { courseOf, readCaseFrame } from '~/casefile/ui/read-case-frame.server'
import { stateView } from '~/casefile/ui/state-view'
import { decrypt } from '~/lib/crypto.server'
import { dbToDay, type LegalDay } from '~/lib/dates'
import { notFound } from '~/lib/errors'
import { directory } from '~/orgs/find-units.server'
import { maskName } from '~/people/identity'
import { mentoring } from '../domain.server'
import { viewContext } from '../effects/mentoring.server'
import { mentoringKind } from '../mentoring.kind'
import { contactContext } from '../open/propose.server'
import { endCauses, needWords, talkLengths, topicWord } from '../terms'

const TALKS = 100
const day = (date: Date | null): LegalDay | null => date && dbToDay(date)
type Contact = { name: string; phone: string }

/** What the mentor may know, and no more. */
async function outlineOf({ db }: Context, file: CaseRow) {
  const row = await db.mentoringFile.findUniqueOrThrow({ where: { caseId: file.id } })
  const { units } = await directory(db)
  const contact = JSON.parse(decrypt(row.contactEnc, contactContext(file.id))) as Contact
  return {
    row,
    outline: {
      id: file.id,
      name: file.name,
      state: stateView(mentoringKind, file.state),
      className: row.className,
      school: units.get(file.scopeKey)?.name ?? file.scopeKey,
      needs: needWords(row.needs),
      contact: `${contact.name} ${contact.phone}`,
      untilOn: day(row.untilOn),
      nextOn: day(row.nextOn),
    },
  }
}

async function talksOf({ db }: Context, file: CaseRow) {
  const talks = await db.mentoringTalk.findMany({
    where: { caseId: file.id },
    orderBy: [{ onDay: 'desc' }, { id: 'desc' }],
    take: TALKS,
  })
  return talks.map((one) => ({
    id: one.id,
    onDay: dbToDay(one.onDay),
    length: talkLengths[String(one.halfHours) as keyof typeof talkLengths] ?? `${one.halfHours / 2} 小时`,
    topic: topicWord(one.topic),
    nextOn: day(one.nextOn),
    worry: one.worry,
  }))
}

/** Where the mandatory report begins, told which mentoring it came from. */
export const reportHref = (fileToken: string): string => `/children/reports/new?file=${encodeURIComponent(fileToken)}`

/** The mentor's page of one child. Throws 404 when it is not his, has ended, or its last day is over. */
export async function readMentee(c: Context) {
  const { file } = await findCase(c, 'mentoring', c.params.id)
  if (file.state !== 'agreed' && file.state !== 'active') throw notFound()
  await logAccess(c.db, c.actor, { event: 'read', fileToken: file.fileToken, fields: fieldBits(['outline', 'help']) })
  const { outline } = await outlineOf(c, file)
  return {
    as: 'mentor' as const,
    ...outline,
    talks: await talksOf(c, file),
    reportHref: reportHref(file.fileToken),
    done: doneWords(mentoringKind, c.url),
    worry: c.url.searchParams.has('worry'),
  }
}
export type MenteeData = Awaited<ReturnType<typeof readMentee>>

/** The child's full name, from its own file in the reader's own scope; its given name when that file is not his any more. */
async function childOf({ db }: Context, id: string, given: string) {
  const child = await db.caseFile.findFirst({ where: { id }, select: { name: true } })
  return child ? { name: child.name, href: `/children/${id}` } : { name: given, href: null }
}

const tabs = ['talks', 'timeline'] as const
export async function readMentoring(c: Context) {
  const tab = tabs.find((one) => one === c.url.searchParams.get('tab')) ?? 'talks'
  const { file, head, work } = await readCaseFrame(mentoring, c, c.params.id, [
    'outline',
    tab === 'timeline' ? 'timeline' : 'help',
  ])
  if (!work) throw notFound()
  const { row, outline } = await outlineOf(c, file)
  const consents = await c.db.consent.findMany({
    where: { caseId: file.id, withdrawnOn: null },
    orderBy: { signedOn: 'desc' },
    take: 3,
  })
  return {
    as: 'school' as const,
    ...outline,
    tab,
    head,
    work,
    done: doneWords(mentoringKind, c.url),
    child: await childOf(c, row.childCaseId, file.name),
    mentor: row.mentorName,
    term: row.term,
    agreedOn: day(row.agreedOn),
    view: row.viewEnc && decrypt(row.viewEnc, viewContext(file.id)),
    consent: consents[0]
      ? `${consents[0].signer}，${dbToDay(consents[0].signedOn)}，原件在${consents[0].keptAt}`
      : null,
    ended:
      row.endCause && `${endCauses[row.endCause] ?? row.endCause}${row.endedOn ? `（${dbToDay(row.endedOn)}）` : ''}`,
    talks: tab === 'talks' ? await talksOf(c, file) : null,
    timeline: tab === 'timeline' ? await courseOf(mentoringKind, c, file) : null,
  }
}
export type MentoringData = Awaited<ReturnType<typeof readMentoring>>

/** The school's list, by what is due next. */
export async function readMentoringList(c: Context) {
  const { actor, db, url } = c
  const list = await listCases(c, 'mentoring', {
    ...commonQuery(url),
    table: 'mentoring_file',
    select: Prisma.sql`h.class_name, h.mentor_name, h.needs, h.until_on, h.last_talk_on, h.child_case_id`,
  })
  const ids = list.rows.map((row) => String(row.extra.child_case_id)).filter(isCaseId)
  const names = ids.length
    ? await db.caseFile.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
    : []
  const nameOf = new Map(names.map((one) => [one.id, one.name]))
  return {
    unit: actor.unit.name,
    rows: list.rows.map((row) => ({
      id: row.id,
      name: maskName(nameOf.get(String(row.extra.child_case_id)) ?? row.name),
      className: String(row.extra.class_name),
      mentor: String(row.extra.mentor_name),
      needs: needWords(row.extra.needs as string[]),
      until: (row.extra.until_on as LegalDay | null) ?? null,
      lastTalk: (row.extra.last_talk_on as LegalDay | null) ?? null,
      state: stateView(mentoringKind, row.state),
      due: dueWords(row.nextDueOn, actor.today),
    })),
    count: countText(list),
    next: nextHref(url, list.next),
    states: stateOptions(mentoringKind),
    values: { order: 'due', ...Object.fromEntries(url.searchParams) } as Record<string, string>,
  }
}
export type MentoringListData = Awaited<ReturnType<typeof readMentoringList>>
