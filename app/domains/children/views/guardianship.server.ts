/** Guardianship by civil affairs: the list, one file, the proposal. */
import type { Context } from '~/access/guard.server'
import type { Ctx } from '~/casefile/act.server'
import { countText, listCases } from '~/casefile/find.server'
import { commonQuery, listRows, mayShowNames, nextHref, stateOptions } from '~/casefile/lists/list-view.server'
import { doneWords } from '~/casefile/ui/done-words'
import { courseOf, readCaseFrame } from '~/casefile/ui/read-case-frame.server'
import { fileToWork } from '~/casefile/ui/read-outlook.server'
import { mayShow, pageKey } from '~/casefile/ui/show-token.server'
import { decrypt } from '~/lib/crypto.server'
import { dbToDay } from '~/lib/dates'
import { refused } from '~/lib/errors'
import { child, guardianship } from '../domain.server'
import { guardianshipKind } from '../guardianship.kind'
import { grounds, guardianshipEnds, guardianshipForms, guardianshipPlaces } from '../terms'

const day = (date: Date | null) => date && dbToDay(date)
const word = (of: Record<string, string>, code: string | null) => (code ? (of[code] ?? code) : null)

export async function readGuardianshipList(ctx: Ctx, url: URL) {
  const list = await listCases(ctx, 'guardianship', commonQuery(url))
  const shown =
    mayShowNames(ctx.actor, 'guardianship') && mayShow(ctx.actor, url.searchParams.get('show'), pageKey(url))
  const values = { order: 'due', ...Object.fromEntries(url.searchParams) } as Record<string, string>
  return {
    rows: listRows(guardianshipKind, ctx, list, shown).map((row) => ({ ...row, extra: undefined })),
    shown,
    mayShow: mayShowNames(ctx.actor, 'guardianship'),
    count: countText(list),
    next: nextHref(url, list.next),
    unit: ctx.actor.unit.name,
    states: stateOptions(guardianshipKind),
    values,
    filtered: Object.entries(values).some(([name, value]) => value && !['show', 'after', 'order'].includes(name)),
  }
}
export type GuardianshipListData = Awaited<ReturnType<typeof readGuardianshipList>>

export async function readGuardianship(ctx: Ctx, id: string | undefined, url: URL) {
  const { file, head, work } = await readCaseFrame(guardianship, ctx, id, ['outline', 'help'])
  if (!work) throw refused()
  const row = await ctx.db.guardianshipFile.findUniqueOrThrow({ where: { caseId: file.id } })
  const timeline = url.searchParams.get('tab') === 'timeline'
  return {
    head,
    work,
    done: doneWords(guardianshipKind, url),
    about: {
      ground: word(grounds, row.ground)!,
      facts: decrypt(row.factsEnc, `guardianship:${file.id}`),
      proposedOn: dbToDay(row.proposedOn),
      childNo: row.childNo,
      // The county decides here, and has no child's file to open.
      childHref: ctx.actor.role === 'CA' ? null : `/children/${row.childCaseId}`,
      form: word(guardianshipForms, row.form),
      place: word(guardianshipPlaces, row.place),
      decisionNo: row.decisionNo,
      decidedOn: day(row.decidedOn),
      reason: row.reasonEnc && decrypt(row.reasonEnc, `guardianship:${file.id}`),
      fromOn: day(row.fromOn),
      untilOn: day(row.untilOn),
      endedOn: day(row.endedOn),
      endCause: word(guardianshipEnds, row.endCause),
    },
    timeline: timeline ? await courseOf(guardianshipKind, ctx, file) : null,
  }
}
export type GuardianshipData = Awaited<ReturnType<typeof readGuardianship>>

/** The form that proposes it, from the child's file. */
export async function readProposeForm(c: Context) {
  const file = await fileToWork(child, c, c.params.id)
  if (file.state !== 'danger') throw refused('孩子不在“监护风险处置”中，不能提出民政监护。')
  return {
    base: `/children/${file.id}`,
    caseNo: file.caseNo,
    person: file.name,
    token: c.token,
    today: c.actor.today,
    defaults: { onDay: c.actor.today, ...c.draft?.initialValue } as Record<string, unknown>,
  }
}
export type ProposeData = Awaited<ReturnType<typeof readProposeForm>>
