import { Prisma } from '~/generated/prisma/client'
import { decrypt, encrypt } from '~/lib/crypto.server'
import { dayOf } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { uuidv7 } from '~/lib/ids.server'
import { ruleBook } from '~/casefile/rules.server'
import type { Payee } from '../effects/effect.server'
import { partsOf } from '../rules'

type Row = {
  id: string
  kind: string
  scope_key: string
  name: string
  decision_no: string
  decided_fen: number
  decided_on: Date
  decided_user: string
  checked_user: string | null
  accepted_user: string | null
  budget_code: string | null
  payee_enc: string | null
  id_mac: string | null
}
const CHUNK = 1_000

/**
 * The month's allowances become due: one row a household in 发放中 whose first month has come, for the amount decided; a
 * month that is there is left alone, so that a second run adds nothing. Gives how many were added. In the worker's role.
 */
export async function planMonths(db: Db, at: Date): Promise<number> {
  const today = dayOf(at)
  const payDay = (await ruleBook(db)).rule('D7.pay_day', today).value
  const [due] = partsOf('monthly', { amountFen: 1, stages: 1, from: today, payDay })
  let added = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await db.$queryRaw<Row[]>(Prisma.sql`
      SELECT c.id, c.kind, c.scope_key, c.name, f.decision_no, f.decided_fen, f.decided_on, f.decided_user, f.checked_user, f.accepted_user,
        coalesce(f.budget_code, left(c.scope_key, 6) || '-' || ${today.slice(0, 4)} || '-01') AS budget_code, f.payee_enc, p.id_mac
      FROM case_file c JOIN relief_file f ON f.case_id = c.id LEFT JOIN person p ON p.id = c.person_id
      WHERE c.kind = 'relief_dibao' AND c.state = 'paying' AND f.decided_fen > 0 AND f.decision_no IS NOT NULL AND f.decided_user IS NOT NULL
        AND (f.pay_from IS NULL OR f.pay_from <= ${due!.month}::date) AND c.id > ${after}::uuid
        AND NOT EXISTS (SELECT 1 FROM relief_award a WHERE a.case_id = c.id AND a.part = ${due!.part} AND a.state <> 'stopped')
      ORDER BY c.id LIMIT ${CHUNK}`)
    if (rows.length) {
      const json = JSON.stringify(rows.map((row) => awardOf(row, due!, at)))
      added +=
        await db.$executeRaw`INSERT INTO relief_award (id, case_id, kind, scope_key, benefit_type, decision_no, part, amount_fen, due_on, month, payee_name_enc,
          payee_account_enc, payee_bank, payee_relation, payee_id_mac, budget_code, state_at, decided_user, checked_user, accepted_user, decided_on, created_at)
        SELECT id, case_id, kind, scope_key, 'dibao', decision_no, part, amount_fen, due_on, month, payee_name_enc, payee_account_enc, payee_bank, payee_relation, payee_id_mac,
          budget_code, state_at, decided_user, checked_user, accepted_user, decided_on, created_at
        FROM jsonb_populate_recordset(NULL::relief_award, ${json}::jsonb) ON CONFLICT DO NOTHING`
    }
    const last = rows.at(-1)
    if (rows.length < CHUNK || !last) return added
    after = last.id
  }
}

function awardOf(row: Row, due: { part: string; dueOn: string; month: string | null }, at: Date) {
  const id = uuidv7()
  const payee: Payee = row.payee_enc
    ? (JSON.parse(decrypt(row.payee_enc, `relief_payee:${row.id}`)) as Payee)
    : { name: row.name, relation: 'self' }
  return {
    id,
    case_id: row.id,
    kind: row.kind,
    scope_key: row.scope_key,
    decision_no: row.decision_no,
    part: due.part,
    amount_fen: row.decided_fen,
    due_on: due.dueOn,
    month: due.month,
    payee_name_enc: encrypt(payee.name, `relief_award:${id}`),
    payee_account_enc: payee.account ? encrypt(payee.account, `relief_award:${id}`) : null,
    payee_bank: payee.bank ?? null,
    payee_relation: payee.relation,
    payee_id_mac: payee.relation === 'self' ? row.id_mac : null,
    budget_code: row.budget_code,
    state_at: at.toISOString(),
    decided_user: row.decided_user,
    checked_user: row.checked_user,
    accepted_user: row.accepted_user,
    decided_on: row.decided_on.toISOString().slice(0, 10),
    created_at: at.toISOString(),
  }
}
