/** Files of released people on the real database, brought as far as their documents need, with rare and long words. */
import { act } from '~/casefile/act.server'
import { decide } from '~/casefile/decide.server'
import type { Domain } from '~/casefile/domain'
import type { DocumentSource } from '~/casefile/documents/declare'
import { drawUp } from '~/casefile/documents/draw-up.server'
import { seenDigest, thaw } from '~/casefile/documents/freeze.server'
import { issueDocument } from '~/casefile/documents/issue.server'
import { decideDocument } from '~/casefile/documents/approve.server'
import { loadCase } from '~/casefile/load-case.server'
import type { BaseFacts } from '~/casefile/kind'
import { recordVisit } from '~/casefile/visits/record-visit.server'
import type { Actor } from '~/access/actor'
import { env } from '~/lib/env.server'
import { uuidv7 } from '~/lib/ids.server'
import { ensureVaultKeys } from '~/people/vault-mouth.server'
import { handoffPapers, noticePapers, supportPapers } from '~/domains/handoff/documents.server'
import { handoff, support } from '~/domains/handoff/domain.server'
import { openNotice } from '~/domains/handoff/open/open-notice.server'
import { openSupport } from '~/domains/handoff/open/open-support.server'
import { newNotice, newSupport } from '~/domains/handoff/steps/inputs-open'
import { actorOf, at, formOf, inScope, openAt, rowOf, seedPlaces } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { makePost } from '../../support/people'

export const OFFICE = '340705001-JO1'
export const people = {
  JC: actorOf('JC', '340705-JB1'),
  JA: actorOf('JA', '340705-JB1'),
  TJ: actorOf('TJ', OFFICE),
  TH: actorOf('TH', OFFICE),
  PR: actorOf('PR', '34-PR1'),
  JX: actorOf('JX', '3407-JB1'),
  neighbour: actorOf('TJ', '340705002-JO1'),
  abroad: actorOf('JC', '340706-JB1'),
}
let helper = ''

/** Rare characters (two of them outside the basic plane), a name with a dot, markup-like text. */
export const NAME = '𠮷日嘎拉·吾买尔江㛃𬭼'
export const ID_NO = '340799199005050015'
export const PLAN = `每月联系一次，推荐就业；<b>不</b>&强求。\n${'协助办理社会保险接续、申请公共租赁住房，并帮助其与家人恢复联系。'.repeat(12)}`

export async function seedPapers(): Promise<void> {
  await testDatabase()
  await seedPlaces()
  ensureVaultKeys(env.VAR_DIR)
  helper = (await makePost({ role: 'PH', unit: OFFICE, name: '帮小扶' })).id
  await asSuperuser(`UPDATE unit SET phone = '0562-2800001' WHERE code = $1`, [OFFICE])
}

export const helperPost = () => helper

export async function take(
  actor: Actor,
  id: string,
  step: string,
  fields: Record<string, string> = {},
  domain: unknown = handoff,
) {
  const { version } = await rowOf(id)
  return inScope(actor, (ctx) => act(domain as Domain, ctx, { caseId: id, step, version, form: formOf(fields) }))
}

export async function confirm(actor: Actor, id: string, step: string) {
  const [proposal] = await asSuperuser<{ id: string }>(
    `SELECT id FROM proposal WHERE case_id = $1 AND step = $2 AND state = 'waiting'`,
    [id, step],
  )
  return inScope(actor, (ctx) => decide(handoff, ctx, { proposalId: proposal!.id, accept: true }))
}

/** A prison's notice and the county's file that came of it. */
export async function send(given: Record<string, unknown> = {}): Promise<{ noticeId: string; id: string }> {
  const notice = newNotice.parse({
    idType: 'none',
    noIdReason: '未办',
    sex: 'M',
    birthOn: '1990-05-05',
    residenceCode: '340705001',
    hujiCode: '340705001',
    address: '莲花村12号院<3栋>',
    phone: '13800000001',
    contactName: '古丽',
    contactRelation: 'spouse',
    contactPhone: '13800000002',
    offenceCode: '264',
    sentenceMonths: 30,
    juvenileAtOffence: 'no',
    keyCategory: ['no_home'],
    name: NAME,
    noticeOn: '2026-11-10',
    releaseDueOn: '2026-12-15',
    prisonName: '白湖监狱',
    ...given,
  })
  const opened = await inScope(people.PR, (ctx) => openNotice(ctx, notice))
  const [link] = await asSuperuser<{ to_id: string }>('SELECT to_id FROM case_link WHERE from_id = $1', [opened.id])
  return { noticeId: opened.id!, id: link!.to_id }
}

export const verify = (id: string) =>
  take(people.JC, id, 'verify', { verifyResult: 'match', townUnit: OFFICE, keyCategory: 'no_home', needs: 'housing' })

/** Fetched at the gate and handed over on 2026-12-15. */
export async function handOver(id: string): Promise<void> {
  await take(people.TJ, id, 'plan_pickup', {
    pickupMode: 'joint',
    pickupAt: '2026-12-15T09:00',
    'people[0].name': '王一',
    'people[0].phone': '13800000003',
    'people[1].name': '古丽',
    'people[1].phone': '13800000002',
    transport: '单位车辆',
    pickupCost: '120',
    fundSource: 'county',
    tonight: '司法所联系的公租房',
  })
  await take(gate.TJ, id, 'hand_over', {
    releasedOn: '2026-12-15',
    handedOverAt: '2026-12-15T10:05',
    handoverPlace: '监狱门口',
    atGate: 'on',
    personSigned: 'on',
    releaseCertNo: '释字〔2026〕17',
    prisonSignedBy: '刘警官',
    prisonSignedOn: '2026-12-15',
  })
}
const on = (iso: string) =>
  Object.fromEntries(Object.entries(people).map(([role, actor]) => [role, at(actor, iso)])) as typeof people
export const gate = on('2026-12-15T12:00:00+08:00')
export const helping = on('2026-12-21T12:00:00+08:00')
export const late = on('2031-12-20T12:00:00+08:00')

export async function register(id: string): Promise<void> {
  await take(helping.TJ, id, 'register', {
    residenceCode: '340705001',
    address: '莲花村12号院<3栋>',
    firstTalkOn: '2026-12-17',
    firstTalkNote: '谈了住处和工作。',
    phone: '13900000002',
    needs: 'job',
  })
}

export async function startHelp(id: string): Promise<void> {
  await take(helping.TJ, id, 'start_help', {
    'group[0].name': '王一',
    'group[0].kind': 'justice_office',
    'group[0].sex': 'M',
    'group[1].name': '李二',
    'group[1].kind': 'village',
    'group[1].sex': 'M',
    'group[2].name': '赵三',
    'group[2].kind': 'family',
    'group[2].sex': 'F',
    guidanceOwner: '王一',
    contactOwner: '李二',
    supportOwner: '赵三',
    supportLevel: 'A',
    levelReason: '没有住处，刚刚找到工作',
    pairHelperPostId: helper,
    pairDeclaredOn: '2026-12-20',
    agreementOn: '2026-12-20',
    'agreement.title': '安置帮教协议书',
    'agreement.onDay': '2026-12-20',
    'agreement.keptAt': '二号柜',
    plan: PLAN,
    placementType: 'employed',
    placedOn: '2026-12-20',
    placementEvidence: '劳动合同',
  })
  await take(helping.TJ, id, 'add_measure', { type: 'training', referredOn: '2026-12-21', note: '电焊' })
  await inScope(helping.TJ, (ctx) =>
    recordVisit(handoff, ctx, {
      caseId: id,
      form: formOf({
        type: 'visit',
        onDay: '2026-12-21',
        place: '家中',
        present: '李二、本人',
        tags: 'warmth',
        note: '已安顿好，约好周五去人社所。',
        nextOn: '2027-01-05',
      }),
    }),
  )
}

const paper = { 'paper.title': '材料', 'paper.onDay': '2026-12-20', 'paper.keptAt': '一号柜' }

export async function entrust(id: string, approve = true): Promise<void> {
  await take(helping.TJ, id, 'entrust', {
    awayTo: '合肥市蜀山区',
    awayUnit: '合肥市蜀山区荷叶地街道司法所',
    awayUntil: '2027-06-01',
    consentOn: '2026-12-20',
    ...paper,
  })
  if (approve) await confirm(helping.TH, id, 'entrust')
}

export async function transfer(id: string): Promise<void> {
  await take(helping.TJ, id, 'transfer', {
    toUnit: '340706-JB1',
    reason: '投靠亲属，迁居义安',
    address: '东联镇某路8号',
  })
  await confirm(helping.JA, id, 'transfer')
}

export async function ended(id: string): Promise<void> {
  await take(late.TJ, id, 'end_review', {
    onDay: '2031-12-01',
    conclusion: '已稳定',
    furtherHelp: '继续办理养老保险接续',
  })
  await take(late.TJ, id, 'end', { agreed: 'on', personToldOn: '2031-12-15' })
  await confirm(late.JA, id, 'end')
}

/** Files at the office as a hand-over leaves them, put there at once: for tests of the papers, not of the road. */
export const handedOver = async (count = 1): Promise<string[]> =>
  (
    await openAt(
      'handoff',
      OFFICE,
      Array.from({ length: count }, () => lives('handed_over')),
    )
  ).map((one) => one.id)

/** A file in help, with a plan, a group and a visit. */
export const inHelp = async (own: Record<string, unknown> = {}): Promise<string> =>
  (await openAt('handoff', OFFICE, [lives('in_help', own)]))[0]!.id

function lives(state: string, own: Record<string, unknown> = {}) {
  const help = state === 'in_help'
  return {
    state,
    due: [],
    rows: {
      handoff_file: [
        {
          source_type: 'prison',
          prison_name: '白湖监狱',
          key_category: [],
          needs: [],
          insurance_status: [],
          released_on: '2026-11-20',
          handed_over_at: '2026-11-20T02:00:00Z',
          help_start_on: '2026-11-20',
          help_end_on: '2031-11-20',
          support_level: help ? 'B' : null,
          ...own,
        },
      ],
      handoff_offence: [{ offence_code: '264', sentence_months: 30, juvenile_at_offence: false }],
      ...(help && {
        handoff_group_member: [
          { id: uuidv7(), name: '王一', member: 'justice_office', sex: 'M', from_on: '2026-11-21' },
          { id: uuidv7(), name: '李二', member: 'village', sex: 'F', from_on: '2026-11-21' },
        ],
        visit: [
          {
            id: uuidv7(),
            type: 'visit',
            on_day: '2026-11-22',
            reached: true,
            by_post_id: people.TJ.postId,
            by_name: people.TJ.userName,
            created_at: '2026-11-22T02:00:00Z',
          },
        ],
      }),
    },
  }
}

/** A file of neutral help with a plan and a visit. */
export async function openHelped(): Promise<string> {
  const given = newSupport.parse({
    idType: 'none',
    noIdReason: '未办',
    name: NAME,
    sex: 'F',
    birthOn: '1990-05-05',
    residenceCode: '340705001',
    phone: '13800000001',
    needs: ['job'],
  })
  const { id } = await inScope(people.TJ, (ctx) => openSupport(ctx, given))
  await take(people.TJ, id!, 'start', { onDay: '2026-11-23', needs: 'job', plan: PLAN }, support)
  await inScope(people.TJ, (ctx) =>
    recordVisit(support, ctx, {
      caseId: id!,
      form: formOf({ type: 'call', onDay: '2026-11-23', note: '打过电话' }),
    }),
  )
  return id!
}

const sources = { handoff: handoffPapers, release_notice: noticePapers, support: supportPapers }
type SourceName = keyof typeof sources

/** Draws up and issues as a page and its form do. */
export function issue(
  actor: Actor,
  id: string,
  code: string,
  given: { about?: string; kind?: SourceName; replaces?: string; reason?: string; seen?: string } = {},
) {
  const source = sources[given.kind ?? 'handoff'] as unknown as DocumentSource<BaseFacts, unknown>
  return inScope(actor, async (ctx) => {
    const file = await loadCase(ctx.db, source.domain.kind.name, id)
    const { content } = await drawUp(source, ctx, file, { code, about: given.about ?? '' })
    return issueDocument(source, ctx, { caseId: id, code, about: content.about, seen: seenDigest(content), ...given })
  })
}

/** The second hand on the paper itself. */
export const approve = (actor: Actor, id: string, documentId: string, accept = 'yes', reason?: string) =>
  inScope(actor, (ctx) =>
    decideDocument(handoffPapers.documents, ctx, { kind: 'handoff', caseId: id, documentId, accept, reason }),
  )

/** The content of a document as it is frozen. */
export const contentOf = (actor: Actor, documentId: string) =>
  inScope(actor, async ({ db }) => thaw(await db.caseDocument.findUniqueOrThrow({ where: { id: documentId } })))
