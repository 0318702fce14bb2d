import { it } from 'vitest'
import { Prisma } from '~/generated/prisma/client'
import { caseScope } from '~/access/scope.server'
import { searchCondition } from '~/casefile/find.server'
import { actorOf, inScope, seedPlaces } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'
it('x', { timeout: 120000 }, async () => {
  await testDatabase(); await seedPlaces()
  await asSuperuser(`INSERT INTO case_file (id, kind, scope_key, state, case_no, neutral_no, file_token, name, pinyin, initials, sex, opened_on, next_due_on, lawful_basis)
    SELECT gen_random_uuid(), 'handoff', CASE WHEN n % 300 = 0 THEN '340705001-JO1' WHEN n % 4 = 0 THEN '341101001-JO1' ELSE '34070' || (5 + n % 2) || '00' || (2 + n % 7) || '-JO1' END,
      'in_help', 'P' || n, 'P' || n, 'P' || n, '某' || n, 'mou', 'm', 'M', DATE '2026-01-01' + n % 300, DATE '2026-11-01' + n % 90, 'law' FROM generate_series(1, 30000) n`)
  await asSuperuser(`INSERT INTO case_key (case_id, kind, scope_key, key) SELECT id, kind, scope_key, lower(case_no) FROM case_file`)
  await asSuperuser('ANALYZE')
  const show = async (label: string) => {
    for (const actor of [actorOf('TJ', '340705001-JO1'), actorOf('JC', '340705-JB1')]) {
      const rows = await inScope(actor, ({ db }) => db.$queryRaw<any[]>(Prisma.sql`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, BUFFERS)
        SELECT c.id FROM case_file c WHERE ${caseScope(actor, 'handoff')} AND ${searchCondition('handoff', 'p1230')!}`))
      console.log(label, actor.role, rows.map((r) => r['QUERY PLAN']).filter((l: string) => !/InitPlan|Result|SubPlan|Filter:/.test(l)).join('\n').slice(0, 1500))
    }
  }
  await show('now')
  await asSuperuser('DROP INDEX case_key_search'); await asSuperuser('CREATE INDEX case_key_search ON case_key (kind, scope_key, key, case_id)'); await asSuperuser('ANALYZE')
  await show('A plain')
  await asSuperuser('DROP INDEX case_key_search'); await asSuperuser('CREATE INDEX case_key_search ON case_key (kind, key, scope_key, case_id)'); await asSuperuser('ANALYZE')
  await show('B key first')
})
