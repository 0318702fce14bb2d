/** What people type: cleaning, lengths in code points, amounts, zod builders, and the Chinese messages of every zod issue. */
import { z } from 'zod'
import { dayOf, formatDay, isLegalDay } from './dates'

/** Length in code points: '𠮷野' is 2. */
export function codePoints(s: string): number {
  return [...s].length
}

/** Full-width letters, digits, signs and blanks as half-width: 'Ａ１　' → 'A1 '. */
export function toHalfWidth(s: string): string {
  return s.replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ')
}

/** One line without outer blanks, inner blanks as one, invisible marks gone. */
export function squeeze(s: string): string {
  return visible(s).replace(/\s+/g, ' ').trim()
}

/** As squeeze, but keeps line breaks (as \n, at most one empty line between paragraphs). */
function squeezeLines(s: string): string {
  const lines = visible(s).split(/\r\n|[\r\n\v\f\u0085\u2028\u2029]/)
  const tidy = lines.map((line) => line.replace(/[^\S\n]+/g, ' ').trimEnd())
  return tidy
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function visible(s: string): string {
  return s.replace(/[\u00AD\u200B\u2060\uFEFF]/g, '')
}

// C0 and C1 controls but line feed, marks that turn the reading direction round, halves of a surrogate pair

const CONTROL = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]|\p{Cs}/u
const MARKUP = /<[!/]?[a-z][^>]*>?|<!--|javascript:/i

const NO_CONTROL = '含有无法显示的字符，请删去后重新输入'
const NO_MARKUP = '不能填写网页代码，请只填文字'

type TextOptions = {
  /** true: several lines of free text; angle brackets are then ordinary characters. */
  lines?: boolean
}

function cleanText({ lines = false }: TextOptions) {
  return z.string().overwrite(lines ? squeezeLines : squeeze)
}

function safeText(schema: z.ZodString, max: number, { lines = false }: TextOptions) {
  const safe = schema.max(max).refine((s) => !CONTROL.test(s), NO_CONTROL)
  return lines ? safe : safe.refine((s) => !MARKUP.test(s), NO_MARKUP)
}

/** Text that must be there, at most `max` code points after tidying. */
export function requiredText(max: number, options: TextOptions = {}) {
  return safeText(cleanText(options).min(1), max, options)
}

/** Text that may be missing; '' and blanks give undefined. */
export function optionalText(max: number, options: TextOptions = {}) {
  return safeText(cleanText(options), max, options)
    .transform((s) => (s === '' ? undefined : s))
    .optional()
}

function dayText() {
  return z.string().overwrite((s) => squeeze(toHalfWidth(s)))
}

function isPlausibleDay(s: string): boolean {
  return isLegalDay(s) && s >= '1900-01-01' && s < '2200-01-01'
}

function refuseBadDay(s: string, ctx: z.RefinementCtx): void {
  if (!isPlausibleDay(s)) ctx.addIssue({ code: 'invalid_format', format: 'date', input: s })
}

/** A legal day 'YYYY-MM-DD' of the years 1900–2199 that must be there. */
export function legalDay() {
  return dayText()
    .min(1)
    .superRefine((s, ctx) => {
      if (s !== '') refuseBadDay(s, ctx)
    })
}

/** A legal day that may be missing; '' gives undefined. */
export function optionalDay() {
  return dayText()
    .superRefine((s, ctx) => {
      if (s !== '') refuseBadDay(s, ctx)
    })
    .transform((s) => (s === '' ? undefined : s))
    .optional()
}

const FROM_LIST = '请从列表中选择'
const FILL_IN = '请填写'
const PICK_ONE = '请至少选择一项'
const BAD_DATE = '日期不对，请按 2026-11-23 的样子填写'
const MISFIT = '内容不符合要求，请核对'

const FORMATS: Record<string, string> = {
  email: '邮箱地址不对，请核对',
  url: '网址不对，请核对',
  date: BAD_DATE,
  datetime: '日期和时间不对，请按 2026-11-23 08:30 的样子填写',
  time: '时间不对，请按 08:30 的样子填写',
  uuid: FROM_LIST,
  uuidv7: FROM_LIST,
}

function isMissing(input: unknown): boolean {
  return input === undefined || input === null || input === ''
}

function wrongType(expected: string, input: unknown): string {
  if (expected === 'array' || expected === 'set') return isMissing(input) ? PICK_ONE : MISFIT
  if (expected === 'boolean') return '请选择'
  if (expected === 'file') return '请选择文件'
  if (isMissing(input)) return FILL_IN
  if (expected === 'int') return '请填写整数'
  if (expected === 'number' || expected === 'bigint') return '请填写数字'
  if (expected === 'date') return BAD_DATE
  return MISFIT
}

type Bound = { origin: string; limit: number | bigint; inclusive: boolean; exact: boolean }

function tooBig({ origin, limit, inclusive, exact }: Bound): string {
  if (origin === 'string') return exact ? `应为 ${limit} 个字` : `最多 ${limit} 个字`
  if (origin === 'array' || origin === 'set' || origin === 'map') return `最多 ${limit} 项`
  if (origin === 'file') return `文件不能大于 ${Math.floor(Number(limit) / 1024)} KB`
  if (origin === 'date') return `不能晚于 ${formatDay(dayOf(new Date(Number(limit))))}`
  return inclusive ? `不能大于 ${limit}` : `应小于 ${limit}`
}

function tooSmall({ origin, limit, inclusive, exact }: Bound): string {
  if (origin === 'string') return exact ? `应为 ${limit} 个字` : limit > 1 ? `至少 ${limit} 个字` : FILL_IN
  if (origin === 'array' || origin === 'set' || origin === 'map') return limit > 1 ? `至少 ${limit} 项` : PICK_ONE
  if (origin === 'file') return '文件是空的，请重新选择'
  if (origin === 'date') return `不能早于 ${formatDay(dayOf(new Date(Number(limit))))}`
  return inclusive ? `不能小于 ${limit}` : `应大于 ${limit}`
}

/**
 * Plain Chinese for every zod issue: `z.config({ customError: zodMessages })` once per process. A message written at a
 * field wins over it.
 */
export const zodMessages: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, issue.input)
    case 'invalid_value':
      return FROM_LIST
    case 'too_big':
      return tooBig({ ...bound(issue), limit: issue.maximum })
    case 'too_small':
      return isMissing(issue.input) && !issue.exact ? FILL_IN : tooSmall({ ...bound(issue), limit: issue.minimum })
    case 'invalid_format':
      return isMissing(issue.input) ? FILL_IN : (FORMATS[issue.format] ?? '格式不对，请核对')
    case 'not_multiple_of':
      return notMultiple(Number(issue.divisor))
    case 'unrecognized_keys':
      return '表单里有不认识的内容，请刷新页面后重试'
    case 'invalid_union':
      return isMissing(issue.input) ? FILL_IN : issue.discriminator ? FROM_LIST : MISFIT
    default:
      return MISFIT
  }
}

function bound(issue: { origin: string; inclusive?: boolean; exact?: boolean }) {
  return { origin: issue.origin, inclusive: issue.inclusive !== false, exact: issue.exact === true }
}

function notMultiple(divisor: number): string {
  if (divisor === 1) return '请填写整数'
  return divisor === 0.01 ? '最多两位小数' : `应为 ${divisor} 的倍数`
}

/**
 * 123450 → '1,234.50'. Money is kept as an integer number of fen (分); one yuan is 100 fen. Throws RangeError on a number
 * that is no whole, safe count of fen.
 */
export function formatFen(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not an amount in fen: ${fen}`)
  const digits = String(Math.abs(fen)).padStart(3, '0')
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`
}

/**
 * What a clerk types, in fen: '1,234.5', '￥1234.50', '１２３４．５元' → 123450.
 * Null for anything else: a sign, more than two decimals, misplaced commas, more than ten digits of yuan (dec(12,2)).
 */
export function parseFen(typed: string): number | null {
  const plain = typed.normalize('NFKC').replace(/\s/g, '').replace(/^[¥]/, '').replace(/元$/, '')
  const found = /^(\d{1,10}|\d{1,3}(?:,\d{3}){1,3})(?:\.(\d{1,2}))?$/.exec(plain)
  if (!found) return null
  const yuan = found[1]!.replaceAll(',', '')
  return yuan.length > 10 ? null : Number(yuan) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
}
