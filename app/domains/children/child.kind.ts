/**
 * D4, a left-behind child (留守儿童; 未成年人保护法 21–23, 43): found by the census, confirmed by two hands, cared for by agreement,
 * plan and visits; a danger goes before everything else. The village where the child lives owns the file.
 */
import { identityCorrections } from '~/casefile/identity-corrections'
import type { Kind } from '~/casefile/kind'
import { withSpine } from '~/casefile/spine'
import { contactEvents } from './contact/terms'
import { childDuties } from './duties'
import type { ChildFacts } from './facts'
import { careSteps } from './steps/care-steps'
import { dangerSteps } from './steps/danger-steps'
import { registerSteps } from './steps/register-steps'
import { schoolSteps } from './steps/school-steps'
import { records } from './terms'

const table: Kind<ChildFacts> = {
  name: 'child',
  label: '留守儿童',
  prefix: 'ET',
  path: '/children',
  table: 'child_file',
  road: ['candidate', 'confirmed', 'agreed', 'in_care', 'exited', 'archived'],
  states: {
    candidate: { label: '摸底待核', open: true, tone: 'due' },
    confirmed: { label: '在册', open: true, tone: 'due' },
    agreed: { label: '已签委托照护', open: true },
    in_care: { label: '关爱服务中', open: true },
    danger: { label: '监护风险处置', open: true, tone: 'late' },
    protected: { label: '临时或长期监护', open: true },
    not_eligible: { label: '不符合条件', open: false },
    exited: { label: '已退出', open: false, tone: 'done' },
    archived: { label: '已归档', open: false, tone: 'done' },
  },
  entry: ['candidate', 'confirmed', 'agreed', 'in_care'],
  voluntary: false,
  steps: { ...registerSteps, ...schoolSteps, ...careSteps, ...dangerSteps },
  duties: childDuties,
  corrections: identityCorrections,
  records,
  events: contactEvents,
  refers: ['school_aid'],
}

const ending = Object.keys(childDuties)
/** Being on the register is the village's duty (未成年人保护法 43), so nobody withdraws: a service that is refused is not given. */
export const childKind: Kind<ChildFacts> = withSpine(table, {
  died: { roles: ['CD'], second: ['CS'], settles: ending },
  movedAway: { roles: ['CD'], second: ['CS'], settles: ending, hint: '告知迁入地的民政部门' },
  openedInError: { roles: ['CD'], second: ['CS'], settles: ending },
})

/** States that a file gets by the decision on its guardianship. */
export const toldByGuardianship = ['protected'] as const
