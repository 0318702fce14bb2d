import { z } from 'zod'
import { legalDay, optionalDay, optionalText } from '~/lib/text'

/** One visit, call, talk or meeting, as a form gives it. */
export const visitInput = z.object({
  type: z.string().min(1, '请选择走访或联系的方式'),
  onDay: legalDay(),
  reached: z.enum(['yes', 'no']).default('yes'),
  place: optionalText(100),
  present: optionalText(200),
  tags: z.array(z.enum(['service', 'warmth', 'law', 'safety'])).default([]),
  note: optionalText(2000, { lines: true }),
  nextOn: optionalDay(),
})

export type VisitInput = z.infer<typeof visitInput>

/** 送服务 / 温暖 / 法律 / 平安 (SR-21). */
export const visitTags = { service: '送服务', warmth: '送温暖', law: '送法律', safety: '送平安' } as const

/**
 * Words that do not belong into a visit note (DOMAIN 4.6): religion, opinions, neighbours' conduct. They warn, they do
 * not block: an ordinary note must always be possible.
 */
const unwanted = /信教|宗教|教会|教徒|邪教|政治倾向|思想动态|上访|信访苗头|政见|党派/

export const noteWarning = (note: string | undefined): string | undefined =>
  note && unwanted.test(note) ? '记录里似乎有信仰、观点一类内容。本系统不收集这些信息，请核对后删去。' : undefined
