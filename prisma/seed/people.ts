/** Invented people: names as they occur, with rare characters and compound surnames, and ID numbers of no real area. */
import { addDays, type LegalDay } from '~/lib/dates'

/** A source of chance that can be repeated: the same seed gives the same demo city. */
export type Rng = {
  /** A whole number from 0 to below n. */
  below: (n: number) => number
  /** True in `percent` of 100 cases. */
  chance: (percent: number) => boolean
  pick: <T>(list: readonly T[]) => T
}

/** mulberry32: small, quick, the same everywhere. */
export function makeRng(seed: number): Rng {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  return { below, chance: (percent) => below(100) < percent, pick: (list) => list[below(list.length)]! }
}

export type DemoPerson = {
  name: string
  sex: 'M' | 'F'
  birthOn: LegalDay
  idNo: string
  phone: string
  address: string
}

const SURNAMES = [
  ...'王李张刘陈杨黄赵周吴徐孙朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武莫孔汤',
]
/** Two readings: 解 xie/jie, 单 shan/dan, 查 zha/cha, 仇 qiu/chou. */
const TWO_READINGS = [...'解单查仇']
const COMPOUND = ['欧阳', '尉迟', '诸葛', '上官', '司徒', '皇甫', '慕容', '令狐']
const GIVEN_M = [...'伟强磊军勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆旭宁龙林生水根宝富贵']
const GIVEN_F = [...'芳娜敏静丽娟艳霞秀英兰玲红梅燕萍莉婷雪慧倩云洁琴凤珍翠香']
/** Rare characters, one of them outside the first plane of Unicode: 䶮 yan, 㛃 jie, 𬭚 chun. */
const RARE = ['䶮', '㛃', '𬭚']
const ROADS = ['某路', '某街', '某巷', '某村小组']

/** An invented name: every 9th surname is compound, every 11th has two readings, every 25th name a rare character. */
export function inventName(rng: Rng, sex: 'M' | 'F'): string {
  const surname =
    rng.below(9) === 0 ? rng.pick(COMPOUND) : rng.below(11) === 0 ? rng.pick(TWO_READINGS) : rng.pick(SURNAMES)
  const given = sex === 'M' ? GIVEN_M : GIVEN_F
  const length = rng.chance(70) ? 2 : 1
  const chars = Array.from({ length }, () => rng.pick(given))
  if (rng.below(25) === 0) chars[length - 1] = rng.pick(RARE)
  return surname + chars.join('')
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** An ID number below 340799, an area that does not exist, with the right check character (GB 11643). */
export function inventIdNo(rng: Rng, birthOn: LegalDay, sex: 'M' | 'F', order: number): string {
  const serial = String((order * 2 + (sex === 'M' ? 1 : 0)) % 1000).padStart(3, '0')
  const digits = `340799${birthOn.replace(/-/g, '')}${serial}`
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return digits + '10X98765432'[sum % 11]!
}

/** Grown up already before the longest sentence of the demo: no record of it belongs into the vault. */
const ADULTS: [number, number] = [34, 68]

/** Somebody of an age in that range (years), with an invented ID and telephone number. */
export function inventPerson(rng: Rng, today: LegalDay, order: number, ages: [number, number] = ADULTS): DemoPerson {
  const sex = rng.chance(86) ? 'M' : 'F'
  const years = ages[0] + rng.below(ages[1] - ages[0])
  const birthOn = addDays(today, -Math.round(years * 365.25) - rng.below(365))
  return {
    name: inventName(rng, sex),
    sex,
    birthOn,
    idNo: inventIdNo(rng, birthOn, sex, order),
    phone: `1380000${String(order % 10000).padStart(4, '0')}`,
    address: `${rng.pick(ROADS)}${1 + rng.below(188)}号`,
  }
}
