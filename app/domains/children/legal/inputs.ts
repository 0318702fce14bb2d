/** The inputs of the steps of legal education. Pure. */
import { z } from 'zod'
import { legalDay, optionalDay, optionalText, requiredText } from '~/lib/text'
import { consentMethods } from '~/people/consent-terms'
import { choice, choices, mustTick, paper, tick } from '~/ui/form-inputs'
import { materialForms, needs, organs, talkLengths, topics } from './terms'

const count = (what: string, most: number) =>
  z.coerce
    .number(`请填写${what}`)
    .int(`${what}请填整数`)
    .min(1, `请填写${what}`)
    .max(most, `${what}最多 ${most}，请核对`)
const picked = (what: string) => z.uuid(`请选择${what}`)

export const nominate = z.object({
  school: requiredText(40),
  name: requiredText(50),
  idNo: requiredText(30),
  organ: choice(organs),
  organName: requiredText(60),
  duty: requiredText(40),
  retired: tick(),
  paper: paper(),
})
export type Nominate = z.infer<typeof nominate>

export const appoint = z.object({ fromOn: legalDay(), untilOn: legalDay() })
export const refuse = z.object({ reason: requiredText(200, { lines: true }) })
export const begin = z.object({
  onDay: legalDay(),
  trainingHours: z.coerce.number('请填写学时').int('学时请填整数').min(0).max(400, '学时请核对'),
  postId: z.uuid().optional(),
})
export const namePost = z.object({ postId: picked('账号') })
export const renew = z.object({ untilOn: legalDay(), paper: paper() })
export const unable = z.object({ onDay: legalDay(), reason: requiredText(200, { lines: true }) })
export const replaced = z.object({ checked: mustTick('请核对新的法治副校长已经到任') })
export const system = z.object({})

/** Class-hours of one lesson: 1 to 4; 9 is a slip of the finger (DOMAIN 8.2). */
const hours = () =>
  z.coerce.number('请选择课时').int('课时请填整数').min(1, '课时最少 1 节').max(4, '一次课最多 4 课时，请分次记录')
const lesson = { onDay: legalDay(), className: requiredText(30), topic: choice(topics), hours: hours() }
export const planLesson = z.object(lesson)
export const holdLesson = z.object({
  ...lesson,
  lessonId: z.uuid().optional(),
  headCount: count('到课人数', 3000),
  materials: z.array(z.uuid()).max(20, '一次课最多选 20 份资料').default([]),
})
export const dropLesson = z.object({ lessonId: picked('要作废的课'), reason: requiredText(100) })

export const material = z.object({
  title: requiredText(60),
  topic: choice(topics),
  form: choice(materialForms),
  foundAt: requiredText(300),
  outline: optionalText(1000, { lines: true }),
})
export const reviewMaterial = z
  .object({ id: z.uuid(), verdict: z.enum(['shared', 'declined']), why: optionalText(200) })
  .superRefine((given, ctx) => {
    if (given.verdict === 'declined' && !given.why)
      ctx.addIssue({ code: 'custom', path: ['why'], message: '请写明为什么没有采用' })
  })

export const propose = z.object({
  childId: picked('孩子'),
  serviceId: picked('法治副校长'),
  className: requiredText(30),
  needs: choices(needs).refine((list) => list.length > 0, '请至少选择一项'),
  contactName: requiredText(30),
  contactPhone: requiredText(20),
})
export type Propose = z.infer<typeof propose>

const consent = {
  guardian: requiredText(50),
  method: choice(consentMethods),
  signedOn: legalDay(),
  keptAt: requiredText(100),
  asked: mustTick('辅导以孩子本人愿意为前提，请先听取他（她）的意见'),
  childView: requiredText(300, { lines: true }),
}
export const agree = z.object({ ...consent, untilOn: legalDay() })
export const accept = z.object({ read: mustTick('请先看完辅导的界限') })
export const decline = z.object({ reason: requiredText(100) })
export const talk = z.object({
  onDay: legalDay(),
  length: choice(talkLengths),
  topic: choice(topics),
  nextOn: optionalDay(),
  worry: tick(),
})
export const renewMentoring = z.object({ ...consent, untilOn: legalDay() })
export const end = z.object({ onDay: legalDay(), reason: requiredText(200, { lines: true }) })
