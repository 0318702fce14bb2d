/** One matter as its papers tell it. `clear`: decrypted too; a list of offers needs none of it. */
import type { Ctx } from '~/casefile/act.server'
import type { CaseRow } from '~/casefile/domain'
import { ruleBook } from '~/casefile/rules.server'
import { decrypt } from '~/lib/crypto.server'
import { dbToDay } from '~/lib/dates'
import { directory } from '~/orgs/find-units.server'
import { agents, channels, isPetition, matterLabel, replyChannels, urgencies } from '../terms'
import type { IntakePaper } from './facts'

const word = (terms: Record<string, string>, code: string) => terms[code] ?? code

export async function readIntakePaper({ actor, db }: Ctx, file: CaseRow, clear: boolean): Promise<IntakePaper> {
  const row = await db.intakeFile.findUniqueOrThrow({ where: { caseId: file.id } })
  const phone = await db.caseContact.findFirst({
    where: { caseId: file.id, what: 'phone', relation: null, endedAt: null },
    orderBy: { addedAt: 'desc' },
    select: { valueEnc: true },
  })
  const papers = await db.casePaper.findMany({
    where: { caseId: file.id },
    select: { title: true },
    orderBy: { id: 'asc' },
  })
  const { units } = await directory(db)
  const book = await ruleBook(db)
  const name = (code: string | null) => (code ? (units.get(code)?.name ?? code) : null)
  const open = (value: string | null | undefined, context: string) => (clear && value ? decrypt(value, context) : null)
  const window = units.get(file.scopeKey)
  const items = open(row.supplementEnc, `intake_supplement:${file.id}`)
  return {
    caseNo: file.caseNo,
    name: file.name,
    phone: open(phone?.valueEnc, `contact:${file.id}`),
    matter: matterLabel(row.matter),
    petition: isPetition(row.matter),
    channel: word(channels, row.channel),
    replyChannel: word(replyChannels, row.replyChannel),
    urgency: word(urgencies, row.urgency),
    summary: open(row.summaryEnc, `intake_summary:${file.id}`),
    agent: row.agent
      ? {
          what: word(agents, row.agent),
          name: open(row.agentNameEnc, `intake_agent:${file.id}`),
          on: row.authorisedOn && dbToDay(row.authorisedOn),
        }
      : null,
    receivedOn: dbToDay(row.receivedOn),
    replyDueOn: dbToDay(row.replyDueOn),
    window: { name: window?.name ?? '', phone: window?.phone ?? null },
    supplement: row.supplementOn && {
      on: dbToDay(row.supplementOn),
      dueOn: dbToDay(row.supplementDueOn!),
      items: items ? (JSON.parse(items) as { what: string; why?: string }[]) : [],
    },
    papers: papers.map((paper) => paper.title),
    told: row.toldOn && { on: dbToDay(row.toldOn) },
    main: name(row.mainUnit),
    reply: row.repliedOn && {
      on: dbToDay(row.repliedOn),
      text: open(row.replyEnc, `intake_reply:${file.id}`),
      by: name(row.repliedUnit) ?? '',
    },
    round: row.round,
    reopenDays: book.rule('X.intake_reopen', actor.today).value,
  }
}
