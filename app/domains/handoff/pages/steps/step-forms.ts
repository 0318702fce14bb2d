/** Each step of 安置帮教 and its form. A test holds the two together. */
import { EntrustForm, LoseContactForm, PauseServiceForm, ResumeForm } from './absence-forms'
import {
  ArchiveForm,
  DiedForm,
  EndForm,
  EndReviewForm,
  MovedAwayForm,
  OpenedInErrorForm,
  ReoffenceForm,
  TerminateForm,
  WithdrawnForm,
} from './end-forms'
import { ChangeGroupForm, ChangePairHelperForm, DeclineForm, StartHelpForm } from './help-forms'
import { AcceptedThereForm, MoveTownForm, RefusedThereForm, SendFileForm, TransferForm } from './move-forms'
import {
  AwaitReleaseForm,
  ChangeReleaseForm,
  PrisonPapersForm,
  ReaddressForm,
  ReturnNoticeForm,
  VerifyForm,
} from './notice-forms'
import { HandOverForm, NoShowForm, PlanPickupForm } from './pickup-forms'
import {
  AddMeasureForm,
  CloseMeasureForm,
  PlaceForm,
  RecheckPlacementForm,
  ReviewLevelForm,
  ScreenBenefitsForm,
} from './placement-forms'
import { CloseNoticeForm, ResendForm, SignForm } from './prison-forms'
import { AssignForm, DecideDisputeForm, DisputeForm, RegisterForm } from './register-forms'
import type { StepForm, StepOptions } from './step-form'
import { SupportDayForm, SupportEndForm, SupportMoveForm, SupportPlanForm, SupportStartForm } from './support-forms'

type Lists = readonly (keyof StepOptions)[]
type Declared = { form: StepForm; lists: Lists }
const use = (form: StepForm, ...lists: Lists): Declared => ({ form, lists })

const spineForms: Record<string, Declared> = {
  died: use(DiedForm),
  moved_away: use(MovedAwayForm),
  opened_in_error: use(OpenedInErrorForm),
  withdrawn: use(WithdrawnForm),
}

export const handoffForms: Record<string, Declared> = {
  ...spineForms,
  verify: use(VerifyForm, 'towns', 'regions'),
  return_notice: use(ReturnNoticeForm),
  readdress: use(ReaddressForm),
  plan_pickup: use(PlanPickupForm),
  await_release: use(AwaitReleaseForm),
  change_release: use(ChangeReleaseForm),
  hand_over: use(HandOverForm),
  no_show: use(NoShowForm),
  prison_papers: use(PrisonPapersForm),
  register: use(RegisterForm, 'regions'),
  assign: use(AssignForm, 'colleagues'),
  dispute: use(DisputeForm),
  decide_dispute: use(DecideDisputeForm),
  start_help: use(StartHelpForm, 'helpers'),
  decline: use(DeclineForm),
  resume: use(ResumeForm),
  entrust: use(EntrustForm),
  unreachable: use(LoseContactForm),
  review_level: use(ReviewLevelForm),
  place: use(PlaceForm),
  recheck_placement: use(RecheckPlacementForm),
  screen_benefits: use(ScreenBenefitsForm),
  change_pair_helper: use(ChangePairHelperForm, 'helpers'),
  change_group: use(ChangeGroupForm),
  add_measure: use(AddMeasureForm),
  close_measure: use(CloseMeasureForm, 'measures'),
  pause_service: use(PauseServiceForm),
  resume_service: use(ResumeForm),
  move_town: use(MoveTownForm, 'towns', 'regions'),
  transfer: use(TransferForm, 'bureaus'),
  send_file: use(SendFileForm),
  accepted_there: use(AcceptedThereForm),
  refused_there: use(RefusedThereForm),
  end_review: use(EndReviewForm),
  end: use(EndForm),
  terminate: use(TerminateForm),
  reoffence: use(ReoffenceForm),
  archive: use(ArchiveForm),
}

export const noticeForms: Record<string, Declared> = {
  ...spineForms,
  resend: use(ResendForm),
  change_release: use(ChangeReleaseForm),
  sign: use(SignForm),
  close: use(CloseNoticeForm),
}

export const supportForms: Record<string, Declared> = {
  ...spineForms,
  start: use(SupportStartForm),
  plan: use(SupportPlanForm),
  decline: use(SupportDayForm),
  unreachable: use(SupportDayForm),
  assign: use(AssignForm, 'colleagues'),
  move_town: use(SupportMoveForm, 'towns', 'regions'),
  end: use(SupportEndForm),
}
