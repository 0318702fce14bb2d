/** 登记推荐人选: on the paper of the organ that sends the person; by the school, or by the bureau for one of its schools. */
import type { Ctx } from '~/casefile/act.server'
import { openCases } from '~/casefile/open.server'
import { addPaper } from '~/casefile/papers/add-paper.server'
import { ruleBook } from '~/casefile/rules.server'
import { mac } from '~/lib/crypto.server'
import { invalid } from '~/lib/errors'
import { findUnits } from '~/orgs/find-units.server'
import { checkIdNumber, checkName } from '~/people/identity'
import { legalLesson } from '../domain.server'
import type { Nominate } from '../inputs'
import { officerBar } from '../rules'

/** The keyed value of an officer's ID number; the number itself is not kept. */
export const officerMac = (idNo: string): string => mac(idNo, 'lvp.id_no')

/** The schools that this post may nominate for: its own, or those of its county. */
export async function schoolsOf({ actor, db }: Ctx) {
  const all = await findUnits(db, 'school', actor.unit.regionCode)
  return actor.role === 'SP' ? all.filter((unit) => unit.code === actor.unit.code) : all
}

/** Gives the new file's id. Throws 422: a third school, a retired person over age or after his term (DOMAIN 8.2). */
export async function nominate(ctx: Ctx, given: Nominate): Promise<string> {
  const { actor, db } = ctx
  const school = (await schoolsOf(ctx)).find((unit) => unit.code === given.school)
  if (!school) throw invalid({ school: ['请选择本单位管理的学校'] })
  const name = checkName(given.name)
  if (!name.ok) throw invalid({ name: [name.why] })
  const id = checkIdNumber(given.idNo, actor.today)
  if (!id.ok) throw invalid({ idNo: [id.why] })
  const book = await ruleBook(db)
  const p = (rule: string) => book.rule(rule, actor.today).value
  const idMac = officerMac(id.idNo)
  const [elsewhere] = await db.$queryRaw<{ schools: number; retiredTerms: number }[]>`
    SELECT schools, retired_terms AS "retiredTerms" FROM lvp_elsewhere(${idMac}, ${school.code}, NULL)`
  const officer = { bornOn: id.birth, retired: given.retired }
  const bar = officerBar(officer, elsewhere!, actor.today, { schools: p('D4.lvp_schools'), age: p('D4.lvp_age') })
  if (bar) throw invalid({ idNo: [bar] })
  const here = await db.lvpService.count({
    where: { officerMac: idMac, scopeKey: school.code, case: { state: { notIn: ['ended', 'vacant'] } } },
  })
  if (here) throw invalid({ idNo: ['这位同志已是本校的法治副校长或者推荐人选'] })
  const facts = {
    state: 'nominated',
    openedOn: actor.today,
    sex: 'U',
    birthOn: null,
    nominatedOn: actor.today,
    appointedOn: null,
    fromOn: null,
    untilOn: null,
    vacantOn: null,
    trainingHours: null,
    term: 1,
    ...officer,
    elsewhere: elsewhere!,
    others: 0,
  }
  const [opened] = await openCases(legalLesson, ctx, [
    {
      step: 'nominate',
      scopeKey: school.code,
      state: 'nominated',
      openedOn: actor.today,
      ownerPostId: actor.role === 'SP' ? actor.postId : null,
      lawfulBasis: 'statutory_duty',
      person: { name: name.name, sex: 'U', birthOn: null },
      rows: {
        lvp_service: [
          {
            officer_mac: idMac,
            born_on: id.birth,
            organ: given.organ,
            organ_name: given.organName,
            duty: given.duty,
            retired: given.retired,
            nominated_on: actor.today,
          },
        ],
      },
      facts,
      due: ['appoint'],
      input: { organ: given.organ, organName: given.organName },
    },
  ])
  const file = { id: opened!.id, kind: 'legal_lesson', scopeKey: school.code }
  await addPaper(db, file, {
    ...given.paper,
    code: 'nomination',
    step: 'nominate',
    addedBy: actor.postId,
    at: actor.now,
  })
  return opened!.id
}
