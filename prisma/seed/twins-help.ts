/** What the steps of help write, on rows in memory: twins of effects-help and of recorded visits. */
import type { HandoffFacts } from '~/domains/handoff/facts'
import { encrypt, sm3 } from '~/lib/crypto.server'
import { addDays, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { add, type Life } from './story'
import type { Twin, Twins } from './story-steps'
import { endHelper, firstHand, instantOf, keepPaper, openRows, whole, type Work } from './twin-parts'

function replaceGroup({ life, input, on }: Work): void {
  for (const row of openRows(life, 'handoff_group_member', 'until_on')) row.until_on = on
  for (const one of input.group)
    add(life, 'handoff_group_member', {
      id: uuidv7(),
      name: one.name,
      member: one.kind,
      sex: one.sex,
      post_id: one.postId ?? null,
      from_on: on,
      until_on: null,
    })
}

function setPlacement({ life, input, on }: Work): Twin {
  const placed = input.placementType !== 'unplaced'
  const placedOn = (input.placedOn ?? on) as LegalDay
  for (const row of openRows(life, 'handoff_placement', 'ended_on')) row.ended_on = placedOn
  if (placed) {
    const detail = input.placementDetail ? encrypt(input.placementDetail, `placement:${life.id}`) : null
    add(life, 'handoff_placement', {
      id: uuidv7(),
      type: input.placementType,
      placed_on: placedOn,
      evidence: input.placementEvidence,
      verified_on: on,
      detail_enc: detail,
      ended_on: null,
    })
  }
  return {
    own: {
      placement_type: input.placementType,
      placed_on: placed ? placedOn : null,
      placement_checked_on: placed ? on : null,
    },
  }
}

function grantHelper(work: Work, postId: string, basis: string): void {
  const { life, at, seat } = work
  endHelper(work)
  const end = life.facts.helpEndOn
  const until = end ? instantOf(`${addDays(end, 1)}T00:00`) : '9999-12-31T00:00:00.000Z'
  add(life, 'case_party', {
    id: uuidv7(),
    holder: postId,
    part: 'pair_helper',
    view: 'limited',
    from_at: at.toISOString(),
    until_at: until,
    basis,
    granted_by: seat?.postId ?? null,
  })
}

const helperName = (work: Work, postId: string) =>
  work.world.seats.find((seat) => seat.postId === postId && seat.role === 'PH')!.userName

const ENTRUST_TEXT = '本人同意在外出期间由所列单位代为帮教，并同意向其提供姓名、联系方式和约定的帮扶内容。'

export const helpTwins: Twins<HandoffFacts> = {
  start_help: (work) => {
    const { input, life, on } = work
    replaceGroup(work)
    const { own: placement } = setPlacement(work)
    grantHelper(work, input.pairHelperPostId, '结对帮扶')
    keepPaper(work, 'start_help', input.agreement)
    return {
      own: {
        ...placement,
        guidance_owner: input.guidanceOwner,
        contact_owner: input.contactOwner,
        support_owner: input.supportOwner,
        help_plan_enc: encrypt(input.plan, `help_plan:${life.id}`),
        support_level: input.supportLevel,
        level_on: on,
        pair_helper_post_id: input.pairHelperPostId,
        pair_helper_name: helperName(work, input.pairHelperPostId),
        pair_declared_on: input.pairDeclaredOn,
        agreement_status: 'signed',
        agreement_on: input.agreementOn,
        declined_on: null,
        unreachable_on: null,
      },
      ...firstHand(work),
    }
  },
  decline: (work) => {
    endHelper(work)
    keepPaper(work, 'decline', whole(work.input.paper))
    return { own: { agreement_status: 'declined', declined_on: work.input.declinedOn } }
  },
  entrust: (work) => {
    const { input, life } = work
    add(life, 'consent', {
      id: uuidv7(),
      signer: life.file.name,
      capacity: 'self',
      scope: ['entrust'],
      recipients: [input.awayUnit],
      text_version: 'entrust-1',
      text_hash: sm3(ENTRUST_TEXT),
      method: 'paper',
      signed_on: input.consentOn,
      withdrawn_on: null,
      kept_at: input.paper.keptAt,
    })
    keepPaper(work, 'entrust', input.paper)
    return { own: { away_to: input.awayTo, away_until: input.awayUntil } }
  },
  unreachable: ({ input }) => ({ own: { unreachable_on: input.onDay } }),
  review_level: ({ input }) => ({ own: { support_level: input.supportLevel, level_on: input.onDay } }),
  place: setPlacement,
  recheck_placement: ({ life, input }) => {
    const stands = input.stands === 'yes'
    for (const row of openRows(life, 'handoff_placement', 'ended_on'))
      Object.assign(row, stands ? { verified_on: input.onDay } : { ended_on: input.onDay })
    return {
      own: stands
        ? { placement_checked_on: input.onDay }
        : { placement_type: 'unplaced', placed_on: null, placement_checked_on: input.onDay },
    }
  },
  screen_benefits: ({ input }) => ({
    own: { screened_on: input.onDay, insurance_status: input.insuranceStatus, needs: input.needs },
  }),
  add_measure: ({ life, input }) =>
    add(life, 'handoff_measure', {
      id: uuidv7(),
      type: input.type,
      referral_id: null,
      referred_on: input.referredOn,
      result: null,
      result_on: null,
    }),
  close_measure: ({ life, input }) => {
    const row = (life.rows.handoff_measure ?? []).find((one) => one.id === input.measureId)!
    Object.assign(row, { result: input.result, result_on: input.resultOn })
  },
  pause_service: (work) => {
    keepPaper(work, 'pause_service', whole(work.input.paper))
    return { own: { paused_on: work.input.onDay } }
  },
}

/** What a recorded visit changes on the file's own row. */
export function visited(life: Life<HandoffFacts>, type: string, on: LegalDay): Record<string, unknown> {
  const own = life.own as {
    last_contact_on: string | null
    first_talk_on: string | null
    last_meeting_on: string | null
    contacts_made: number
  }
  const newer = (known: string | null) => !known || known < on
  const contact = ['visit', 'call', 'talk', 'video', 'first_talk'].includes(type)
  return {
    ...(contact && {
      contacts_made: own.contacts_made + 1,
      ...(newer(own.last_contact_on) && { last_contact_on: on }),
    }),
    ...(type === 'first_talk' && !own.first_talk_on && { first_talk_on: on }),
    ...(type === 'group_meeting' && newer(own.last_meeting_on) && { last_meeting_on: on }),
  }
}
