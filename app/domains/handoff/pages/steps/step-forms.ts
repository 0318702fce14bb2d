/** Each step of 安置帮教 and its form. A test holds the two together. */
import { EntrustForm, LoseContactForm, PauseServiceForm, ResumeForm } from './absence-forms'
import { DiedForm, MovedAwayForm, OpenedInErrorForm, WithdrawnForm } from '~/casefile/ui/spine-forms'
import { ArchiveForm, EndForm, EndReviewForm, ReoffenceForm, TerminateForm } from './end-forms'
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
const asks = (form: StepForm, ...lists: Lists): Declared => ({ form, lists })

const spineForms: Record<string, Declared> = {
  died: asks(DiedForm),
  moved_away: asks(MovedAwayForm),
  opened_in_error: asks(OpenedInErrorForm),
  withdrawn: asks(WithdrawnForm),
}

export const handoffForms: Record<string, Declared> = {
  ...spineForms,
  verify: asks(VerifyForm, 'towns', 'regions'),
  return_notice: asks(ReturnNoticeForm),
  readdress: asks(ReaddressForm),
  plan_pickup: asks(PlanPickupForm),
  await_release: asks(AwaitReleaseForm),
  change_release: asks(ChangeReleaseForm),
  hand_over: asks(HandOverForm),
  no_show: asks(NoShowForm),
  prison_papers: asks(PrisonPapersForm),
  register: asks(RegisterForm, 'regions'),
  assign: asks(AssignForm, 'colleagues'),
  dispute: asks(DisputeForm),
  decide_dispute: asks(DecideDisputeForm),
  start_help: asks(StartHelpForm, 'helpers'),
  decline: asks(DeclineForm),
  resume: asks(ResumeForm),
  entrust: asks(EntrustForm),
  unreachable: asks(LoseContactForm),
  review_level: asks(ReviewLevelForm),
  place: asks(PlaceForm),
  recheck_placement: asks(RecheckPlacementForm),
  screen_benefits: asks(ScreenBenefitsForm),
  change_pair_helper: asks(ChangePairHelperForm, 'helpers'),
  change_group: asks(ChangeGroupForm),
  add_measure: asks(AddMeasureForm),
  close_measure: asks(CloseMeasureForm, 'measures'),
  pause_service: asks(PauseServiceForm),
  resume_service: asks(ResumeForm),
  move_town: asks(MoveTownForm, 'towns', 'regions'),
  transfer: asks(TransferForm, 'bureaus'),
  send_file: asks(SendFileForm),
  accepted_there: asks(AcceptedThereForm),
  refused_there: asks(RefusedThereForm),
  end_review: asks(EndReviewForm),
  end: asks(EndForm),
  terminate: asks(TerminateForm),
  reoffence: asks(ReoffenceForm),
  archive: asks(ArchiveForm),
}

export const noticeForms: Record<string, Declared> = {
  ...spineForms,
  resend: asks(ResendForm),
  change_release: asks(ChangeReleaseForm),
  sign: asks(SignForm),
  close: asks(CloseNoticeForm),
}

export const supportForms: Record<string, Declared> = {
  ...spineForms,
  start: asks(SupportStartForm),
  plan: asks(SupportPlanForm),
  decline: asks(SupportDayForm),
  unreachable: asks(SupportDayForm),
  assign: asks(AssignForm, 'colleagues'),
  move_town: asks(SupportMoveForm, 'towns', 'regions'),
  end: asks(SupportEndForm),
}
