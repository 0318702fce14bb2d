/**
 * A household of a grid (民情档案, DOMAIN 4.6): how many live there, what they need, when they were visited. It holds nothing
 * about any member's past, treatment or files elsewhere, and nobody but the grid's own worker lists it.
 */
import { z } from 'zod'
import { step, type Kind } from '~/casefile/kind'
import { withSpine } from '~/casefile/spine'
import { legalDay, requiredText } from '~/lib/text'
import { identityCorrections } from './corrections'
import type { HouseholdFacts } from './facts'
import { visitRule } from './rules'
import { householdInput, newHousehold } from './steps/inputs'
import { records } from './terms'

const s = step<HouseholdFacts>()

const table: Kind<HouseholdFacts> = {
  name: 'household',
  label: '民情档案',
  prefix: 'MQ',
  path: '/intake/households',
  table: 'household_file',
  road: ['active', 'ended'],
  states: {
    active: { label: '在册', open: true },
    ended: { label: '已销户', open: false },
  },
  entry: ['active'],
  voluntary: true,
  steps: {
    register: s({ label: '建户', from: 'entry', to: 'active', roles: ['GW'], input: newHousehold, due: ['visit'] }),
    change: s({
      label: '更新家庭情况',
      from: ['active'],
      to: 'same',
      roles: ['GW'],
      input: householdInput,
      hint: '列为困难户的，每季度至少走访一次',
    }),
    end: s({
      label: '销户',
      from: ['active'],
      to: 'ended',
      roles: ['GW'],
      input: z.object({ onDay: legalDay(), reason: requiredText(200) }),
      settles: ['visit'],
      eventOn: (input) => input.onDay,
      check: ({ input, today }) => (input.onDay > today ? { fields: { onDay: ['日期不能晚于今天'] } } : undefined),
      grave: true,
      rare: true,
    }),
  },
  duties: {
    visit: {
      label: '入户走访',
      role: 'GW',
      record: 'visit',
      rule: (f) => visitRule(f.hardship),
      roll: 'agency',
      because: '上次走访',
      from: (f) => f.lastVisitOn ?? f.openedOn,
      during: ['active'],
      occurrence: (f) => f.visitsMade + 1,
      standing: true,
    },
  },
  corrections: identityCorrections,
  records,
}

/** A household that asks for no visits any more withdraws; nothing follows from that. */
export const householdKind: Kind<HouseholdFacts> = withSpine(table, {
  died: { roles: ['GW'], to: 'ended', settles: ['visit'], label: '户内无人（去世）' },
  movedAway: { roles: ['GW'], to: 'ended', settles: ['visit'], label: '全户迁出' },
  openedInError: { roles: ['GW'], second: ['GW'], settles: ['visit'], hint: '由代办的网格员核对' },
  withdrawn: { roles: ['GW'], to: 'ended', settles: ['visit'], label: '不愿再走访' },
})
