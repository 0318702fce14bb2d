/** Fields that may be corrected (更正): an event with old, new, reason and paper. */
import { z } from 'zod'
import type { CorrectionDecl } from '~/casefile/kind'
import { legalDay, requiredText } from '~/lib/text'
import { identityCorrections } from '~/casefile/identity-corrections'
import { offences } from './offences'
import { choice } from '~/ui/form-inputs'
import { mustPickup } from './rules'
import { keyCategories, sourceTypes } from './terms'

const FILE = 'handoff_file'
const offenceTerms = Object.fromEntries(offences.map(({ code, label }) => [code, label]))

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
