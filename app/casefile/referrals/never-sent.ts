/** What the text of a referral never tells (DOMAIN 4.13, "never sent"): words that give away an offence, or where somebody comes from. Pure. */
export const offenceWords = ['罪', '判刑', '判决', '刑期', '徒刑', '拘役', '管制', '前科'] as const
export const originWords = [
  '刑满',
  '释放',
  '出狱',
  '服刑',
  '坐牢',
  '监狱',
  '看守所',
  '缓刑',
  '假释',
  '矫正',
  '帮教',
  '中途之家',
] as const

/** The words of a list that a text holds, each once. */
export const tells = (text: string, words: readonly string[]): string[] => words.filter((word) => text.includes(word))
