/** Fields that may be corrected (更正): an event with old, new, reason and paper. */
import { z } from 'zod'
import type { CorrectionDecl } from '~/casefile/kind'
import { legalDay, requiredText } from '~/lib/text'
import { checkIdNumber, checkName } from '~/people/identity'
import { offences } from './offences'
import { mustPickup } from './rules'
import { choice, regionCode } from './steps/fields'
import { keyCategories, sexes, sourceTypes } from './terms'

const FILE = 'handoff_file'
const CASE = 'case_file'
const offenceTerms = Object.fromEntries(offences.map(({ code, label }) => [code, label]))

/** Tidied by `check`, or its sentence as the error. */
const checked = <T extends { ok: true } | { ok: false; why: string }>(
  check: (raw: string) => T,
  take: (good: Extract<T, { ok: true }>) => string,
) =>
  z
    .string()
    .min(1)
    .transform((raw, ctx) => {
      const result = check(raw)
      if (result.ok) return take(result as Extract<T, { ok: true }>)
      ctx.addIssue({ code: 'custom', message: result.why })
      return z.NEVER
    })

/** Who somebody is: the same on every kind of file. */
export const identityCorrections: Record<string, CorrectionDecl> = {
  name: { label: '姓名', table: CASE, column: 'name', input: checked(checkName, (good) => good.name) },
  idNo: {
    label: '身份证号',
    table: 'person',
    column: 'id_no',
    input: checked(
      (raw) => checkIdNumber(raw),
      (good) => good.idNo,
    ),
    sensitive: true,
  },
  sex: { label: '性别', table: CASE, column: 'sex', input: choice(sexes), terms: sexes },
  birthOn: { label: '出生日期', table: CASE, column: 'birth_on', input: legalDay() },
  hujiCode: { label: '户籍地', table: CASE, column: 'huji_code', input: regionCode() },
  residenceCode: { label: '居住地', table: CASE, column: 'residence_code', input: regionCode() },
}

export const handoffCorrections: Record<string, CorrectionDecl> = {
  ...identityCorrections,
  releaseDueOn: {
    label: '应释放日',
    table: FILE,
    column: 'release_due_on',
    input: legalDay(),
    moves: ['pickup_plan', 'hand_over'],
  },
  releasedOn: {
    label: '实释放日',
    table: FILE,
    column: 'released_on',
    input: legalDay(),
    moves: ['register', 'first_talk'],
  },
  releaseCertNo: { label: '释放证明书号', table: FILE, column: 'release_cert_no', input: requiredText(50) },
  noticeOn: { label: '通知日期', table: FILE, column: 'notice_on', input: legalDay() },
  prisonName: { label: '来源监所', table: FILE, column: 'prison_name', input: requiredText(50) },
  sourceType: { label: '来源类型', table: FILE, column: 'source_type', input: choice(sourceTypes), terms: sourceTypes },
  keyCategory: {
    label: '重点类别',
    table: FILE,
    column: 'key_category',
    input: z.array(choice(keyCategories)).default([]),
    follows: (value) => ({ must_pickup: mustPickup((value ?? []) as string[]) }),
    terms: keyCategories,
    many: true,
  },
  helpStartOn: { label: '帮教开始日', table: FILE, column: 'help_start_on', input: legalDay() },
  helpEndOn: {
    label: '帮教结束日',
    table: FILE,
    column: 'help_end_on',
    input: legalDay(),
    moves: ['end_review', 'end_decision'],
  },
  placedOn: { label: '安置日期', table: FILE, column: 'placed_on', input: legalDay(), moves: ['placement_recheck'] },
  offenceCode: {
    label: '罪名',
    table: 'handoff_offence',
    column: 'offence_code',
    input: requiredText(10),
    terms: offenceTerms,
    sensitive: true,
  },
  sentenceMonths: {
    label: '刑期（月）',
    table: 'handoff_offence',
    column: 'sentence_months',
    input: z.number().int().min(0).max(600),
    unit: '个月',
    sensitive: true,
  },
}
