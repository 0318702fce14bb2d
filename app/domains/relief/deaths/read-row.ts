/** The columns of a list of deaths (死亡名单), and what a row of it says. Pure. */
import type { Parsed } from '~/casefile/import/parsed'
import { parseDay, parseIdNo, parseName } from '~/casefile/import/values'
import type { LegalDay } from '~/lib/dates'
import { plain, type Cell } from '~/sheets/cell'
import type { ColumnDecl } from '~/sheets/header'

export const deathColumns: ColumnDecl[] = [
  { key: 'name', label: '姓名', required: true, aliases: ['死者姓名', '死亡人员姓名', '亡故人员'] },
  {
    key: 'id_no',
    label: '身份证号',
    required: true,
    aliases: ['证件号码', '公民身份号码', '死者身份证号', '居民身份证号'],
  },
  { key: 'died_on', label: '死亡日期', required: true, aliases: ['去世日期', '死亡时间', '亡故日期', '火化日期'] },
]

/** `diedOn` null: the other office says that the person lives. */
export type Death = { name: string; idNo: string; diedOn: LegalDay | null }
/** `row`: of the file. Neither name nor number stands in it. */
export type Fault = { row: number; text: string }

/** Stands in the day's cell when an earlier list was wrong. */
const ALIVE = /^(健在|在世|误报|撤销|更正)$/

export function readDeath(
  row: number,
  cells: Record<string, Cell>,
  today: LegalDay,
): { death?: Death; faults: Fault[] } {
  const faults: Fault[] = []
  const take = <T>(parsed: Parsed<T | null>, missing: string): T | undefined => {
    if (parsed.ok && parsed.value !== null && parsed.value !== '') return parsed.value
    faults.push({ row, text: parsed.ok ? missing : parsed.why })
    return undefined
  }
  const name = take(parseName(cells.name), '没有姓名')
  const id = take(parseIdNo(cells.id_no), '没有身份证号')
  const alive = ALIVE.test(plain(cells.died_on))
  const diedOn = alive ? null : take(parseDay(cells.died_on), '没有死亡日期')
  if (diedOn && diedOn > today) faults.push({ row, text: '死亡日期晚于今天' })
  if (diedOn && id && diedOn < id.birth) faults.push({ row, text: '死亡日期早于出生日期' })
  if (faults.length || !name || !id || diedOn === undefined) return { faults }
  return { death: { name, idNo: id.idNo, diedOn }, faults }
}
