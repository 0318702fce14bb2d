/** What the steps of 安置帮教 write, on rows in memory: the twins of the room's effects. */
import type { HandoffFacts } from '~/domains/handoff/facts'
import { helpPeriod, mustPickup } from '~/domains/handoff/rules'
import { encrypt, sm3 } from '~/lib/crypto.server'
import { addDays, addYears, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { add, type Life, type Twin, type TwinContext, type Twins } from './story'

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- the inputs of one kind's steps have many shapes */
type Work = TwinContext<HandoffFacts, any>

export const instantOf = (text: string): string => new Date(`${text}:00+08:00`).toISOString()

/** Puts a paper on the file. */
export function keepPaper(
  { life, at, seat }: Pick<Work, 'at' | 'seat'> & { life: Pick<Life, 'rows'> },
  step: string,
  paper: { title: string; onDay: string; keptAt: string } | undefined,
): void {
  if (paper)
    add(life, 'case_paper', {
      id: uuidv7(),
      code: step,
      title: paper.title,
      on_day: paper.onDay,
      kept_at: paper.keptAt,
      step,
      added_by: seat?.postId ?? null,
      added_at: at.toISOString(),
    })
}

const firstHand = ({ life, seat }: Work): { ownerPostId?: string | null } =>
  life.file.owner_post_id === null && seat?.role === 'TJ' ? { ownerPostId: seat.postId } : {}

const openRows = (life: Life<HandoffFacts>, table: string, column: string) =>
  (life.rows[table] ?? []).filter((row) => row[column] === null)

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

function endHelper({ life, at }: Work): void {
  for (const row of life.rows.case_party ?? [])
    if (row.part === 'pair_helper' && (row.until_at as string) > at.toISOString()) row.until_at = at.toISOString()
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

function close(work: Work, cause: string): Twin {
  const { life, world, eventOn } = work
  endHelper(work)
  for (const row of openRows(life, 'handoff_group_member', 'until_on')) row.until_on = eventOn
  life.file.retain_until = addYears(eventOn, world.book.rule('D1.retention', eventOn).value)
  return { own: { ended_on: eventOn, end_cause: cause, paused_on: null } }
}

const whole = (paper: { title?: string; onDay?: string; keptAt?: string } | undefined) =>
  paper?.title && paper.onDay && paper.keptAt
    ? { title: paper.title, onDay: paper.onDay, keptAt: paper.keptAt }
    : undefined

const ENTRUST_TEXT = '本人同意在外出期间由所列单位代为帮教，并同意向其提供姓名、联系方式和约定的帮扶内容。'

export const handoffTwins: Twins<HandoffFacts> = {
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
  transfer: (work) => keepPaper(work, 'transfer', whole(work.input.paper)),
  send_file: (work) =>
    keepPaper(work, 'send_file', { title: '移送档案清单', onDay: work.input.onDay, keptAt: work.input.keptAt }),
  accepted_there: (work) => {
    keepPaper(work, 'accepted_there', work.input.paper)
    return close(work, 'moved_away')
  },
  end_review: ({ input }) => ({ own: { end_reviewed_on: input.onDay } }),
  end: (work) => {
    keepPaper(work, 'end', whole(work.input.paper))
    return close(work, 'expired')
  },
  terminate: (work) => {
    keepPaper(work, 'terminate', work.input.paper)
    return close(work, 'new_judgment')
  },
  died: (work) => {
    keepPaper(work, 'died', work.input.paper)
    return close(work, 'death')
  },
  archive: (work) => keepPaper(work, 'archive', { title: '归档', onDay: work.input.onDay, keptAt: work.input.keptAt }),
  opened_in_error: (work) => endHelper(work),
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
