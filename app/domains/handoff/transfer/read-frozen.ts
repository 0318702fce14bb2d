/** The frozen file of a transfer as it arrives: read by its shape, and told to the one who decides on it. */
import { z } from 'zod'
import type { Arrival } from '~/casefile/referrals/receiver'
import { formatDay } from '~/lib/dates'
import { conflict } from '~/lib/errors'
import { maskIdNumber } from '~/people/identity'
import { insuranceStates, keyCategories, measureTypes, placementTypes, sourceTypes, supportLevels } from '../terms'
import type { FrozenFile } from './freeze-file.server'

const list = z.array(z.string())
const text = z.string().nullable()

/** The frozen file as freezeFile() wrote it; anything else is not accepted. */
const frozenFile = z.object({
  reason: z.string(),
  address: z.string(),
  person: z.object({ name: z.string(), sex: z.string(), birthOn: text, idNo: z.string().optional(), hujiCode: text }),
  contacts: z.array(z.object({ what: z.string(), relation: text, name: text, value: z.string() })),
  own: z.object({
    sourceType: z.string(),
    prisonName: text,
    releasedOn: text,
    releaseCertNo: text,
    keyCategory: list,
    helpStartOn: text,
    helpEndOn: text,
    supportLevel: text,
    needs: list,
    insuranceStatus: list,
    lastContactOn: text,
  }),
  plan: text,
  offence: z.object({ offenceCode: text, sentenceMonths: z.number().nullable() }).nullable(),
  placements: z.array(
    z.object({ type: z.string(), placedOn: z.string(), endedOn: text, evidence: text, detail: text }),
  ),
  measures: z.array(z.object({ type: z.string(), referredOn: z.string(), result: text, resultOn: text })),
})

/** Throws 409 when the file is not whole. */
export function readFrozen(arrival: Arrival): FrozenFile {
  const parsed = frozenFile.safeParse(arrival.frozen)
  if (!parsed.success) throw conflict('转来的档案内容不完整，请退回并请对方重新发送。')
  return parsed.data as FrozenFile
}

/** The placement that still holds. */
export const heldPlacement = ({ placements }: FrozenFile) => placements.filter((one) => !one.endedOn).at(-1)

const term = (terms: Record<string, string>, code: string) => terms[code] ?? code
const words = (terms: Record<string, string>, codes: readonly string[]) =>
  codes.map((code) => term(terms, code)).join('、')
const day = (value: string | null) => (value ? formatDay(value) : '')

/** Label and value of what decides whether the person is ours, and of what the next office goes on from. */
export function frozenFacts(frozen: FrozenFile): { label: string; value: string }[] {
  const { person, own, measures } = frozen
  const held = heldPlacement(frozen)
  const measure = (one: FrozenFile['measures'][number]) =>
    `${term(measureTypes, one.type)}（${day(one.referredOn)}，${one.result ?? '尚无结果'}）`
  const facts: [string, string][] = [
    ['姓名', person.name],
    ['性别', { M: '男', F: '女' }[person.sex] ?? ''],
    ['出生日期', day(person.birthOn)],
    ['证件号码', person.idNo ? maskIdNumber(person.idNo) : '无'],
    ['转出原因', frozen.reason],
    ['现住地址', frozen.address],
    ['来源', [term(sourceTypes, own.sourceType), own.prisonName].filter(Boolean).join(' · ')],
    ['释放日', day(own.releasedOn)],
    ['帮教期', own.helpStartOn && own.helpEndOn ? `${day(own.helpStartOn)}至${day(own.helpEndOn)}` : ''],
    ['帮扶等级', own.supportLevel ? term(supportLevels, own.supportLevel) : ''],
    ['重点类别', words(keyCategories, own.keyCategory) || '无'],
    [
      '安置情况',
      held
        ? [`${term(placementTypes, held.type)}（${day(held.placedOn)}）`, held.evidence, held.detail]
            .filter(Boolean)
            .join('，')
        : '未安置',
    ],
    ['帮扶措施', measures.map(measure).join('；') || '无'],
    ['社保接续', words(insuranceStates, own.insuranceStatus)],
    ['最近联系', day(own.lastContactOn)],
    ['帮扶方案', frozen.plan ?? ''],
  ]
  return facts.map(([label, value]) => ({ label, value }))
}
