/** What happens between the counter and the proposal, in the database. */
import type { Effect } from '~/casefile/domain'
import { encrypt } from '~/lib/crypto.server'
import { dayToDb } from '~/lib/dates'
import { invalid } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import type { ReliefFacts } from '../facts'
import { countedIncome } from '../rules'
import { memberRows } from '../open/member-rows.server'
import { postsNamed } from './urgent.server'
import { asDay, child, save, secret, userOf, type Payee, type Work } from './effect.server'

async function askSupplement(work: Work) {
  await save(work, { supplementEnc: secret(work, 'list', work.input.items), supplementOn: dayToDb(work.today) })
}

/** The applicant's authorisation comes with the start; without it nothing is looked into. */
async function startCheck(work: Work) {
  const { input, db, file } = work
  if (input.route) await save(work, { route: input.route })
  await db.reliefAuthorisation.create({
    data: {
      ...child(work),
      capacity: 'applicant',
      signerEnc: encrypt(file.name, `relief_signer:${file.id}`),
      signedOn: dayToDb(input.signedOn),
      keptAt: input.keptAt,
    },
  })
}

async function authorise(work: Work) {
  const { input, db, file } = work
  await db.reliefAuthorisation.create({
    data: {
      ...child(work),
      capacity: input.capacity,
      signerEnc: encrypt(input.signer, `relief_signer:${file.id}`),
      signedOn: dayToDb(input.signedOn),
      keptAt: input.keptAt,
    },
  })
}

/** By two; when somebody of the staff is kin, by two of the county (D7-edge-03). Throws 422. */
async function survey(work: Work) {
  const { input, db, file, facts } = work
  const posts = await postsNamed(db, [input.firstPostId, input.secondPostId])
  const [first, second] = [input.firstPostId, input.secondPostId].map((id) => posts.find((one) => one.id === id))
  if (!first || !second || first.userId === second.userId)
    throw invalid({ secondPostId: ['入户调查须由两名工作人员进行'] })
  const county = file.scopeKey.slice(0, 6)
  const wrong = [first, second].find((one) => !one.unitCode.startsWith(county))
  if (wrong) throw invalid({ firstPostId: ['请选择本县的工作人员'] })
  if ([first, second].some((one) => facts.recused.includes(one.userId)))
    throw invalid({ firstPostId: ['有近亲属关系的工作人员应当回避'] })
  const byCounty = [first, second].every((one) => one.role === 'CK')
  if (facts.recused.length && !byCounty) throw invalid({ firstPostId: ['这户有工作人员的近亲属，须由县级两人入户'] })
  await db.reliefSurvey.create({
    data: {
      ...child(work),
      onDay: dayToDb(input.onDay),
      type: input.type,
      byCounty,
      users: [first.userId, second.userId],
      names: [first.user.name, second.user.name],
      result: input.result,
      findingsEnc: encrypt(input.findings, `relief_survey:${file.id}`),
    },
  })
  await save(work, {
    surveyedOn: dayToDb(input.onDay),
    surveyedUsers: [...new Set([...facts.surveyedUsers, first.userId, second.userId])],
  })
}

/** The household's month: what counts of one-off compensation is the table's word (D7-edge-04). */
async function checkMeans(work: Work) {
  const { input, db, file, book, today } = work
  const income = countedIncome(
    input.income,
    input.compensation,
    input.compensationCode,
    (rule) => book.rule(rule, today).value,
  )
  await db.reliefMeans.update({
    where: { caseId: file.id },
    data: {
      incomeFen: income,
      assetsFen: input.assets,
      rigidFen: input.rigid ?? null,
      compensationFen: input.compensation ?? null,
      compensationCode: input.compensationCode ?? null,
      incomeStable: input.incomeStable === 'yes',
      checkResult: input.result,
      reportEnc: encrypt(input.report, `relief_report:${file.id}`),
    },
  })
  await save(work, { checkedOn: dayToDb(today), checkedPost: work.hand.postId, checkedUser: userOf(work) })
}

/** The household from a day on; who lived there before stays on the file. */
async function changeHousehold(work: Work) {
  const { input, db, file } = work
  await db.reliefMember.updateMany({
    where: { caseId: file.id, untilOn: null },
    data: { untilOn: dayToDb(input.from) },
  })
  const rows = memberRows(file.id, input.members, input.from)
  await db.reliefMember.createMany({
    data: rows.map((row) => ({
      id: uuidv7(),
      ...child(work),
      nameEnc: row.name_enc,
      idEnc: row.id_enc,
      idMac: row.id_mac,
      relation: row.relation,
      birthOn: asDay(row.birth_on),
      incomeFen: row.income_fen,
      ability: row.ability,
      counted: row.counted,
      notCounted: row.not_counted,
      fromOn: dayToDb(input.from),
    })),
  })
  await db.reliefMeans.update({ where: { caseId: file.id }, data: { ownIncomeFen: input.ownIncome ?? null } })
  await save(work, { persons: 1 + rows.filter((row) => row.counted).length })
}

async function declareKin(work: Work) {
  const { input, db, today } = work
  const [post] = await postsNamed(db, [input.kinPostId])
  if (!post) throw invalid({ kinPostId: ['请从列表中选择工作人员'] })
  await db.reliefRecusal.createMany({
    data: [
      {
        ...child(work),
        userId: post.userId,
        userName: post.user.name,
        relation: input.kinRelation,
        declaredOn: dayToDb(today),
      },
    ],
    skipDuplicates: true,
  })
}

/** Where the money goes; what failed or came back becomes due again. Once decided, a second hand has confirmed it. */
async function setPayee(work: Work) {
  const { input, db, file, at } = work
  const payee: Payee = {
    name: input.payeeName,
    account: input.payeeAccount,
    bank: input.payeeBank,
    relation: input.payeeRelation,
  }
  await save(work, { payeeEnc: encrypt(JSON.stringify(payee), `relief_payee:${file.id}`) })
  const open = await db.reliefAward.findMany({
    where: { caseId: file.id, state: { in: ['unpaid', 'failed', 'returned'] }, part: { notIn: ['quick', 'first'] } },
    select: { id: true, payeeIdMac: true },
  })
  for (const { id, payeeIdMac } of open)
    await db.reliefAward.update({
      where: { id },
      data: {
        payeeNameEnc: encrypt(payee.name, `relief_award:${id}`),
        payeeAccountEnc: encrypt(payee.account!, `relief_award:${id}`),
        payeeBank: payee.bank!,
        payeeRelation: payee.relation,
        payeeIdMac: payee.relation === 'self' ? payeeIdMac : null,
        state: 'unpaid',
        stateAt: at,
        stateReason: null,
      },
    })
}

export const checkEffects: Record<string, Effect<ReliefFacts>> = {
  ask_supplement: askSupplement,
  start_check: startCheck,
  authorise,
  survey,
  check_means: checkMeans,
  change_household: changeHousehold,
  declare_kin: declareKin,
  set_payee: setPayee,
  change_payee: setPayee,
}
