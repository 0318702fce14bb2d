/** The kinds' declarations for rooms and pages that only need words and paths: no database, no effects. */
import type { KindName } from '~/access/policy'
import type { Kind } from '~/casefile/kind'
import { childKind } from './children/child.kind'
import { guardianshipKind } from './children/guardianship.kind'
import { legalLessonKind } from './children/legal/legal-lesson.kind'
import { mentoringKind } from './children/legal/mentoring.kind'
import { handoffKind } from './handoff/handoff.kind'
import { releaseNoticeKind } from './handoff/release-notice.kind'
import { supportKind } from './handoff/support.kind'
import { paymentBatchKind } from './relief/payment/payment-batch.kind'
import { reliefDibaoKind } from './relief/relief-dibao.kind'
import { reliefLoanKind } from './relief/relief-loan.kind'
import { reliefSchoolKind } from './relief/relief-school.kind'
import { reliefTempKind } from './relief/relief-temp.kind'
import { reliefTrainingKind } from './relief/relief-training.kind'
import { householdKind } from './window/household.kind'
import { intakeKind } from './window/intake.kind'

/** Each domain knows its own facts; whoever looks at all kinds sees the common ones alone. */
const common = (kind: unknown): Kind => kind as Kind

export const kinds: Record<KindName, Kind> = {
  handoff: common(handoffKind),
  release_notice: common(releaseNoticeKind),
  support: common(supportKind),
  relief_temp: common(reliefTempKind),
  relief_dibao: common(reliefDibaoKind),
  relief_school: common(reliefSchoolKind),
  relief_training: common(reliefTrainingKind),
  relief_loan: common(reliefLoanKind),
  payment_batch: common(paymentBatchKind),
  intake: common(intakeKind),
  household: common(householdKind),
  child: common(childKind),
  guardianship: common(guardianshipKind),
  mentoring: common(mentoringKind),
  legal_lesson: common(legalLessonKind),
}

export const kindLabel = (kind: string): string => (kinds as Record<string, Kind | undefined>)[kind]?.label ?? '档案'
