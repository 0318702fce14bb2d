/** What PostgreSQL itself says of tables, roles and functions: what a forgotten protect() or GRANT would change. */
import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '~/lib/db.server'
import { asSuperuser, testDatabase } from '../support/database'

beforeAll(testDatabase)

/** Tables that name a case without being its child, each with the reason. */
const noChild: Record<string, string> = {
  task: 'scope_key is the unit that must do it, which may be another than the owner; case_id opens only if the case’s policy lets it',
  import_row:
    'a row of somebody’s own upload, seen by its post alone and removed after seven days; case_id is what it became',
}
const withCaseId = () =>
  asSuperuser<{ name: string; oid: string }>(
    `SELECT c.relname AS name, c.oid::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attname IN ('case_id', 'from_case_id') AND NOT a.attisdropped ORDER BY 1`,
  )
const policies = (table: string) =>
  asSuperuser<{ name: string; command: string; roles: string[]; reads: string | null; checks: string | null }>(
    `SELECT policyname AS name, cmd AS command, roles::text[], qual AS reads, with_check AS checks FROM pg_policies WHERE schemaname = 'public' AND tablename = $1 ORDER BY 1`,
    [table],
  )

describe('every table with case_id', () => {
  it('has row-level security, and policies for the application', async () => {
    const tables = await withCaseId()
    expect(tables.length).toBeGreaterThan(18)
    for (const { name } of tables) {
      const [row] = await asSuperuser<{ secured: boolean }>(
        `SELECT relrowsecurity AS secured FROM pg_class WHERE oid = $1::regclass`,
        [name],
      )
      expect(`${name} ${row!.secured}`).toBe(`${name} true`)
      const found = (await policies(name)).filter((policy) => policy.roles.includes('guicheng_app'))
      expect(found.length, name).toBeGreaterThan(0)
      for (const policy of found) {
        expect(policy.roles, name).toEqual(['guicheng_app'])
        for (const text of [policy.reads, policy.checks])
          if (text !== null) expect(text, `${name} ${policy.name}`).toMatch(/app_text|app_list/)
      }
    }
  })

  it('follows its case by a composite foreign key ON UPDATE CASCADE', async () => {
    const missing: string[] = []
    for (const { name } of (await withCaseId()).filter((table) => !(table.name in noChild))) {
      const [key] = await asSuperuser<{ columns: string[]; cascades: boolean }>(
        `SELECT array_agg(a.attname::text ORDER BY k.n) AS columns, bool_and(c.confupdtype = 'c') AS cascades
         FROM pg_constraint c, unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute a ON a.attnum = k.attnum
         WHERE c.conrelid = $1::regclass AND c.contype = 'f' AND c.confrelid = 'case_file'::regclass AND a.attrelid = c.conrelid`,
        [name],
      )
      const wanted = name === 'referral' ? ['from_case_id', 'from_kind', 'from_key'] : ['case_id', 'kind', 'scope_key']
      if (!key?.cascades || JSON.stringify(key.columns) !== JSON.stringify(wanted)) missing.push(name)
    }
    expect(missing).toEqual([])
  })

  it('compares codes of units as bytes, so that a range of them is a range of the index', async () => {
    const other = await asSuperuser<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_collation o ON o.oid = a.attcollation
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attname = 'scope_key' AND o.collname <> 'C'`,
    )
    expect(other).toEqual([])
  })

  it('that is exempt is still there', async () => {
    const names = (await withCaseId()).map((table) => table.name)
    expect(Object.keys(noChild).filter((name) => !names.includes(name))).toEqual([])
  })

  it('reads and writes by one predicate, the same on each', async () => {
    const shape = async (name: string) =>
      (await policies(name))
        .filter((p) => p.name.startsWith('app_') && p.name !== 'app_remove')
        .map((p) => [p.name, p.command, p.reads, p.checks].join(' ').replaceAll(`${name}.`, ''))
    const reference = await shape('visit')
    expect(reference).toHaveLength(3)
    const special = [
      'case_party',
      'referral',
      'handoff_offence',
      'handoff_reoffence',
      'attachment',
      'case_document',
      'document_print',
      'relief_means',
      'relief_member',
      'child_parent',
      'child_agreement',
      'child_private',
      'child_risk',
    ]
    for (const { name } of (await withCaseId()).filter(
      (table) => !(table.name in noChild) && !special.includes(table.name),
    ))
      expect(await shape(name), name).toEqual(reference)
    const full = (await shape('handoff_offence')).join()
    expect(full).toContain('app.full_kinds')
    expect(full).toContain(`p.view = 'full'`)
    expect((await shape('handoff_reoffence')).join()).toBe(full)
    for (const name of [
      'attachment',
      'case_document',
      'relief_means',
      'relief_member',
      'child_parent',
      'child_agreement',
      'child_private',
      'child_risk',
    ])
      expect((await shape(name)).join(), name).toBe(full)
  })

  it('party: its policies read no other table', async () => {
    for (const policy of await policies('case_party'))
      expect(`${policy.reads} ${policy.checks}`).not.toMatch(/\bFROM\s+(?!\()/)
  })
})

describe('every table', () => {
  it('is a model of the schema with its rule for sealing, or known', async () => {
    const sources = readdirSync('prisma/models')
      .map((file) => readFileSync(`prisma/models/${file}`, 'utf8'))
      .join('\n')
    const models = [...sources.matchAll(/@@map\("(\w+)"\)/g)].map((match) => match[1])
    const tables = await asSuperuser<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition`,
    )
    expect(
      tables.map((table) => table.name).filter((name) => !models.includes(name) && name !== '_prisma_migrations'),
    ).toEqual([])
  })

  it('without row-level security holds no file and no person', async () => {
    const open = await asSuperuser<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND NOT relrowsecurity ORDER BY 1`,
    )
    const expected = [
      '_prisma_migrations',
      'app_account',
      'app_session',
      'app_user',
      'app_verification',
      'audit_fence',
      'case_link',
      'form_token',
      'grid',
      'key_check',
      'number_series',
      'org_unit_change',
      'outbox',
      'post',
      'region',
      'rule_param',
      'unit',
      'workday_calendar',
      'workday_year',
      'worker_heartbeat',
    ]
    expect(open.map((table) => table.name).filter((name) => !expected.includes(name))).toEqual([])
    const may = await asSuperuser(
      `SELECT has_table_privilege('guicheng_app', 'case_link', 'SELECT') OR has_table_privilege('guicheng_app', 'number_series', 'SELECT, UPDATE') AS may`,
    )
    expect(may).toEqual([{ may: false }])
  })

  it('that is a partition of the log is reached through the log alone', async () => {
    await asSuperuser(`SELECT ensure_log_partitions('2026-11-01', 2)`)
    const parts = await asSuperuser<{ name: string; any: boolean }>(
      `SELECT c.relname AS name, bool_or(has_table_privilege(r, c.oid, 'SELECT, INSERT, UPDATE, DELETE')) AS any
       FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid, unnest(ARRAY['guicheng_app', 'guicheng_mover', 'public']) r WHERE i.inhparent = 'access_log'::regclass GROUP BY 1`,
    )
    expect(parts.length).toBe(3)
    expect(parts.filter((part) => part.any)).toEqual([])
  })
})

describe('the application’s role', () => {
  it('owns nothing, is no superuser, bypasses nothing, is a member of nothing, creates nothing', async () => {
    expect(
      await asSuperuser(
        `SELECT rolname, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolreplication FROM pg_roles WHERE rolname ~ '^guicheng_(app|worker|mover|mouth|vault)$' AND (rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls OR rolreplication)`,
      ),
    ).toEqual([])
    expect(
      await asSuperuser(
        `SELECT classid::regclass::text, objid FROM pg_shdepend WHERE refobjid = 'guicheng_app'::regrole AND deptype = 'o'`,
      ),
    ).toEqual([])
    expect(
      await asSuperuser(`SELECT roleid::regrole::text FROM pg_auth_members WHERE member = 'guicheng_app'::regrole`),
    ).toEqual([])
    expect(
      await asSuperuser(
        `SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND has_schema_privilege('guicheng_app', oid, 'CREATE')`,
      ),
    ).toEqual([])
    expect(
      await asSuperuser(
        `SELECT rolname FROM pg_roles WHERE rolname IN ('guicheng_mover', 'guicheng_mouth') AND rolcanlogin`,
      ),
    ).toEqual([])
    await expect(prisma.$executeRaw`CREATE TABLE here (x int)`).rejects.toThrow(/permission denied/)
    await expect(prisma.$executeRaw`CREATE SCHEMA here`).rejects.toThrow(/permission denied/)
    await expect(prisma.$executeRawUnsafe('SET ROLE guicheng_mover')).rejects.toThrow(/permission denied/)
    await expect(prisma.$executeRawUnsafe('SET row_security = off; SELECT * FROM case_file')).rejects.toThrow()
  })

  it('deletes only what may be deleted, and truncates nothing', async () => {
    const rows = await asSuperuser<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace IN ('public'::regnamespace, 'vault'::regnamespace) AND relkind IN ('r', 'p') AND has_table_privilege('guicheng_app', oid, 'DELETE') ORDER BY 1`,
    )
    const allowed = [
      'app_recovery_code',
      'app_session',
      'app_verification',
      'case_key',
      'draft',
      'form_token',
      'import_row',
      'import_run',
    ]
    expect(rows.map((row) => row.name).filter((name) => !allowed.includes(name))).toEqual([])
    expect(
      await asSuperuser(
        `SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace IN ('public'::regnamespace, 'vault'::regnamespace) AND has_table_privilege('guicheng_app', oid, 'TRUNCATE, TRIGGER, REFERENCES')`,
      ),
    ).toEqual([])
  })

  it('changes no event, no line of the log, no referral, no identity, no batch', async () => {
    const may = (table: string, privilege: string) =>
      asSuperuser<{ may: boolean }>(`SELECT has_any_column_privilege('guicheng_app', $1, $2) AS may`, [
        table,
        privilege,
      ])
    for (const table of ['case_event', 'access_log', 'referral', 'person', 'audit_batch'])
      expect(await may(table, 'UPDATE'), table).toEqual([{ may: false }])
    for (const table of [
      'access_log',
      'referral',
      'person',
      'audit_batch',
      'audit_fence',
      'audit_anchor',
      'audit_check',
      'log_archive',
      'break_glass',
      'case_link',
      'key_check',
    ])
      expect(await may(table, 'INSERT'), table).toEqual([{ may: false }])
  })

  it('puts into the vault’s mouth and reads nothing there', async () => {
    for (const privilege of ['SELECT', 'INSERT', 'UPDATE', 'DELETE']) {
      expect(
        await asSuperuser(`SELECT has_table_privilege('guicheng_app', 'vault.mouth', $1) AS may`, [privilege]),
        privilege,
      ).toEqual([{ may: false }])
    }
    await expect(prisma.$executeRaw`SELECT vault.deposit('envelope')`).resolves.toBeDefined()
    await expect(prisma.$queryRaw`SELECT * FROM vault.mouth`).rejects.toThrow(/permission denied/)
    expect(await asSuperuser('SELECT envelope FROM vault.mouth')).toEqual([{ envelope: 'envelope' }])
  })
})

describe('functions with their owner’s rights', () => {
  /** Owner and callers of each; a new one must be written down here. */
  const known: Record<string, [owner: string, callers: string[]]> = {
    add_child_risk: ['mover', ['app']],
    child_elsewhere: ['mover', ['app']],
    child_head: ['mover', ['app']],
    class_teacher: ['mover', []],
    end_proposed_pairing: ['mover', ['app']],
    enrol_child: ['mover', ['app']],
    follow_class_post: ['mover', []],
    follow_class_teacher: ['mover', ['worker']],
    follow_enrolment: ['mover', []],
    my_ended_pairings: ['mover', ['app']],
    give_class_task: ['mover', []],
    grant_child_view: ['mover', ['app']],
    signal_child: ['mover', ['app']],
    agreed_days_of: ['mover', []],
    keep_agreed_days: ['mover', []],
    follow_agreement: ['mover', []],
    child_contact_sums: ['mover', ['app']],
    report_counts: ['mover', ['app']],
    answer_intake: ['mover', ['app']],
    answer_referral: ['mover', ['app']],
    answer_report: ['mover', ['app']],
    deliver_report: ['mover', ['worker']],
    file_report: ['mover', ['app']],
    recall_death: ['mover', []],
    waiting_reports: ['mover', ['worker']],
    move_reports: ['mover', []],
    break_glass_open: ['mover', ['app']],
    send_return_back: ['mover', ['app']],
    clear_second_factor: ['mover', ['app']],
    call_free_place: ['mover', ['app']],
    call_places: ['mover', ['app']],
    raise_child_help: ['mover', ['app']],
    record_pair_contact: ['mover', ['app']],
    cancel_export: ['mover', ['app']],
    cancel_message: ['mover', ['app']],
    count_export_download: ['mover', ['app']],
    decide_export: ['mover', ['app']],
    deliver_candidates: ['mover', ['app']],
    check_document: ['mover', ['app']],
    delivered_documents: ['mover', ['app']],
    object_to_notice: ['mover', ['app']],
    objection_receipt: ['mover', ['app']],
    settle_break_glass: ['mover', ['app']],
    settle_return: ['mover', ['app']],
    deliver_case: ['mover', ['app']],
    deliver_intake: ['mover', ['app']],
    deliver_referral: ['mover', ['app']],
    deposit: ['mouth', ['app']],
    enqueue_job: ['worker', ['app', 'worker']],
    drop_archived_log: ['owner', ['worker']],
    ensure_log_partitions: ['owner', ['worker']],
    expire_log_archive: ['owner', ['worker']],
    failed_sign_ins: ['mover', ['app']],
    finish_census: ['mover', ['app']],
    in_scope: ['mover', ['app']],
    keep_next_due: ['mover', []],
    linked_head: ['mover', ['app']],
    log_access: ['mover', ['app']],
    log_at_door: ['mover', ['app']],
    log_sound: ['mover', ['app', 'worker']],
    log_stray: ['owner', ['worker']],
    log_system: ['mover', ['worker']],
    budget_trace: ['mover', ['app']],
    keep_budget_sums: ['mover', []],
    keep_intake_state: ['mover', []],
    tell_intake_state: ['mover', []],
    note_deaths: ['mover', ['app']],
    notice_page: ['mover', ['app']],
    cancel_payments: ['mover', ['app']],
    check_payments: ['mover', ['app']],
    list_payments: ['mover', ['app']],
    payable_sums: ['mover', ['app']],
    payment_sums: ['mover', ['app']],
    recovery_sums: ['mover', ['app']],
    return_payment: ['mover', ['app']],
    set_payment_reserve: ['mover', ['app']],
    settle_payments: ['mover', ['app']],
    take_payment_out: ['mover', ['app']],
    cancel_merge: ['mover', ['app']],
    caseload_of: ['mover', ['app']],
    close_place: ['mover', ['app']],
    cut_mentors: ['mover', ['app', 'worker']],
    lvp_elsewhere: ['mover', ['app', 'worker']],
    merge_unit: ['mover', ['app']],
    outbox_counts: ['worker', ['app']],
    provisional_duties: ['mover', ['app']],
    rename_place: ['mover', ['app']],
    retry_outbox: ['worker', ['app']],
    step_recompute: ['mover', ['app']],
    unit_load: ['mover', ['app']],
    mark_handoff_of_case_file: ['mover', []],
    mark_handoff_of_handoff_file: ['mover', []],
    mark_handoff_of_handoff_group_member: ['mover', []],
    mark_handoff_of_handoff_placement: ['mover', []],
    mark_handoff_of_handoff_reoffence: ['mover', []],
    mark_handoff_of_visit: ['mover', []],
    next_numbers: ['mover', ['app', 'worker']],
    person_match: ['mover', ['app']],
    referral_head: ['mover', ['app']],
    signal_case: ['mover', ['app']],
    touch_referral: ['mover', ['app']],
    who_opened: ['mover', ['app']],
    write_linked: ['mover', []],
  }

  it('are the known ones, with known owners and callers, and never the public', async () => {
    const found = await asSuperuser<{ name: string; owner: string; callers: string[]; path: string[] | null }>(
      `SELECT p.proname AS name, replace(p.proowner::regrole::text, 'guicheng_', '') AS owner, p.proconfig AS path,
         (SELECT coalesce(array_agg(CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE replace(x.grantee::regrole::text, 'guicheng_', '') END ORDER BY 1), '{}')
          FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x WHERE x.privilege_type = 'EXECUTE' AND x.grantee <> p.proowner) AS callers
       FROM pg_proc p WHERE p.prosecdef AND p.pronamespace IN ('public'::regnamespace, 'vault'::regnamespace) ORDER BY 1`,
    )
    expect(
      Object.fromEntries(
        found.map(({ name, owner, callers }) => [name, [owner, callers.filter((caller) => caller !== owner)]]),
      ),
    ).toEqual(
      Object.fromEntries(
        Object.entries(known).map(([name, [owner, callers]]) => [
          name,
          [owner, callers.filter((caller) => caller !== owner)],
        ]),
      ),
    )
  })

  it('look for names in their own schema first and in temporary tables last', async () => {
    const loose =
      await asSuperuser(`SELECT proname, proconfig FROM pg_proc WHERE prosecdef AND pronamespace IN ('public'::regnamespace, 'vault'::regnamespace)
      AND NOT coalesce(proconfig && ARRAY['search_path=public, pg_temp', 'search_path=vault, pg_temp'], false)`)
    expect(loose).toEqual([])
  })
})
