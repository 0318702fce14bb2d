/** What the forms of the one window and of the household log ask for. */
import { z } from 'zod'
import { legalDay, optionalDay, optionalText, requiredText } from '~/lib/text'
import { sexes } from '~/people/person-terms'
import { choice, choices, phone, tick, unitCode } from './fields'
import {
  agents,
  channels,
  confirms,
  hardships,
  householdNeeds,
  matters,
  records,
  relations,
  replyChannels,
  satisfactions,
  urgencies,
} from '../terms'

const who = {
  name: requiredText(50),
  sex: choice(sexes),
  idNo: optionalText(30),
  birthOn: optionalDay(),
  phone: phone().optional(),
  address: optionalText(200),
}
const agent = {
  agent: choice(agents).optional(),
  agentName: optionalText(50),
  agentPhone: phone().optional(),
  agentRelation: choice(relations).optional(),
  authorisedOn: optionalDay(),
  authorityKeptAt: optionalText(100),
}

/** 受理登记 at the window. */
export const newIntake = z.object({
  ...who,
  ...agent,
  channel: choice(channels),
  matter: choice(matters),
  urgency: choice(urgencies).default('normal'),
  summary: requiredText(1000, { lines: true }),
  replyChannel: choice(replyChannels),
  checked: tick(),
})

/** 代办: a grid worker takes a resident's matter to the window. */
export const newProxy = z.object({
  ...who,
  matter: choice(matters),
  urgency: choice(urgencies).default('normal'),
  summary: requiredText(1000, { lines: true }),
  replyChannel: choice(replyChannels),
  authorisedOn: legalDay(),
  authorityKeptAt: requiredText(100),
  checked: tick(),
})

export const supplementInput = z.object({
  items: z
    .array(z.object({ what: requiredText(100), why: optionalText(200) }))
    .min(1, '请把缺少的材料一次列全')
    .max(20),
})
export const matterInput = z.object({ matter: choice(matters), urgency: choice(urgencies).default('normal') })
export const dayInput = z.object({ onDay: legalDay(), note: optionalText(300, { lines: true }) })
export const answerInput = z.object({ reply: requiredText(2000, { lines: true }) })
export const routeInput = z.object({
  mainUnit: unitCode(),
  coUnits: z.array(unitCode()).max(3, '协办单位最多 3 个').default([]),
  note: optionalText(300, { lines: true }),
})
export const rerouteInput = routeInput.extend({ reason: requiredText(300, { lines: true }) })
export const toldInput = z.object({
  onDay: legalDay(),
  accepted: z.enum(['yes', 'no']),
  note: optionalText(300, { lines: true }),
})
export const closeInput = z.object({ satisfaction: choice(satisfactions), note: optionalText(300, { lines: true }) })
export const reopenInput = z.object({ onDay: legalDay(), reason: requiredText(300, { lines: true }) })
/** What the receiving unit writes; it never sees the window's file. */
export const unitReturnInput = z.object({ text: requiredText(300, { lines: true }) })
export const unitReplyInput = z.object({ text: requiredText(2000, { lines: true }) })
export const unitExtendInput = z.object({ until: legalDay(), text: requiredText(300, { lines: true }) })

/** A row of the routing table (分派表). */
export const routeRowInput = z.object({
  matter: choice(matters),
  town: z.string().regex(/^\d{9}$/, '请从列表中选择乡镇'),
  mainUnit: unitCode(),
  coUnits: z.array(unitCode()).max(3, '协办单位最多 3 个').default([]),
})

/** 建户: a household's card. */
export const newHousehold = z.object({
  ...who,
  address: requiredText(200),
  membersCount: z.number().int().min(1).max(30),
  hardship: choices(hardships),
  needs: choices(householdNeeds),
})
export const householdInput = z.object({
  membersCount: z.number().int().min(1).max(30),
  hardship: choices(hardships),
  needs: choices(householdNeeds),
})

/** 走访记录 of a household, as a phone sends it. */
export const householdVisit = z.object({
  type: choice(records),
  onDay: legalDay(),
  present: optionalText(200),
  tags: z.array(z.enum(['service', 'warmth', 'law', 'safety'])).default([]),
  needs: choices(householdNeeds),
  note: optionalText(1000, { lines: true }),
  confirm: choice(confirms),
  promised: optionalText(500, { lines: true }),
  promisedMatter: choice(matters).optional(),
  checked: tick(),
})

export type NewIntake = z.infer<typeof newIntake>
export type NewProxy = z.infer<typeof newProxy>
export type NewHousehold = z.infer<typeof newHousehold>
export type HouseholdVisitInput = z.infer<typeof householdVisit>
