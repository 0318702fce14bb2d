import isIdentityCard from 'validator/lib/isIdentityCard.js'
import { age, isLegalDay, today, type LegalDay } from '~/lib/dates'
import { toHalfWidth } from '~/lib/text'

export type Refusal = { ok: false; why: string }
export type CheckedId = { ok: true; idNo: string; birth: LegalDay; sex: 'M' | 'F' } | Refusal
export type CheckedPassport = { ok: true; passportNo: string } | Refusal
export type CheckedPhone = { ok: true; phone: string } | Refusal
export type CheckedName = { ok: true; name: string } | Refusal

const no = (why: string): Refusal => ({ ok: false, why })
const INVISIBLE = /[\p{Cf}\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/gu
/** Half-width, without blanks of any kind and without invisible marks. */
const bare = (raw: string) =>
  toHalfWidth(raw)
    .replace(INVISIBLE, '')
    .replace(/[\s\p{Cc}]/gu, '')

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const OLDEST = 120

/** Check character of a resident ID from its first 17 digits (GB 11643, ISO 7064 MOD 11-2). */
function checkCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return '10X98765432'[sum % 11]!
}

/** Asked with a birthday long past, so that the machine's clock has no say. 83 = residence permit for Taiwan residents. */
function isKnownArea(area: string): boolean {
  const digits = `${area}19800101001`
  return area.startsWith('83') || isIdentityCard(digits + checkCharacter(digits), 'zh-CN')
}

/**
 * Resident ID number (居民身份证号码, GB 11643): 18 characters, area, date, check character. Full-width characters,
 * blanks and a small x are mended. `on` is the day birth is compared with. `why` is a sentence for the user.
 */
export function checkIdNumber(raw: string, on: LegalDay = today()): CheckedId {
  const idNo = bare(raw).toUpperCase().replace(/[×Х]$/, 'X')
  if (idNo === '') return no('请填写身份证号码')
  if (/^\d{15}$/.test(idNo)) return no('15 位旧证，须换成 18 位')
  if (!/^[\dX]*$/.test(idNo)) return no('身份证号码只能有数字，末位可以是 X')
  if (idNo.length !== 18) return no(`身份证号码应为 18 位，现有 ${idNo.length} 位`)
  if (!/^\d{17}[\dX]$/.test(idNo)) return no('身份证号码的 X 只能在末位')
  if (!isKnownArea(idNo.slice(0, 6))) return no('身份证号码前 6 位的地区代码不对')
  const birth = `${idNo.slice(6, 10)}-${idNo.slice(10, 12)}-${idNo.slice(12, 14)}`
  if (!isLegalDay(birth)) return no('身份证号码里的出生日期不存在')
  if (birth > on) return no('身份证号码里的出生日期晚于今天')
  if (age(birth, on) > OLDEST) return no(`身份证号码里的出生日期距今超过 ${OLDEST} 年`)
  if (checkCharacter(idNo) !== idNo[17]) return no('身份证号码末位校验不符，请核对有没有写错数字')
  return { ok: true, idNo, birth, sex: Number(idNo[16]) % 2 === 1 ? 'M' : 'F' }
}

/** Passport number (护照号码): 6–12 letters and digits, at least four of them digits. */
export function checkPassport(raw: string): CheckedPassport {
  const passportNo = bare(raw).toUpperCase()
  if (passportNo === '') return no('请填写护照号码')
  if (!/^[A-Z\d]{6,12}$/.test(passportNo)) return no('护照号码应为 6 至 12 位字母和数字')
  if (passportNo.replace(/\D/g, '').length < 4) return no('护照号码里的数字太少，请核对')
  return { ok: true, passportNo }
}

const MOBILE = /^1[3-9]\d{9}$/
const LANDLINE = /^(010|02\d|0[3-9]\d\d)-?([2-8]\d{6,7})(?:-(\d{1,6}))?$/

/** Mobile (11 digits, +86 dropped) or landline with area code (0562-2812345, an extension after a dash). */
export function checkPhone(raw: string): CheckedPhone {
  const dashed = bare(raw)
    .replace(/[‐‑‒–—―−#转]/g, '-')
    .replace(/^(?:\+|00)86-?/, '')
  if (dashed === '') return no('请填写联系电话')
  const digits = dashed.replace(/-/g, '')
  if (MOBILE.test(digits)) return { ok: true, phone: digits }
  const [, area, number, extension] = LANDLINE.exec(dashed.replace(/[()]/g, '')) ?? []
  if (area && number) return { ok: true, phone: [area, number, ...(extension ? [extension] : [])].join('-') }
  if (!/^\d+$/.test(digits)) return no('联系电话只能有数字，例如 13800000001 或 0562-2812345')
  if (/^[2-8]\d{6,7}$/.test(digits)) return no('座机请加区号，例如 0562-2812345')
  if (/^1/.test(digits) && digits.length !== 11) return no(`手机号码应为 11 位，现有 ${digits.length} 位`)
  return no('联系电话不对，请填 11 位手机号码或带区号的座机')
}

// Planes 2 and 3 hold nothing but Han characters: new ones are let in before the engine's own tables know them.
const HAN = '\\p{Script=Han}\\u{20000}-\\u{3FFFD}'
const HAN_ONLY = new RegExp(`^[${HAN}·]+$`, 'u')
const NAME = new RegExp(`^[${HAN}\\p{Script=Latin}]+(?:[·'’ .-]{1,2}[${HAN}\\p{Script=Latin}]+)*\\.?$`, 'u')
const INTERPUNCT = /[•・‧∙⋅･．]/gu

/**
 * Name (姓名) of 2–50 code points: Han characters, rare ones too, with the dot · between parts, or Latin letters.
 * Variants of the dot become ·; blanks inside a Chinese name go.
 */
export function checkName(raw: string): CheckedName {
  const dotted = raw.replace(INVISIBLE, '').replace(INTERPUNCT, '·')
  const line = toHalfWidth(dotted).normalize('NFC').replace(/\s+/g, ' ').trim()
  const joined = line.replace(/ /g, '')
  const name = HAN_ONLY.test(joined) ? joined : line.replace(/ ?· ?/g, '·')
  const length = [...name].length
  if (length === 0) return no('请填写姓名')
  if (/\d/.test(name)) return no('姓名里不能有数字')
  if (!NAME.test(name)) return no('姓名只能有汉字、间隔号“·”或拉丁字母，请去掉其他符号')
  if (length < 2) return no('姓名至少 2 个字')
  if (length > 50) return no('姓名最多 50 个字')
  return { ok: true, name }
}

const COMPOUND = new Set(
  (
    '欧阳 歐陽 太史 端木 上官 司马 司馬 东方 東方 独孤 南宫 万俟 闻人 夏侯 诸葛 諸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 ' +
    '申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 ' +
    '夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五 纳兰 单于 淳于 完颜 哥舒 贺兰 耶律 即墨'
  ).split(' '),
)

/** Surname and given name in characters: 欧阳|洋, 张|三. A name of two characters has a surname of one. */
export function splitName(name: string): { surname: string[]; given: string[] } {
  const chars = [...name]
  const length = chars.length > 2 && COMPOUND.has(chars.slice(0, 2).join('')) ? 2 : 1
  return { surname: chars.slice(0, length), given: chars.slice(length) }
}

/** What a child is called by those who know no more of it: 欧阳小洋 → 小洋, 刘三 → 三; of a name in parts the first. */
export function givenName(name: string): string {
  const [first = ''] = name.trim().split(/[·\s]/)
  if (first !== name.trim() || /^\p{Script=Latin}+$/u.test(first)) return first
  const { given, surname } = splitName(first)
  return (given.length ? given : surname).join('')
}

/** 张小三 → 张*三, 欧阳建军 → 欧阳*军, 刘三 → 刘*, 欧阳洋 → 欧阳*. One star, so that the length stays hidden as well. */
export function maskName(name: string): string {
  const { surname, given } = splitName(name.trim())
  if (given.length === 0) return '*'
  return `${surname.join('')}*${given.length > 1 ? given.at(-1) : ''}`
}

/** 340799199105054996 → 340799********4996; of other papers the first and last two characters stay, if eight or more. */
export function maskIdNumber(idNo: string): string {
  if (/^\d{17}[\dXx]$/.test(idNo)) return `${idNo.slice(0, 6)}********${idNo.slice(-4)}`
  const chars = [...idNo]
  return chars.length < 8 ? '****' : `${chars.slice(0, 2).join('')}****${chars.slice(-2).join('')}`
}

/** 13800000001 → 138****0001, 0562-2812345 → 0562-****45; anything else only stars. */
export function maskPhone(phone: string): string {
  if (MOBILE.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(-4)}`
  const [, area, number] = LANDLINE.exec(phone) ?? []
  return area && number ? `${area}-****${number.slice(-2)}` : '****'
}
