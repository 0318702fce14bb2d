/**
 * The State Council's yearly notice (国务院办公厅关于节假日安排的通知) as pasted text, or its days as a plain list, read
 * into days off and make-up days. Pure.
 */
import { addDays, isLegalDay, type LegalDay } from '~/lib/dates'
import { toHalfWidth } from '~/lib/text'
import type { CalendarRow } from './calendar'

export type NoticeDay = CalendarRow & { name: string }

/** What a paragraph claims beside its days: '共3天', '（周四）'. */
export type Claim = { line: number; count?: number; days: LegalDay[]; weekdays: { day: LegalDay; said: string }[] }

export type Notice = {
  days: NoticeDay[]
  claims: Claim[]
  /** Lines that hold a date and could not be read, by number from 1. */
  unread: number[]
}

/** '春节', '清明节' … as they head a paragraph of the notice. */
const HOLIDAYS: [RegExp, string][] = [
  [/元旦/, '元旦'],
  [/春节/, '春节'],
  [/清明/, '清明节'],
  [/劳动/, '劳动节'],
  [/端午/, '端午节'],
  [/中秋/, '中秋节'],
  [/国庆/, '国庆节'],
]

const DATE = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?/g
const DAYS = /(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日/
/** '2027-02-06 休 春节' (also with commas or tabs, 2027/2/6, 班). */
const PLAIN = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s,;]+(休|放假|休息|班|上班|调休上班)[\s,;]*(\S*)$/

const iso = (year: number, month: number, day: number): LegalDay =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

type Found = { day: LegalDay; said?: string; start: number; end: number }

/** The dates of one sentence; a month that is not named is that of the date before. */
function datesOf(text: string, year: number, month: number): { found: Found[]; month: number; broken: boolean } {
  const found: Found[] = []
  let inMonth = month
  let inYear = year
  let broken = false
  for (const match of text.matchAll(DATE)) {
    if (match[1]) inYear = Number(match[1])
    else if (match[2]) inYear = year
    if (match[2]) inMonth = Number(match[2])
    const day = iso(inYear, inMonth, Number(match[3]))
    const said = /(?:周|星期)([一二三四五六日天])/.exec(match[4] ?? '')?.[1]?.replace('天', '日')
    if (!isLegalDay(day)) broken = true
    else found.push({ day, ...(said && { said }), start: match.index, end: match.index + match[0].length })
  }
  return { found, month: inMonth, broken }
}

/** The days of a sentence that is about days off: 'a至b' is a run, 'a、b' are single days. Empty when a run is none. */
function runsOf(text: string, found: readonly Found[]): LegalDay[] | undefined {
  const days: LegalDay[] = []
  for (const [at, one] of found.entries()) {
    const before = found[at - 1]
    const joint = before ? text.slice(before.end, one.start) : ''
    if (!before || !/^[至到\-—~–]+$/.test(joint.trim())) {
      days.push(one.day)
      continue
    }
    if (one.day < before.day) return undefined
    for (let day = addDays(before.day, 1); day <= one.day; day = addDays(day, 1)) days.push(day)
  }
  return days
}

/**
 * Reads a notice for a year. Each paragraph names its holiday ('二、春节：…放假调休，共9天。2月14日（周六）上班。'); a
 * plain list has one day a line. What cannot be read is told, never guessed.
 */
export function readNotice(text: string, year: number): Notice {
  const notice: Notice = { days: [], claims: [], unread: [] }
  let name = ''
  toHalfWidth(text)
    .split(/\r\n|[\r\n]/)
    .forEach((raw, index) => {
      const line = raw.trim()
      const number = index + 1
      const plain = PLAIN.exec(line)
      if (plain) {
        const day = iso(Number(plain[1]), Number(plain[2]), Number(plain[3]))
        const kind = /班/.test(plain[4]!) ? 'work' : 'rest'
        if (isLegalDay(day)) notice.days.push({ day, kind, name: dayName(plain[5] ?? '', kind) })
        else notice.unread.push(number)
        return
      }
      const heads = HOLIDAYS.filter(([pattern]) => pattern.test(line.split(':')[0] ?? '')).map(([, one]) => one)
      if (heads.length) name = heads.join('、')
      if (!DAYS.test(line)) return
      if (!name || !readParagraph(line, number, year, name, notice)) notice.unread.push(number)
    })
  return notice
}

const dayName = (text: string, kind: 'rest' | 'work') => {
  const known = HOLIDAYS.find(([pattern]) => pattern.test(text))?.[1] ?? text
  return kind === 'work' && known && !known.endsWith('调休') ? `${known}调休` : known
}

function readParagraph(line: string, number: number, year: number, name: string, notice: Notice): boolean {
  const claim: Claim = { line: number, days: [], weekdays: [] }
  let month = 0
  let understood = false
  for (const sentence of line.split(/[。;]/)) {
    const { found, month: last, broken } = datesOf(sentence, year, month)
    month = last
    if (broken) return false
    if (found.length === 0) continue
    const works = /上班/.test(sentence)
    const rests = works ? /放假|休息/.test(sentence) : /放假|休息|调休|补休/.test(sentence)
    if (works === rests) return false
    const days = runsOf(sentence, found)
    if (!days) return false
    const kind = works ? 'work' : 'rest'
    for (const day of days) notice.days.push({ day, kind, name: works ? `${name}调休` : name })
    if (!works) {
      claim.days.push(...days)
      const count = /共\s*(\d{1,2})\s*天/.exec(sentence)?.[1]
      if (count) claim.count = Number(count)
    }
    claim.weekdays.push(...found.flatMap(({ day, said }) => (said ? [{ day, said }] : [])))
    understood = true
  }
  if (understood) notice.claims.push(claim)
  return understood
}
