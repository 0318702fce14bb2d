/** A file from another county (跨县转接): a file of our own is opened from the frozen one; the sender's is closed. */
import { applyStep } from '~/casefile/apply-step.server'
import { openCases, type NewPerson } from '~/casefile/open.server'
import { handOf } from '~/casefile/domain'
import type { Receiver } from '~/casefile/referrals/receiver'
import { encrypt } from '~/lib/crypto.server'
import { conflict, invalid } from '~/lib/errors'
import { findUnit, findUnits } from '~/orgs/find-units.server'
import { checkIdNumber } from '~/people/identity'
import { uuidv7 } from '~/lib/ids.server'
import { handoff } from '../domain.server'
import { freshFacts, type PlacementType, type SourceType } from '../facts'
import type { FrozenFile } from './freeze-file.server'
import { handoffKind } from '../handoff.kind'
import { mustPickup } from '../rules'
import { frozenFacts, heldPlacement, readFrozen } from './read-frozen'

const STEP = 'transfer_in'

function identity({ person }: FrozenFile): NewPerson {
  if (!person.birthOn) throw conflict('转来的档案没有出生日期，请退回并请对方补齐。')
  const known = { name: person.name, sex: person.sex, birthOn: person.birthOn }
  if (!person.idNo) return { ...known, idType: 'none', noIdReason: '外县转入，无证件' }
  return { ...known, idType: checkIdNumber(person.idNo).ok ? 'resident' : 'passport', idNo: person.idNo }
}

/** The new address is where the person moved to; telephones and family stay as they were. */
const contactsOf = (frozen: FrozenFile) => [
  { what: 'address', relation: null, name: null, value: frozen.address },
  ...frozen.contacts.filter((one) => one.what !== 'address' || one.relation),
]

export const receiveTransfer: Receiver = {
  may: (role) => (handoffKind.steps[STEP]!.roles as readonly string[]).includes(role),

  async preview({ actor, db }, arrival) {
    const frozen = readFrozen(arrival)
    const offices = await findUnits(db, 'justice_office', actor.unit.regionCode)
    return {
      facts: frozenFacts(frozen),
      choices: [
        {
          name: 'townUnit',
          label: '责任司法所',
          hint: '按现住地址选择；接收后由该所重新建组、签协议',
          options: offices.map((office) => ({ value: office.code, label: office.name })),
        },
      ],
    }
  },

  async open(ctx, arrival, form) {
    const { actor, db } = ctx
    const frozen = readFrozen(arrival)
    const code = form.get('townUnit')
    const office = typeof code === 'string' ? await findUnit(db, code) : undefined
    if (
      !office ||
      office.kind !== 'justice_office' ||
      office.closedOn ||
      !office.regionCode.startsWith(actor.unit.regionCode)
    )
      throw invalid({ townUnit: ['请选择本县的司法所'] })
    const { own, person, offence, placements, measures } = frozen
    const id = uuidv7()
    const placed = heldPlacement(frozen)
    const placement = {
      placementType: (placed?.type ?? 'unplaced') as PlacementType,
      placedOn: placed?.placedOn ?? null,
      placementCheckedOn: placed ? actor.today : null,
    }
    const days = { releasedOn: own.releasedOn, helpStartOn: own.helpStartOn, helpEndOn: own.helpEndOn }
    const base = {
      state: 'registered',
      openedOn: actor.today,
      sex: person.sex,
      birthOn: person.birthOn,
      sourceType: own.sourceType as SourceType,
    }
    const [opened] = await openCases(handoff, ctx, [
      {
        id,
        step: STEP,
        scopeKey: office.code,
        state: 'registered',
        openedOn: actor.today,
        lawfulBasis: 'statutory_duty',
        person: identity(frozen),
        hujiCode: person.hujiCode,
        residenceCode: office.regionCode,
        contacts: contactsOf(frozen),
        continuesId: arrival.fromCaseId,
        input: { variant: STEP, from: arrival.fromUnit },
        due: handoffKind.steps[STEP]!.due ?? [],
        facts: freshFacts({
          ...base,
          ...days,
          ...placement,
          scopeKey: office.code,
          keyCategory: own.keyCategory,
          mustPickup: mustPickup(own.keyCategory),
          registeredOn: actor.today,
          releaseCertNo: own.releaseCertNo,
          openMeasureOn: measures.find((one) => !one.resultOn)?.referredOn ?? null,
        }),
        rows: {
          handoff_file: [
            {
              source_type: own.sourceType,
              prison_name: own.prisonName,
              released_on: own.releasedOn,
              release_cert_no: own.releaseCertNo,
              key_category: own.keyCategory,
              must_pickup: mustPickup(own.keyCategory),
              needs: own.needs,
              help_start_on: own.helpStartOn,
              help_end_on: own.helpEndOn,
              responsible_town: office.regionCode,
              insurance_status: own.insuranceStatus,
              person_signed: false,
              guardian_told: false,
              at_gate: false,
              contacts_made: 0,
              juvenile_school_records: false,
              before_system: false,
              placement_type: placement.placementType,
              placed_on: placement.placedOn,
              placement_checked_on: placement.placementCheckedOn,
              first_placed_on: placements.map((one) => one.placedOn).sort()[0] ?? null,
              help_plan_enc: frozen.plan ? encrypt(frozen.plan, `help_plan:${id}`) : null,
            },
          ],
          ...(offence && {
            handoff_offence: [
              {
                offence_code: offence.offenceCode,
                sentence_months: offence.sentenceMonths,
                juvenile_at_offence: false,
              },
            ],
          }),
          handoff_placement: placements.map((one) => ({
            id: uuidv7(),
            type: one.type,
            placed_on: one.placedOn,
            ended_on: one.endedOn,
            verified_on: one.endedOn ? null : actor.today,
            evidence: one.evidence,
            detail_enc: one.detail ? encrypt(one.detail, `placement:${id}`) : null,
          })),
          handoff_measure: measures.map((one) => ({
            id: uuidv7(),
            type: one.type,
            referred_on: one.referredOn,
            result: one.result,
            result_on: one.resultOn,
          })),
        },
      },
    ])
    return { id, href: `${handoffKind.path}/${id}`, caseNo: opened!.caseNo }
  },

  accepted: { caseState: 'closed', done: Object.keys(handoffKind.duties) },
  returned: { caseState: 'in_help', done: ['transfer_file'] },

  async withdraw({ actor, db }, file, reason) {
    if (file.state !== 'transferred') throw conflict('档案的状态已经变化，请刷新后再操作。')
    await applyStep(db, handoff, {
      file,
      step: 'refused_there',
      input: { onDay: actor.today, reason: `本单位撤回：${reason}` },
      hand: handOf(actor),
      at: actor.now,
    })
  },
}
