/** What the steps from the notice to the registration write, on rows in memory: twins of effects-arrival. */
import type { HandoffFacts } from '~/domains/handoff/facts'
import { helpPeriod, mustPickup } from '~/domains/handoff/rules'
import { encrypt } from '~/lib/crypto.server'
import type { LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { add } from './story'
import type { Twins } from './story-steps'
import { firstHand, instantOf, keepPaper, whole } from './twin-parts'

export const arrivalTwins: Twins<HandoffFacts> = {
  verify: ({ input }) => ({
    own: {
      verify_result: input.verifyResult,
      key_category: input.keyCategory,
      must_pickup: mustPickup(input.keyCategory),
      needs: input.needs,
      responsible_town: input.townUnit.split('-')[0],
    },
    scopeKey: input.townUnit,
    ownerPostId: null,
    ...(input.residenceCode && { residenceCode: input.residenceCode }),
  }),
  return_notice: ({ input }) => ({ own: { verify_result: input.verifyResult } }),
  readdress: ({ input }) => (input.releaseDueOn ? { own: { release_due_on: input.releaseDueOn } } : {}),
  change_release: (work) => {
    keepPaper(work, 'change_release', work.input.paper)
    return { own: { release_due_on: work.input.releaseDueOn, release_due_basis: work.input.basis } }
  },
  plan_pickup: (work) => {
    const { input, life } = work
    return {
      own: {
        pickup_mode: input.pickupMode,
        pickup_at: instantOf(input.pickupAt),
        pickup_people_enc: input.people.length
          ? encrypt(JSON.stringify(input.people), `pickup_people:${life.id}`)
          : null,
        pickup_transport: input.transport ?? null,
        pickup_cost: input.pickupCost ?? null,
        fund_source: input.fundSource ?? null,
        tonight: input.tonight ?? null,
        guardian_told: input.guardianTold,
      },
      ...firstHand(work),
    }
  },
  await_release: (work) => ({ own: { family_told_on: work.input.familyToldOn }, ...firstHand(work) }),
  hand_over: (work) => {
    const { input } = work
    keepPaper(work, 'hand_over', whole(input.paper))
    return {
      own: {
        released_on: input.releasedOn,
        handed_over_at: instantOf(input.handedOverAt),
        handover_place: input.handoverPlace,
        at_gate: input.atGate,
        person_signed: input.personSigned,
        release_diff_reason: input.releaseDiffReason ?? null,
        juvenile_school_records: input.schoolRecords,
        unreachable_on: null,
        ...(input.releaseCertNo && { release_cert_no: input.releaseCertNo }),
        ...(input.prisonSignedBy && { prison_signed_by: input.prisonSignedBy, prison_signed_on: input.prisonSignedOn }),
        ...(input.pickupCost !== undefined && { pickup_cost: input.pickupCost, fund_source: input.fundSource ?? null }),
      },
      ...firstHand(work),
    }
  },
  no_show: (work) => firstHand(work),
  assign: ({ input }) => ({ ownerPostId: input.ownerPostId }),
  register: (work) => {
    const { input, life, on, world, at, seat } = work
    const start = (input.helpStartOn ?? life.facts.releasedOn ?? life.facts.handedOverOn ?? on) as LegalDay
    const usual = helpPeriod(life.facts.sourceType, start, (rule) => world.book.rule(rule, start).value)
    add(life, 'visit', {
      id: uuidv7(),
      type: 'first_talk',
      on_day: input.firstTalkOn,
      reached: true,
      place: null,
      present: [],
      tags: [],
      note_enc: encrypt(input.firstTalkNote, `visit:${life.id}`),
      next_on: null,
      by_post_id: seat!.postId,
      by_name: seat!.userName,
      created_at: at.toISOString(),
    })
    return {
      own: {
        responsible_town: life.file.scope_key.split('-')[0],
        first_talk_on: input.firstTalkOn,
        last_contact_on: input.firstTalkOn,
        contacts_made: (life.own.contacts_made as number) + 1,
        help_start_on: start,
        help_end_on: input.helpEndOn ?? usual.endOn,
        needs: input.needs,
        ...(input.releaseCertNo && { release_cert_no: input.releaseCertNo }),
      },
      residenceCode: input.residenceCode,
      ...firstHand(work),
    }
  },
}
