/** What a consent (同意书) may cover, and the wording that is signed. A wording is never changed, only followed by a new version. */
import { civilAge } from '~/people/ages'
import type { LegalDay } from '~/lib/dates'

export const consentScopes = {
  agreement: '签订帮教协议',
  home_visit: '上门走访',
  employer: '与用人单位联系',
  training: '向人社部门转介培训、就业',
  health: '使用健康信息安排就医、护理',
  photo: '拍照和使用事迹材料',
  school_aid: '转介教育救助',
  call: '与父母电话通话',
  video_call: '与父母视频通话',
  pairing: '与结对人结对关爱',
} as const
export type ConsentScope = keyof typeof consentScopes

export const consentRecipients = {
  village: '村（居）委会',
  pair_helper: '结对帮扶人',
  hr: '人力资源社会保障部门',
  civil_affairs: '民政部门',
  employer: '用人单位',
  medical: '医疗机构',
  school: '学校',
  edu: '教育部门',
} as const

export const consentMethods = {
  paper: '纸质签字',
  fingerprint: '按指印（不会签字）',
  witnessed: '口头同意，两人见证',
} as const
export const capacities = { self: '本人', guardian: '监护人' } as const
export type Capacity = keyof typeof capacities

/** The wording by version. */
export const consentTexts: Record<string, string> = {
  '2026-01':
    '我已了解：收集和使用我的上述信息，是为了提供我需要的帮扶；我可以只同意其中一部分，也可以随时撤回，撤回不影响撤回以前已经做的事；不同意或者撤回，不影响我依法应得的基本服务，也不会因此受到任何处罚；依照法律规定必须办理的事项不以同意为前提。',
}
export const CURRENT_TEXT = '2026-01'

type Given = { capacity: string; signedOn: LegalDay; withdrawnOn: LegalDay | null }

/**
 * Must the person be asked again? A guardian's consent is followed by the person's own at the age of consent (14,
 * PIPL 31) and at majority (18). Ages by the birthday itself.
 */
export function asksAgain(
  consent: Given,
  birthOn: LegalDay | null,
  today: LegalDay,
  ages: { consent: number; adult: number },
): boolean {
  if (consent.withdrawnOn || !birthOn) return false
  const then = civilAge(birthOn, consent.signedOn)
  const now = civilAge(birthOn, today)
  const passed = (limit: number) => then < limit && now >= limit
  return passed(ages.adult) || (consent.capacity === 'guardian' && passed(ages.consent))
}
