/** The documents of legal education: 聘书 of the bureau, 法治课记录 and 履职证明 of the school (DOMAIN 8, 15.2). */
import type { DocumentDecl, DocumentSource } from '~/casefile/documents/declare'
import { body, cell, rows, tall, type Block } from '~/casefile/documents/paper'
import type { Ctx } from '~/casefile/act.server'
import type { CaseRow } from '~/casefile/domain'
import { dbToDay, formatDay, type LegalDay } from '~/lib/dates'
import { directory } from '~/orgs/find-units.server'
import { legalLesson } from './domain.server'
import type { ServiceFacts } from './facts'
import { hoursIn, serving } from './rules'
import { organWord, topicWord } from './terms'

type Lesson = {
  id: string
  onDay: LegalDay
  className: string
  topic: string
  hours: number
  headCount: number | null
  by: string
  materials: string
}
export type ServicePaper = {
  name: string
  school: string
  organ: string
  organName: string
  duty: string
  fromOn: LegalDay | null
  untilOn: LegalDay | null
  trainingHours: number | null
  lessons: readonly Lesson[]
}
type Decl = DocumentDecl<ServicePaper>

const day = (date: Date | null): LegalDay | null => date && dbToDay(date)

async function readPaper({ db }: Ctx, file: CaseRow): Promise<ServicePaper> {
  const row = await db.lvpService.findUniqueOrThrow({ where: { caseId: file.id } })
  const lessons = await db.legalLesson.findMany({
    where: { caseId: file.id, state: 'done' },
    orderBy: [{ onDay: 'desc' }, { id: 'desc' }],
    take: 300,
    include: { materials: { select: { material: { select: { title: true } } } } },
  })
  const { units } = await directory(db)
  return {
    name: file.name,
    school: units.get(file.scopeKey)?.name ?? file.scopeKey,
    organ: organWord(row.organ),
    organName: row.organName,
    duty: row.duty,
    fromOn: day(row.fromOn),
    untilOn: day(row.untilOn),
    trainingHours: row.trainingHours,
    lessons: lessons.map((one) => ({
      id: one.id,
      onDay: dbToDay(one.onDay),
      className: one.className,
      topic: topicWord(one.topic),
      hours: one.hours,
      headCount: one.headCount,
      by: one.byName,
      materials: one.materials.map(({ material }) => material.title).join('、'),
    })),
  }
}

const base = {
  layout: 'form',
  inNameOf: 'owner',
  approval: { by: 'none' },
  check: 'signed_in',
  view: 'full',
  shows: ['outline', 'help'],
} as const satisfies Partial<Decl>
const on = (day: LegalDay | null) => day && formatDay(day)
const signed = (...titles: string[]): Block => ({
  type: 'signatures',
  columns: titles.map((title) => ({ title, lines: [cell('签名', ''), cell('日期', '')] })),
})

const letter: Decl = {
  ...base,
  code: 'lvp_appointment',
  title: '法治副校长聘书',
  word: '法聘',
  layout: 'notice',
  inNameOf: 'education',
  roles: ['EC'],
  from: ['appointed', ...serving],
  after: ['appoint', 'renew'],
  to: (read) => `${read.name}同志`,
  occasions: (read) =>
    read.fromOn && read.untilOn ? [{ about: read.untilOn, label: `任期至 ${formatDay(read.untilOn)}` }] : [],
  blocks: (read) => [
    body(
      `根据《中小学法治副校长聘任与管理办法》，经${read.organName}推荐，聘任您为${read.school}法治副校长，任期自${on(read.fromOn) ?? ''}至${on(read.untilOn) ?? ''}。`,
    ),
    body('请您协助学校开展法治教育、保护学生权益、预防未成年人违法犯罪、参与安全管理、指导依法治理。'),
    { type: 'seal' },
  ],
}

const lesson: Decl = {
  ...base,
  code: 'lvp_lesson',
  title: '法治课记录',
  word: '法课',
  roles: ['SP'],
  from: ['appointed', ...serving, 'vacant', 'ended'],
  after: ['hold_lesson'],
  occasions: (read) =>
    read.lessons.slice(0, 20).map((one) => ({
      about: one.id,
      label: `${formatDay(one.onDay)} ${one.className} ${one.topic}`,
    })),
  blocks: (read, about) => {
    const one = read.lessons.find((given) => given.id === about)
    return [
      rows(
        [cell('学校', read.school), cell('法治副校长', `${read.name}（${read.organ}）`)],
        [cell('日期', one && formatDay(one.onDay)), cell('班级', one?.className)],
        [cell('主题', one?.topic), cell('课时', one && `${one.hours} 课时`)],
        [cell('到课人数', one?.headCount && `${one.headCount} 人`), cell('记录人', one?.by)],
        [tall('使用资料', one?.materials, 2)],
        [tall('课后反馈', '', 4)],
      ),
      signed('法治副校长', '学校'),
    ]
  },
}

const proof: Decl = {
  ...base,
  code: 'lvp_proof',
  title: '法治副校长履职证明',
  word: '法证',
  layout: 'notice',
  roles: ['SP'],
  from: [...serving, 'vacant', 'ended'],
  after: ['hold_lesson', 'replaced'],
  to: (read) => read.organName,
  occasions: (read) =>
    [...new Set(read.lessons.map((one) => one.onDay.slice(0, 4)))]
      .slice(0, 4)
      .map((year) => ({ about: year, label: `${year} 年` })),
  blocks: (read, about) => {
    const year = about || (read.lessons[0]?.onDay.slice(0, 4) ?? '')
    const mine = read.lessons.filter((one) => one.onDay.startsWith(year))
    const hours = hoursIn(
      year,
      mine.map((one) => ({ ...one, state: 'done' })),
    )
    return [
      body(
        `贵单位${read.name}同志（${read.duty}）担任我校法治副校长。${year}年共上法治课 ${mine.length} 次，${hours} 课时，情况如下。`,
      ),
      {
        type: 'table',
        columns: [
          { label: '日期' },
          { label: '班级' },
          { label: '主题', share: 1.6 },
          { label: '课时', share: 0.6 },
          { label: '人数', share: 0.6 },
        ],
        rows: [...mine]
          .reverse()
          .map((one) => [
            formatDay(one.onDay),
            one.className,
            one.topic,
            String(one.hours),
            String(one.headCount ?? ''),
          ]),
      },
      body('特此证明。'),
      { type: 'seal' },
    ]
  },
}

export const legalPapers: DocumentSource<ServiceFacts, ServicePaper> = {
  domain: legalLesson,
  documents: [letter, lesson, proof],
  read: readPaper,
}
