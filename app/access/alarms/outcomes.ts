/** What may come out of looking into an alarm. Pure. */
export const alarmOutcomes = {
  justified: '工作需要，情况属实',
  warned: '超出需要，已提醒本人和负责人',
  inquiry: '转有关部门调查',
} as const
export type AlarmOutcome = keyof typeof alarmOutcomes

/** What the note of an alarm is encrypted for. */
export const noteContext = (id: string): string => `reveal_alarm:${id}`
