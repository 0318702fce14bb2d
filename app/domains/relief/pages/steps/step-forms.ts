/** Each step of relief and its form. A test holds the two together. */
import { DiedForm, MovedAwayForm, OpenedInErrorForm, WithdrawnForm } from '~/casefile/ui/spine-forms'
import {
  BankAnswerForm,
  CheckEligibleForm,
  DecideAidForm,
  ProposeSchoolForm,
  ProposeTrainingForm,
  SendBankForm,
} from './aid-forms'
import {
  AskSupplementForm,
  AuthoriseForm,
  ChangeHouseholdForm,
  CheckMeansForm,
  CloseSupplementForm,
  DeclareKinForm,
  PayeeForm,
  StartCheckForm,
  StartDibaoCheckForm,
  SurveyForm,
} from './check-forms'
import {
  AnswerObjectionForm,
  BackToCheckForm,
  ConfirmLedgerForm,
  DecideForm,
  ObjectForm,
  ProposeDibaoForm,
  ProposeTempForm,
  RefuseForm,
  ReturnListForm,
  ReviewGrantForm,
  ReviewRefuseForm,
  TellForm,
} from './decision-forms'
import { AdjustForm, EndForm, HearForm, RecheckForm, RecoveredForm, ResumeForm } from './paying-forms'
import { RecoverPaidForm, WriteOffForm } from './recovery-forms'
import type { ReliefKindName, StepForm, StepOptions } from './step-form'
import { AfterwardsForm, DayNoteForm, PayFirstForm, QuickGrantForm } from './urgent-forms'

type Lists = readonly (keyof StepOptions)[]
type Declared = { form: StepForm; lists: Lists }
const asks = (form: StepForm, ...lists: Lists): Declared => ({ form, lists })

const common: Record<string, Declared> = {
  died: asks(DiedForm),
  moved_away: asks(MovedAwayForm),
  opened_in_error: asks(OpenedInErrorForm),
  withdrawn: asks(WithdrawnForm),
  note_death: asks(DiedForm),
  recover_paid: asks(RecoverPaidForm),
  write_off: asks(WriteOffForm),
  ask_supplement: asks(AskSupplementForm),
  supplemented: asks(DayNoteForm),
  close_supplement: asks(CloseSupplementForm),
  authorise: asks(AuthoriseForm),
  survey: asks(SurveyForm, 'staff'),
  check_means: asks(CheckMeansForm),
  change_household: asks(ChangeHouseholdForm),
  declare_kin: asks(DeclareKinForm, 'staff'),
  set_payee: asks(PayeeForm),
  change_payee: asks(PayeeForm),
  back_to_check: asks(BackToCheckForm),
  return_list: asks(ReturnListForm),
  decide: asks(DecideForm, 'budgets'),
  refuse: asks(RefuseForm),
  tell: asks(TellForm),
  close_refused: asks(DayNoteForm),
  note_objection: asks(ObjectForm),
  object: asks(ObjectForm),
  review_grant: asks(ReviewGrantForm, 'budgets'),
  review_refuse: asks(ReviewRefuseForm),
  answer_objection: asks(AnswerObjectionForm),
}

const ofAll = ['died', 'moved_away', 'opened_in_error', 'withdrawn'] as const
const ofAid = [
  ...ofAll,
  'note_death',
  'recover_paid',
  'write_off',
  'ask_supplement',
  'supplemented',
  'close_supplement',
  'declare_kin',
  'set_payee',
  'change_payee',
  'return_list',
  'refuse',
  'tell',
  'close_refused',
  'object',
  'review_grant',
  'review_refuse',
] as const
const pick = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, common[name]!]))
const aid = { ...pick(ofAid), decide: asks(DecideAidForm, 'budgets') }

export const stepForms: Record<ReliefKindName, Record<string, Declared>> = {
  relief_temp: {
    ...common,
    quick_grant: asks(QuickGrantForm),
    pay_first: asks(PayFirstForm, 'staff'),
    check_after: asks(AfterwardsForm),
    close_quick: asks(DayNoteForm),
    start_check: asks(StartCheckForm),
    propose: asks(ProposeTempForm),
  },
  relief_dibao: {
    ...common,
    start_check: asks(StartDibaoCheckForm),
    propose: asks(ProposeDibaoForm),
    confirm_ledger: asks(ConfirmLedgerForm, 'budgets'),
    recheck: asks(RecheckForm),
    hear: asks(HearForm),
    adjust: asks(AdjustForm),
    resume_paying: asks(ResumeForm),
    end: asks(EndForm),
    recovered: asks(RecoveredForm),
    waive_rest: asks(WriteOffForm),
    close: asks(DayNoteForm),
  },
  relief_school: { ...aid, propose: asks(ProposeSchoolForm) },
  relief_training: { ...aid, propose: asks(ProposeTrainingForm) },
  relief_loan: {
    ...pick(ofAll),
    check_eligible: asks(CheckEligibleForm),
    send_bank: asks(SendBankForm),
    bank_granted: asks(BankAnswerForm),
    bank_declined: asks(BankAnswerForm),
    not_eligible: asks(DayNoteForm),
    close_loan: asks(DayNoteForm),
  },
}
