/** The forms of mentoring: proposing it, and each of its steps; where they lead to. */
import type { Context } from '~/access/guard.server'
import { parseInput } from '~/casefile/act.server'
import { stepData } from '~/casefile/ui/step-data.server'
import { ruleBook } from '~/casefile/rules.server'
import { addDays } from '~/lib/dates'
import { mentoring } from '../domain.server'
import type { Propose } from '../inputs'
import { mentoringKind } from '../mentoring.kind'
import { childrenOf, mentorsOf, proposeMentoring } from '../open/propose.server'
import { schoolYearEnd } from '../../rules'
import { openLegalStep, takeLegalStep } from '../take-step.server'
import { reportHref } from './mentoring.server'

const PLACE = { label: '结对辅导', path: '/children/mentoring' }

export async function readMentoringStep(c: Context) {
  const opened = await openLegalStep(mentoring, c)
  const { facts, step } = opened
  const { today } = c.actor
  const from = step === 'renew' && facts.untilOn ? addDays(facts.untilOn, 1) : today
  const book = await ruleBook(c.db)
  const last = schoolYearEnd(from, (rule) => book.rule(rule, today).value)
  return {
    ...stepData(PLACE, c, opened),
    untilOn: facts.untilOn,
    last,
    defaults: { onDay: today, signedOn: today, untilOn: last, length: '2' } as Record<string, unknown>,
  }
}
export type MentoringStepData = Awaited<ReturnType<typeof readMentoringStep>>

/** A worry leads on to the mandatory report; whoever declines is back at his desk. */
export async function takeMentoringStep(c: Context): Promise<string> {
  const { id, step } = c.params
  const worried = step === 'talk' && c.form.get('worry') === 'on'
  const done = await takeLegalStep(mentoring, c)
  if (step === 'decline') return `/children/legal-education?${done}`
  if (!worried) return `${PLACE.path}/${id}?${done}`
  const file = await c.db.caseFile.findUniqueOrThrow({ where: { id }, select: { fileToken: true } })
  return reportHref(file.fileToken)
}

export async function readPropose(c: Context) {
  const q = (c.url.searchParams.get('q') ?? '').trim().slice(0, 20)
  const children = await childrenOf(c, q)
  const mentors = await mentorsOf(c)
  return {
    q,
    unit: c.actor.unit.name,
    token: c.token,
    children: children.map((one) => ({ value: one.id, label: one.name })),
    mentors: mentors.map((one) => ({ value: one.id, label: one.name })),
    defaults: {
      childId: c.url.searchParams.get('child') ?? '',
      serviceId: mentors.length === 1 ? mentors[0]!.id : '',
      contactName: c.actor.userName,
      ...c.draft?.initialValue,
    } as Record<string, unknown>,
  }
}
export type ProposeData = Awaited<ReturnType<typeof readPropose>>

/** Gives the address to go on to. Throws 422. */
export async function takePropose(c: Context): Promise<string> {
  for (const name of ['_token', '_intent']) c.form.delete(name)
  const id = await proposeMentoring(c, parseInput(mentoringKind.steps.propose!, c.form) as Propose)
  return `${PLACE.path}/${id}?done=propose`
}
