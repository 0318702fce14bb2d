/** Relief (救助补助) in one county: a tenth of the bench's files, with households, notices, objections and payments. */
import { encrypt } from '~/lib/crypto.server'
import { addMonths, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { maskName } from '~/people/identity'
import { makeRng } from '../../../prisma/seed/people'
import { columns } from './copy'
import { COUNTY_TOWNS } from './intake'
import { COUNTY } from './plots'
import type { Rows } from './rows'
import { SPINE_TABLES, makeDays, spineMaker, type Due } from './spine'

/** Where the county checks and decides. */
export const CIVIL_BUREAU = `${COUNTY}-CA1`
const SHARE = 0.1
const TEMP_PERCENT = 40
const STANDARD_FEN = 82_000

export const RELIEF_TABLES: Record<string, readonly string[]> = {
  ...SPINE_TABLES,
  relief_file: columns(`
    case_id kind scope_key benefit_type route accept_town village_code applied_on accepted_on persons surveyed_on checked_on
    standard_fen factor_tenths proposed_fen proposed_period proposed_on decided_fen period pay_from decision decision_no
    decided_on objected_on recheck_class accepted_user checked_user surveyed_users decided_user budget_code`),
  relief_means: columns(`
    case_id kind scope_key cause own_income_fen income_fen assets_fen rigid_fen income_stable check_result`),
  relief_member: columns('id case_id kind scope_key name_enc id_mac relation birth_on ability consented_on from_on'),
  relief_authorisation: columns('id case_id kind scope_key capacity signer_enc signed_on kept_at'),
  relief_survey: columns('id case_id kind scope_key on_day type users names result findings_enc'),
  relief_notice: columns(`
    id case_id kind scope_key notice_no type town_code text text_hash from_on to_on posted_at`),
  relief_objection: columns('id case_id kind scope_key source received_at claim_enc in_time state'),
  relief_award: columns(`
    id case_id kind scope_key benefit_type decision_no part amount_fen due_on month payee_name_enc payee_account_enc
    payee_bank payee_relation budget_code state state_at paid_on decided_user decided_on created_at`),
}

const ACCEPTED = [['accept', 'accepted']] as const
const CHECKING = [...ACCEPTED, ['start_check', 'checking']] as const
const PROPOSED = [...CHECKING, ['survey', 'checking'], ['check_means', 'checking'], ['propose', 'proposed']] as const
const DECIDED = [...PROPOSED, ['decide', 'decided']] as const
const PAYING = [...DECIDED, ['start_paying', 'paying']] as const
const duty = (code: string, role: string, rule: string, from: number, to: number): Due => ({
  ...{ code, role, rule, days: [from, to] },
})
const survey = duty('survey', 'CC', 'D7.survey_start', -1, 3)
const decide = duty('decide', 'CA', 'D7.temp_relief', -2, 20)

interface Stage {
  steps: readonly (readonly [string, string])[]
  /** Of 100 files of temporary relief and of the allowance; the last stage takes the rest. */
  temp: number
  dibao: number
  /** How long ago it began, in days. */
  ago: readonly [number, number]
  due?: Due
}
const STAGES: readonly Stage[] = [
  { steps: ACCEPTED, temp: 2, dibao: 2, ago: [0, 4], due: survey },
  { steps: CHECKING, temp: 2, dibao: 2, ago: [5, 15], due: decide },
  { steps: PROPOSED, temp: 3, dibao: 4, ago: [10, 20], due: decide },
  {
    ...{ steps: [...PROPOSED, ['refuse', 'refused'], ['object', 'objection']], temp: 1, dibao: 1, ago: [30, 50] },
    due: duty('review', 'CA', 'D7.review', -1, 20),
  },
  { steps: DECIDED, temp: 1, dibao: 1, ago: [20, 40], due: duty('pay', 'CA', 'D7.pay', -1, 10) },
  { steps: PAYING, temp: 3, dibao: 70, ago: [120, 900], due: duty('recheck', 'CK', 'D7.recheck_half', -3, 180) },
  { steps: [...PAYING, ['close', 'closed']], temp: 100, dibao: 100, ago: [120, 1500] },
]

/** The rows of each file, of a bench of so many files. */
export function* reliefRows(files: number, today: LegalDay): Generator<Rows> {
  const rng = makeRng(44_02)
  const { day, within } = makeDays(rng, today)
  const make = spineMaker(rng, today)
  const sealed = encrypt('某人', 'relief')
  const year = today.slice(0, 4)
  for (let n = 1; n <= Math.round(files * SHARE); n++) {
    const temp = rng.chance(TEMP_PERCENT)
    let roll = rng.below(100)
    const stage = STAGES.find((one) => (roll -= temp ? one.temp : one.dibao) < 0)!
    const states = new Set(stage.steps.map(([, state]) => state))
    const opened = -within(...stage.ago)
    const town = rng.pick(COUNTY_TOWNS)
    const [kind, benefit] = temp ? ['relief_temp', 'temp_relief'] : ['relief_dibao', 'dibao']
    const { rows, add, child, name, number } = make(n, {
      ...{ kind: kind!, series: temp ? 'JZ' : 'DB', unit: { code: `${town}-CW1`, town } },
      ...{ steps: stage.steps, opened, due: stage.due, ended: states.has('closed') },
    })
    const on = (days: number) => day(Math.min(0, opened + days))
    const at = (days: number) => `${on(days)} 01:30:00+00`
    const persons = within(1, 4)
    const [checking, proposed, granted] = [states.has('checking'), states.has('proposed'), states.has('decided')]
    const decided = granted || states.has('refused')
    const amount = temp ? STANDARD_FEN * 2 * persons : STANDARD_FEN * persons - 60_000
    const period = temp ? 'once' : 'monthly'
    const decisionNo = `救决-${number}`
    const budget = `${COUNTY}-${year}-01`
    const hands = { accepted_user: 'clerk', surveyed_users: ['clerk', 'second'] }
    add('relief_file', {
      ...{ ...child, benefit_type: benefit!, route: temp && checking ? 'standard' : null, accept_town: town },
      ...{ village_code: `${town}200`, applied_on: on(0), accepted_on: on(0), persons, ...hands },
      ...{ surveyed_on: proposed ? on(4) : null, checked_on: proposed ? on(6) : null },
      ...{ standard_fen: proposed ? STANDARD_FEN : null, factor_tenths: temp && proposed ? 20 : null },
      ...{ proposed_fen: proposed ? amount : null, proposed_period: proposed ? period : null },
      ...{ proposed_on: proposed ? on(8) : null, checked_user: proposed ? 'checker' : null },
      ...{ decided_fen: granted ? amount : null, period: granted ? period : null, pay_from: granted ? on(18) : null },
      ...{ decision: granted ? 'granted' : decided ? 'refused' : null, decision_no: decided ? decisionNo : null },
      ...{ decided_on: decided ? on(18) : null, decided_user: decided ? 'approver' : null },
      ...{ objected_on: states.has('objection') ? on(25) : null, recheck_class: temp ? null : 'half' },
      budget_code: granted ? budget : null,
    })
    add('relief_means', {
      ...{ ...child, cause: rng.pick(['illness', 'accident', 'spending']), own_income_fen: 60_000 },
      ...{ income_fen: proposed ? 60_000 : null, assets_fen: proposed ? 200_000 : null, income_stable: false },
      ...{ rigid_fen: proposed ? 3_600_000 : null, check_result: proposed ? 'fits' : null },
    })
    for (let i = 1; i < persons; i++)
      add('relief_member', {
        ...{ ...child, id: uuidv7(), name_enc: sealed, id_mac: `member${number}-${i}`, relation: 'child' },
        ...{ birth_on: day(-within(3000, 9000)), ability: 'pupil', consented_on: on(0), from_on: on(0) },
      })
    if (checking)
      add('relief_authorisation', {
        ...{ ...child, id: uuidv7(), capacity: 'applicant', signer_enc: sealed },
        ...{ signed_on: on(2), kept_at: '窗口档案柜 1 号' },
      })
    if (proposed) {
      add('relief_survey', {
        ...{
          ...child,
          id: uuidv7(),
          on_day: on(4),
          type: 'home',
          users: hands.surveyed_users,
          names: ['某甲', '某乙'],
        },
        ...{ result: 'true', findings_enc: sealed },
      })
      add('relief_notice', {
        ...{ ...child, id: uuidv7(), notice_no: `GS-${COUNTY}-${on(8).slice(0, 4)}-${number}`, type: 'proposed' },
        ...{ town_code: town, text_hash: '', from_on: on(8), to_on: day(opened + 15), posted_at: at(8) },
        text: JSON.stringify({
          ...{ head: maskName(name), village: '某村', type: temp ? '临时救助' : '最低生活保障', persons },
          ...{ amountFen: amount, monthly: !temp, phone: '0562-2060100', window: '便民服务窗口' },
        }),
      })
    }
    if (states.has('objection'))
      add('relief_objection', {
        ...{ ...child, id: uuidv7(), source: 'applicant', received_at: at(25), claim_enc: sealed },
        ...{ in_time: true, state: 'open' },
      })
    // Relief is paid once; of the allowance its last three months.
    for (let i = 0; granted && i < (temp ? 1 : 3); i++) {
      const month = addMonths(`${today.slice(0, 7)}-01`, -i)
      const dueOn = temp ? on(20) : month
      const paid = states.has('paying')
      add('relief_award', {
        ...{ ...child, id: uuidv7(), benefit_type: benefit!, decision_no: decisionNo, amount_fen: amount },
        ...{ part: temp ? 'once' : month.slice(0, 7), due_on: dueOn, month: temp ? null : month },
        ...{ payee_name_enc: sealed, payee_account_enc: sealed, payee_bank: '某银行', payee_relation: 'self' },
        ...{ budget_code: budget, state: paid ? 'paid' : 'unpaid', state_at: at(20), paid_on: paid ? dueOn : null },
        ...{ decided_user: 'approver', decided_on: on(18), created_at: at(18) },
      })
    }
    yield rows
  }
}
