/** What is asked when a file moves or ends (转出、期满、终止). */
import { z } from 'zod'
import { legalDay, optionalText, requiredText } from '~/lib/text'
import { mustTick, optionalPaper, paper, regionCode, unitCode } from '~/ui/form-inputs'

const note = () => optionalText(500, { lines: true })

export const moveTown = z.object({
  townUnit: unitCode(),
  residenceCode: regionCode().optional(),
  address: optionalText(200),
  reason: requiredText(300, { lines: true }),
})

export const transfer = z.object({
  toUnit: unitCode(),
  reason: requiredText(300, { lines: true }),
  address: requiredText(200),
  paper: optionalPaper(),
})
export const sendFile = z.object({ onDay: legalDay(), keptAt: requiredText(100) })
export const acceptedThere = z.object({ onDay: legalDay(), acceptedBy: requiredText(100), paper: paper() })
export const refusedThere = z.object({ onDay: legalDay(), reason: requiredText(300, { lines: true }) })

export const endReview = z.object({
  onDay: legalDay(),
  conclusion: requiredText(1000, { lines: true }),
  furtherHelp: optionalText(500, { lines: true }),
})
/** 《帮教期满通知书》: the person is told, or the attempts to tell are noted (失联). */
export const end = z.object({
  personToldOn: legalDay().optional(),
  notTold: optionalText(300),
  agreed: mustTick('请确认已完成期满评议'),
  paper: optionalPaper(),
  note: note(),
})
export const terminate = z.object({ judgmentOn: legalDay(), paper: paper(), note: note() })

/** From an official notice only: an effective conviction for an offence after release. */
export const reoffence = z.object({
  judgmentNo: requiredText(100),
  offenceOn: legalDay(),
  effectiveOn: legalDay(),
  paper: paper(),
})

export const archive = z.object({ onDay: legalDay(), keptAt: requiredText(100) })
