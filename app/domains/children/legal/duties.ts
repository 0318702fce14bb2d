/**
 * The clocks of legal education (DOMAIN 8.2, 15.2). A vice-principal's own dates stand on his desk, not here: he is named on
 * a file and sees no duty of a unit.
 */
import type { DutyDecl } from '~/casefile/kind'
import type { MentoringFacts, ServiceFacts } from './facts'
import { serving } from './rules'

export const serviceDuties: Record<string, DutyDecl<ServiceFacts>> = {
  appoint: {
    label: '审核并聘任法治副校长',
    role: 'EC',
    step: 'appoint',
    rule: 'D4.lvp_appoint',
    roll: 'agency',
    because: '推荐',
    from: (f) => f.nominatedOn,
    during: ['nominated'],
  },
  begin: {
    label: '法治副校长培训并到任',
    role: 'SP',
    step: 'begin',
    rule: 'D4.lvp_begin',
    roll: 'agency',
    because: '聘任',
    from: (f) => f.appointedOn,
    during: ['appointed'],
  },
  renew: {
    label: '续聘或者准备更换法治副校长',
    role: 'EC',
    step: 'renew',
    rule: 'D4.lvp_expiring',
    roll: 'agency',
    before: true,
    because: '任期届满',
    from: (f) => f.untilOn,
    during: ['appointed', ...serving],
    occurrence: (f) => f.term,
  },
  replace: {
    label: '更换法治副校长',
    role: 'EC',
    step: 'replaced',
    rule: 'D4.lvp_replace',
    roll: 'agency',
    because: '不能继续履职',
    from: (f) => f.vacantOn,
    during: ['vacant'],
  },
}

export const mentoringDuties: Record<string, DutyDecl<MentoringFacts>> = {
  agree: {
    label: '取得监护人同意，听取孩子意见',
    role: 'SP',
    step: 'agree',
    rule: 'D4.mentoring_agree',
    roll: 'agency',
    because: '提出结对',
    from: (f) => f.proposedOn,
    during: ['proposed'],
  },
  close: {
    label: '结对到期：续期或者结束',
    role: 'SP',
    step: 'renew',
    rule: 'D4.mentoring_end',
    roll: 'agency',
    before: true,
    because: '结对到期',
    from: (f) => f.untilOn,
    during: ['active'],
    occurrence: (f) => f.term,
  },
}
