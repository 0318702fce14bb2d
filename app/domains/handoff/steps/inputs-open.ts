/** The forms that open a file: who the person is, and what decides whether the record may stand here at all (封存). */
import { z } from 'zod'
import { personFields } from '~/people/person-input'
import { legalDay, optionalDay, optionalText } from '~/lib/text'
import { choice, choices, moment, optionalPaper, paper, regionCode, tick, unitCode } from '~/ui/form-inputs'
import { keyCategories, liftedTypes, needs, yesNo } from '../terms'

const offenceFields = {
  offenceCode: optionalText(10),
  sentenceMonths: z.number().int().min(0).max(600).optional(),
  lifeSentence: tick(),
  offenceOn: optionalDay(),
  juvenileAtOffence: choice(yesNo),
  keyCategory: choices(keyCategories),
}

/** 来访登记: no notice came; served today, papers asked for afterwards (D1-edge-01). */
export const newWalkIn = z.object({
  ...personFields,
  ...offenceFields,
  townUnit: unitCode().optional(),
  arrivedAt: moment(),
  releasedOn: legalDay(),
  prisonName: optionalText(50),
  releaseCertNo: optionalText(50),
  needs: choices(needs),
  tonight: optionalText(200),
  note: optionalText(500, { lines: true }),
})

/** 解除社区矫正转入. */
export const newLifted = z.object({
  ...personFields,
  ...offenceFields,
  townUnit: unitCode().optional(),
  liftedType: choice(liftedTypes),
  liftedOn: legalDay(),
  askedByPerson: tick(),
  helpEndOn: optionalDay(),
  needs: choices(needs),
  paper: optionalPaper(),
  note: optionalText(500, { lines: true }),
})

/** 《刑满释放人员通知书》: the prison's own form, or the county's record of one that came on paper. */
export const newNotice = z.object({
  ...personFields,
  ...offenceFields,
  hujiCode: regionCode(),
  prisonName: optionalText(50),
  noticeOn: legalDay(),
  releaseDueOn: legalDay(),
  releaseCertNo: optionalText(50),
  schoolRecords: tick(),
  paper: optionalPaper(),
})

/** 服务登记: neutral help, nothing asked about an origin. */
export const newSupport = z.object({
  ...personFields,
  townUnit: unitCode().optional(),
  needs: choices(needs),
  note: optionalText(500, { lines: true }),
})

/** What a ledger row or a delivered notice keeps with its first event. */
export const takenOver = z.object({
  variant: z.string().optional(),
  rowNo: z.number().optional(),
  paper: paper().optional(),
})

export type OffenceInput = z.infer<z.ZodObject<typeof offenceFields>>
export type NewWalkIn = z.infer<typeof newWalkIn>
export type NewLifted = z.infer<typeof newLifted>
export type NewNotice = z.infer<typeof newNotice>
export type NewSupport = z.infer<typeof newSupport>
