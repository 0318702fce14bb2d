/** 预释放花名册: the county opens its files; the prison sends its notices and delivers the county's files with them. */
import type { Answers, ImportContext, ImportVariant, RowIn, Written } from '~/casefile/import/adapter'
import { openCases, type OpenItem } from '~/casefile/open.server'
import { directory, type Directory } from '~/orgs/find-units.server'
import { handoff, releaseNotice } from '../domain.server'
import { freshFacts, type HandoffFacts } from '../facts'
import { handoffRow } from '../open/handoff-rows'
import { rosterColumns } from './columns'
import { judgeList, readyRows, type ListReader, type ReadyRow } from './judge.server'
import { contactsOf, keptCategories, offenceOf, personOf } from './person'
import { prisonIn, prisonNamed, townChoices } from './place.server'
import { writeProtected } from './protected.server'
import { readRosterRow, type RosterValue } from './read-roster-row'
import type { NoticeFacts } from '../release-notice.kind'
import { mustPickup } from '../rules'

const list: ListReader<RosterValue> = {
  read: (row, ctx, { actor }) =>
    readRosterRow(row.rowNo, row.cells, { ...ctx, ...(actor.role === 'PR' && { prison: actor.unit.name }) }),
  town: { field: 'huji_town', of: (value) => value.huji_town },
  releaseOn: (value) => value.release_due_on,
  foreign: (value, { actor }, dir) => {
    if (actor.role !== 'PR' || !value.prison) return undefined
    const prison = prisonNamed(dir, value.prison)
    return prison?.code === actor.unit.code ? undefined : (prison?.name ?? '其他监所')
  },
  kind: ({ actor }) => (actor.role === 'PR' ? 'release_notice' : 'handoff'),
}

export const roster: ImportVariant = {
  label: '预释放人员花名册',
  hint: '监所发来或准备发出的花名册，每人一行。',
  roles: ['JC', 'PR'],
  columns: rosterColumns,
  companions: (field, cells) => {
    if (field === 'id_no') return !cells.id_no || cells.id_no.kind === 'empty' ? ['no_id_reason', 'birth_date'] : []
    return field === 'sex' || field === 'birth_date' ? ['id_no'] : []
  },
  choices: async ({ actor, db }) => ({ huji_town: townChoices(await directory(db), actor), sex: sexChoices }),
  questions: [
    {
      key: 'prison',
      label: '监所（名单没有这一列，全部人员同一监所）',
      hint: '如“白湖监狱”；标题里写了的已代为填入，请核对。',
      fills: 'prison',
      when: (mapping) => typeof mapping.prison !== 'number',
    },
    {
      key: 'all_adult',
      label: '已逐人核对：名单上的人犯罪时都已满 18 周岁',
      hint: '名单没有写明时须由您确认；不能确认的，逐行补填犯罪日期。',
      when: (mapping) => typeof mapping.key_category !== 'number' && typeof mapping.juvenile_at_offence !== 'number',
    },
  ],
  fromTitle: async ({ db }, title): Promise<Answers> => {
    const prison = prisonIn(await directory(db), title)
    return prison ? { prison: prison.name } : {}
  },
  judge: (context, rows, seen) => judgeList(list, context, rows, seen),
  write: writeRoster,
}

export const sexChoices = [
  { value: '男', label: '男' },
  { value: '女', label: '女' },
]

async function writeRoster(
  context: ImportContext,
  rows: { create: readonly RowIn[]; vault: readonly RowIn[] },
): Promise<Written[]> {
  const prison = context.actor.role === 'PR'
  const dir = await directory(context.db)
  const open = await readyRows(list, context, rows.create)
  const apart = await readyRows(list, context, rows.vault)
  const ids = prison
    ? await sendNotices(context, dir, open)
    : (
        await openCases(
          handoff,
          context,
          open.map((row) => countyItem(context, dir, row)),
        )
      ).map(({ id }) => id)
  await writeProtected(
    context,
    apart.map(({ value, place, row }) => ({
      value,
      place,
      contacts: contactsOf({ address: value.address, family: value.contact }),
      record: { ...value, list: 'roster', rowNo: row.rowNo },
    })),
    prison ? 'deliver' : 'own',
  )
  return [
    ...open.map(({ row, seen }, index) => ({ seq: row.seq, caseId: ids[index] ?? null, seen })),
    ...apart.map(({ row, seen }) => ({ seq: row.seq, caseId: null, seen })),
  ]
}

/** The notice on the prison's side, then the county's file linked to it. Gives the notices' ids. */
async function sendNotices(context: ImportContext, dir: Directory, rows: ReadyRow<RosterValue>[]): Promise<string[]> {
  const { actor } = context
  const notices = await openCases(
    releaseNotice,
    context,
    rows.map(({ value, place, row }): OpenItem<NoticeFacts> => ({
      step: 'send',
      scopeKey: actor.unit.code,
      state: 'sent',
      openedOn: actor.today,
      ownerPostId: actor.postId,
      lawfulBasis: 'statutory_duty',
      person: personOf(value),
      hujiCode: place.town,
      contacts: contactsOf({ address: value.address, family: value.contact }),
      rows: {
        release_notice: [
          {
            notice_on: value.notice_on ?? actor.today,
            release_due_on: value.release_due_on,
            release_cert_no: value.release_cert_no,
            to_unit: place.bureau.code,
            offence_code: value.offence_code,
            sentence_months: value.sentence_months,
            key_category: keptCategories(value.key_category),
          },
        ],
      },
      facts: {
        state: 'sent',
        openedOn: actor.today,
        sex: value.sex,
        birthOn: value.birth_date,
        releaseDueOn: value.release_due_on,
        repliedOn: null,
        releasedOn: null,
        signedOn: null,
      },
      due: [],
      input: { variant: 'roster', rowNo: row.rowNo },
    })),
  )
  const files = rows.map((row, index) => ({ ...countyItem(context, dir, row), linkFrom: notices[index]!.id }))
  await openCases(handoff, context, files, 'deliver')
  return notices.map(({ id }) => id)
}

/** The county's file: with the bureau until it is verified, the register's town as a proposal. */
function countyItem(
  { actor }: ImportContext,
  dir: Directory,
  { value, place, row }: ReadyRow<RosterValue>,
): OpenItem<HandoffFacts> {
  const prison = actor.role === 'PR' ? actor.unit : prisonNamed(dir, value.prison)
  const sourceType = /看守所/.test(value.prison) ? ('detention_house' as const) : ('prison' as const)
  const noticeOn = value.notice_on ?? (actor.role === 'PR' ? actor.today : null)
  const keyCategory = keptCategories(value.key_category)
  const given = {
    sourceType,
    noticeOn,
    releaseDueOn: value.release_due_on,
    releaseCertNo: value.release_cert_no,
    keyCategory,
  }
  return {
    step: 'notice',
    scopeKey: place.bureau.code,
    state: 'pre_notice',
    openedOn: actor.today,
    lawfulBasis: 'statutory_duty',
    person: personOf(value),
    hujiCode: place.town,
    contacts: contactsOf({ address: value.address, family: value.contact }),
    rows: {
      handoff_file: [
        handoffRow({
          source_type: sourceType,
          prison_code: prison?.code ?? null,
          prison_name: prison?.name ?? value.prison,
          notice_on: noticeOn,
          release_due_on: value.release_due_on,
          release_cert_no: value.release_cert_no,
          key_category: keyCategory,
        }),
      ],
      handoff_offence: [offenceOf(value)],
    },
    facts: freshFacts({
      state: 'pre_notice',
      openedOn: actor.today,
      sex: value.sex,
      birthOn: value.birth_date,
      scopeKey: place.bureau.code,
      mustPickup: mustPickup(keyCategory),
      ...given,
    }),
    due: handoff.kind.steps.notice!.due ?? [],
    input: { variant: 'roster', rowNo: row.rowNo },
  }
}
