/** What the auditor asks for, as it stands in the address. Pure. */
import { addDays, daysBetween, isLegalDay, type LegalDay } from '~/lib/dates'
import type { EventName } from '../words/entry'
import { isEventName } from '../words/event-words'
import { isViewName, type ViewName } from './views'

/** Days of the period when none is given. */
const USUAL_DAYS = 7
/** The longest period of one look-up. */
const MOST_DAYS = 366

export type LogQuery = {
  /** Both days inclusive; a period is always set. */
  from: LegalDay
  to: LegalDay
  view?: ViewName
  event?: EventName
  /** User name or name, as typed. */
  account?: string
  /** Code of a unit or of a region, or (part of) a unit's name, as typed. */
  unit?: string
  role?: string
  post?: string
  token?: string
  request?: string
  ip?: string
  result?: 'refused' | 'done'
}

/** The place behind which a page begins: instant and number of the last line before it. */
export type Cursor = { at: Date; id: bigint }

/** `unusable`: something was asked for that cannot be looked up; nothing then fits, rather than everything. */
export type Asked = { query: LogQuery; after: Cursor | undefined; problems: string[]; unusable: boolean }

/** A file's token: 16 signs of base64url. A case number may be as long, and must not get into the log. */
export const isFileToken = (text: string): boolean => /^[\w-]{16}$/.test(text) && !/^[A-Z]{1,4}(-\d+){3}$/i.test(text)
export const NO_TOKEN = '档案代码是 16 位字母、数字和横线，请核对是否完整。这里不能用案件号或姓名查'

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const formats = {
  post: [UUID, '岗位编号不完整'],
  token: [{ test: isFileToken }, NO_TOKEN],
  request: [/^[\w-]{4,64}$/, '请求编号由字母、数字和横线组成，请核对是否完整'],
  ip: [/^(?:(?:::ffff:)?\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]{1,40})$/i, '地址应是 IP 地址，如 10.0.0.8'],
  account: [/^[\p{L}\p{N}._@·-]{1,40}$/u, '请填写完整的用户名或姓名'],
  unit: [/^[\p{L}\p{N}()（）·-]{2,60}$/u, '请填写单位名称或代码'],
} as const

/** Reads the address; what does not fit is told. `roles`: the codes that may be asked for. */
export function readQuery(address: URLSearchParams, today: LegalDay, roles: readonly string[]): Asked {
  const given = (name: string) => address.get(name)?.trim() || undefined
  const problems: string[] = []
  let unusable = false
  const typed = (name: keyof typeof formats): string | undefined => {
    const value = given(name)
    const [format, problem] = formats[name]
    if (value === undefined || format.test(value)) return value
    problems.push(`${problem}。`)
    unusable = true
    return undefined
  }
  const [view, event, role, result] = [given('view'), given('event'), given('role'), given('result')]
  const query: LogQuery = { ...periodOf(given('from'), given('to'), today, problems) }
  if (view && isViewName(view)) query.view = view
  if (event && isEventName(event)) query.event = event
  if (role && roles.includes(role)) query.role = role
  if (result === 'refused' || result === 'done') query.result = result
  for (const name of Object.keys(formats) as (keyof typeof formats)[]) {
    const value = typed(name)
    if (value !== undefined) query[name] = value
  }
  return { query, after: readCursor(given('after')), problems, unusable }
}

function periodOf(from: string | undefined, to: string | undefined, today: LegalDay, problems: string[]) {
  const end = isLegalDay(to) ? to : today
  const start = isLegalDay(from) ? from : addDays(end, 1 - USUAL_DAYS)
  if (start > end) {
    problems.push('起始日期不能晚于截止日期。')
    return { from: end, to: end }
  }
  if (daysBetween(start, end) < MOST_DAYS) return { from: start, to: end }
  problems.push(`一次最多查 ${MOST_DAYS} 天，已从截止日期往前取。`)
  return { from: addDays(end, 1 - MOST_DAYS), to: end }
}

export const writeCursor = ({ at, id }: Cursor): string => `${at.getTime()}_${id}`

/** Undefined for none and for anything that was not written here. */
function readCursor(text: string | undefined): Cursor | undefined {
  const [, ms, id] = /^(\d{1,15})_(\d{1,18})$/.exec(text ?? '') ?? []
  return ms && id ? { at: new Date(Number(ms)), id: BigInt(id) } : undefined
}
