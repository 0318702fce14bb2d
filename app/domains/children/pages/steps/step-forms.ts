/** Each step and its form. A test holds the two together. */
import type { ComponentType } from 'react'
import { DiedForm, MovedAwayForm, OpenedInErrorForm } from '~/casefile/ui/spine-forms'
import { AgreeForm, AssessForm, DeclineCarerForm, HealthForm, StartCareForm } from './care-forms'
import { DangerForm, OutOfDangerForm, ReportForm } from './danger-forms'
import { EndForm, LongForm, RefuseForm, ReviewForm, TemporaryForm } from './guardianship-forms'
import * as register from './register-forms'
import type { StepPageData } from './step-page'

export type StepForm = ComponentType<Pick<StepPageData, 'today' | 'options'>>

const spine = { died: DiedForm, moved_away: MovedAwayForm, opened_in_error: OpenedInErrorForm }

export const stepForms: Record<StepPageData['name'], Record<string, StepForm>> = {
  child: {
    ...spine,
    confirm: register.DayForm,
    not_eligible: register.NotEligibleForm,
    family: register.FamilyForm,
    carer: register.CarerForm,
    sibling: register.SiblingForm,
    exit: register.ExitForm,
    archive: register.ArchiveForm,
    enrol: register.EnrolForm,
    dropout: register.DayForm,
    screen_aid: register.AidForm,
    grant_view: register.GrantViewForm,
    end_view: register.EndViewForm,
    agree: AgreeForm,
    decline_carer: DeclineCarerForm,
    start_care: StartCareForm,
    assess: AssessForm,
    health: HealthForm,
    danger: DangerForm,
    log_report: ReportForm,
    out_of_danger: OutOfDangerForm,
  },
  guardianship: {
    ...spine,
    decide: TemporaryForm,
    decide_long: LongForm,
    refuse: RefuseForm,
    review: ReviewForm,
    end: EndForm,
  },
}
