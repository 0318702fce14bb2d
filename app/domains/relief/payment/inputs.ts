/** The inputs of the steps of a batch. Pure. */
import { z } from 'zod'
import { legalDay, requiredText } from '~/lib/text'
import { mustTick } from '~/ui/form-inputs'
import { accountNo } from '../steps/fields'
import { isProgramme, type Programme } from './terms'

const lineNo = () => z.coerce.number('请填写序号').int('请填写序号').min(1, '请填写序号').max(100_000, '请填写序号')

export const make = z.object({
  programme: z.custom<Programme>(isProgramme, '请选择发放项目'),
  month: z.string('请选择月份').regex(/^\d{4}-(0[1-9]|1[0-2])$/, '请选择月份'),
})
export const takeOut = z.object({ no: lineNo(), reason: requiredText(100) })
export const send = z.object({ checked: mustTick('请核对明细后勾选') })
export const cancel = z.object({ reason: requiredText(200, { lines: true }) })
/** By the worker, in the payer's scope: the result file that was read. */
export const readBack = z.object({ resultId: z.uuid() })
export const noteReturn = z.object({ no: lineNo(), reason: requiredText(100), onDay: legalDay() })
export const close = z.object({})

export const reserve = z.object({
  unit: z.string('请选择窗口').min(1, '请选择窗口').max(40),
  name: requiredText(60),
  account: accountNo().refine(Boolean, '请填写账号'),
  bank: requiredText(50),
})
