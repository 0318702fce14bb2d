import { pinyin } from 'pinyin-pro'
import { splitName } from '~/people/identity'

export type NameKey = { pinyin: string; initials: string }
export type NameKeys = NameKey & { alternates: NameKey[] }

/** Readings that occur in names, of characters for which people type more than one. */
const READINGS: Record<string, string[]> = Object.fromEntries(
  (
    '解:xie,jie 单:shan,dan,chan 查:zha,cha 仇:qiu,chou 曾:zeng,ceng 区:ou,qu 朴:piao,pu 盖:ge,gai 乐:yue,le 尉:yu,wei 缪:miao,mou ' +
    '员:yun,yuan 种:chong,zhong 翟:zhai,di 薄:bo,bao 柏:bai,bo 覃:qin,tan 隗:wei,kui 牟:mou,mu 折:she,zhe 召:shao,zhao 繁:po,fan ' +
    '黑:he,hei 郇:xun,huan 郗:xi,chi 洗:xian,xi 冼:xian,xi 祭:zhai,ji 万:wan,mo 俟:qi,si 秘:bi,mi 句:gou,ju 车:che,ju 谌:chen,shen ' +
    '乜:nie,mie 逯:lu,dai 褚:chu,zhu 宿:su,xiu 都:du,dou 莘:shen,xin 长:chang,zhang 重:chong,zhong 行:xing,hang 盛:sheng,cheng ' +
    '晟:sheng,cheng 朝:chao,zhao 茜:qian,xi 娜:na,nuo 调:diao,tiao 奇:qi,ji 卜:bu,bo 藏:zang,cang 阚:kan,han'
  )
    .split(' ')
    .map((entry) => {
      const [char = '', readings = ''] = entry.split(':')
      return [char, readings.split(',')]
    }),
)
const MOST = 6

/** One syllable per code point; a character without a reading stays as it is. */
function syllables(name: string): string[] {
  const read = pinyin(name, { surname: 'head', toneType: 'none', type: 'array', nonZh: 'spaced', v: true })
  return read.map((syllable) => syllable.toLowerCase())
}

const second = (char: string, first: string) => (READINGS[char] ?? []).filter((reading) => reading !== first)

/**
 * What a name is found by: pinyin and initials without tones, blanks and signs (ü = v). The surname is read as a surname
 * (解 xie, 查 zha, 欧阳 ouyang); `alternates` (at most 6) hold the other readings. `name` as checkName gives it.
 */
export function nameKeys(name: string): NameKeys {
  const chars = [...name]
  const main = syllables(name)
  const surname = splitName(name).surname.length
  // Readings of a surname are combined (万俟: moqi, wansi …); in the given name one character differs at a time.
  let lines = [main]
  for (let i = 0; i < surname; i++)
    lines = lines.flatMap((line) => [line, ...second(chars[i]!, main[i]!).map((reading) => line.with(i, reading))])
  for (let i = surname; i < chars.length; i++)
    lines.push(...second(chars[i]!, main[i]!).map((reading) => main.with(i, reading)))
  const keys = lines.map((line) => keyOf(chars, line))
  const [first, ...others] = [...new Map(keys.map((key) => [key.pinyin, key])).values()]
  return { ...first!, alternates: others.slice(0, MOST) }
}

/** Of a Han character the initial is its syllable's first letter, of a Latin word the word's first letter. */
function keyOf(chars: string[], line: string[]): NameKey {
  const isWord = (i: number) => /\p{Script=Latin}/u.test(chars[i] ?? '')
  const initials = line.filter((_, i) => !(isWord(i) && isWord(i - 1))).map((syllable) => [...syllable][0] ?? '')
  return { pinyin: lettersOnly(line.join('')), initials: lettersOnly(initials.join('')) }
}

/** Without blanks, dots, dashes and accents. */
function lettersOnly(text: string): string {
  return text.normalize('NFD').replace(/[^\p{L}]/gu, '')
}
