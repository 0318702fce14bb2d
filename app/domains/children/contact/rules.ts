/** The rules of calls and pairing. Pure: facts and a day in, an answer out. */
import { addDays, dbToDay, formatInstant, weekdayIndex, type LegalDay } from '~/lib/dates'
import { civilAge } from '~/people/ages'
import type { CallWay } from './terms'

/** 'HH:MM' of two slots on one weekday: do they share a minute? Ends touch without sharing one. */
export const overlaps = (a: { from: string; to: string }, b: { from: string; to: string }): boolean =>
  a.from < b.to && b.from < a.to

/** Monday of the week that a day lies in. */
export const mondayOf = (day: LegalDay): LegalDay => addDays(day, -((weekdayIndex(day) + 6) % 7))
/** 1 = Monday … 7 = Sunday. */
export const weekdayNumber = (day: LegalDay): number => ((weekdayIndex(day) + 6) % 7) + 1

/** The instant of a time of the clock on a day; China has one zone. */
export const instantAt = (day: LegalDay, time: string): Date => new Date(`${day}T${time}:00+08:00`)

export type Consent = { capacity: string; scope: readonly string[]; withdrawnOn: LegalDay | null }
export type ConsentQuestion = { consents: readonly Consent[]; birthOn: LegalDay | null; today: LegalDay; age: number }

/** Is there a consent in force for this scope? Below the age of consent (PIPL 31) the guardian's alone counts. */
export function consents(scope: string, { consents, birthOn, today, age }: ConsentQuestion): boolean {
  const own = birthOn !== null && civilAge(birthOn, today) >= age
  return consents.some((one) => !one.withdrawnOn && one.scope.includes(scope) && (one.capacity === 'guardian' || own))
}

/**
 * May this way be booked? A sentence with what is lawful instead, or nothing. Without consent to video the call goes by
 * telephone; without any, letters and the carer's messages go on, and so does every service (DOMAIN 8, edge 5).
 */
export function whyNoCall(way: CallWay, question: ConsentQuestion): string | undefined {
  const phone = consents('call', question)
  const video = consents('video_call', question)
  if (way === 'video' ? video : phone) return undefined
  if (way === 'video' && phone)
    return '监护人没有同意视频通话，请改约电话；也可以写信、寄画，由照料人转交。其他关爱服务照常。'
  if (way === 'phone' && video) return '监护人只同意了视频通话，请改约视频，或者请监护人另行同意电话通话。'
  return '还没有监护人对亲情通话的同意，不能预约。可以先写信、寄画，由照料人转交；取得同意后再约。其他关爱服务照常。'
}

/** The reminder goes out the day before; none when it is booked on its own day. */
export const remindOn = (onDay: LegalDay, today: LegalDay): LegalDay | null =>
  onDay > today ? addDays(onDay, -1) : null

/** The key of a reminder in the outbox: one of a call and a parent, however often the worker comes by. */
export const reminderKey = (callId: string, who: string): string => `call:${callId}:${who}`

/** Nobody's telephone rings at night for a reminder. */
export const mayRemindAt = (at: Date, p: (rule: string) => number): boolean => {
  const hour = Number(formatInstant(at).slice(11, 13))
  return hour >= p('D4.remind_from') && hour < p('D4.remind_until')
}

/** May what became of a call be written down now? From its beginning; it belongs to the same day. */
export function whyNotRecorded(call: { state: string; startsAt: Date }, now: Date): string | undefined {
  if (call.state !== 'booked') return '这次通话已经登记过或者取消了，请刷新查看。'
  if (now < call.startsAt) return '通话还没有开始，到时间后再登记。'
  return undefined
}

/** A pairing lasts one year at most and is then agreed anew. */
export function whyNotUntil(until: LegalDay, from: LegalDay, latest: LegalDay): string | undefined {
  if (until <= from) return '结束日期应晚于今天'
  if (until > latest) return `最晚到 ${latest}，到期可以续期`
  return undefined
}

/** The helper's own declaration (背景声明) must be of these days. */
export const declarationHolds = (declaredOn: LegalDay, today: LegalDay, oldest: LegalDay): boolean =>
  declaredOn <= today && declaredOn >= oldest

/** '1 小时 30 分'. */
export function hoursText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours && `${hours} 小时`, (rest || !hours) && `${rest} 分`].filter(Boolean).join(' ')
}

/** School year as people say it: 三年级, 初二 (grade 8), 高一 (grade 10), 学前. */
export function gradeText(grade: number | null): string {
  if (grade === null || grade < 0 || grade > 12) return '年级未填'
  const digit = '零一二三四五六'
  if (grade === 0) return '学前'
  if (grade <= 6) return `${digit[grade]}年级`
  return grade <= 9 ? `初${digit[grade - 6]}` : `高${digit[grade - 9]}`
}

/** Is the slot in use on that day? It ends on its day. */
export const isWithin = (day: LegalDay, slot: { fromOn: Date; endedOn: Date | null }): boolean =>
  dbToDay(slot.fromOn) <= day && (slot.endedOn === null || day < dbToDay(slot.endedOn))
