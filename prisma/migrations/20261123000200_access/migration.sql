-- Who may see and change what: row-level security, written once in protect(), and the few functions that cross units.
-- The scope of a request stands in transaction-local settings that the guard writes (app/access/scope.server.ts).

GRANT USAGE ON SCHEMA public TO guicheng_app, guicheng_worker, guicheng_mover;
DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO guicheng_worker', current_database()); END $$;
-- Nobody shadows a table with a temporary one; the functions below look there last as well.
DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); END $$;

-- A list setting as an array; absent means NULL, and NULL denies.
CREATE FUNCTION app_list(setting text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT string_to_array(nullif(current_setting(setting, true), ''), ',') $$;
CREATE FUNCTION app_text(setting text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting(setting, true), '') $$;
CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) $$;

-- protect(table, id column, needs_full): the one predicate of ACCESS.md §2 on a case table or on a child of a case.
-- needs_full: codes and numbers of level L3; only a range view "full" or a party view "full" opens the row.
CREATE PROCEDURE protect(target regclass, id_column text DEFAULT 'case_id', needs_full boolean DEFAULT false) LANGUAGE plpgsql AS $$
DECLARE
  range_list text := CASE WHEN needs_full THEN 'app.full_kinds' ELSE 'app.range_kinds' END;
  party_view text := CASE WHEN needs_full THEN ' AND p.view = ''full''' ELSE '' END;
  pattern text :=
    '((kind = ANY ((SELECT app_list(%L))::text[]) AND scope_key >= (SELECT app_text(''app.lo'')) AND scope_key < (SELECT app_text(''app.hi'')))'
    ' OR (kind = ANY ((SELECT app_list(''app.party_kinds''))::text[]) AND %I IN (SELECT p.case_id FROM case_party p'
    ' WHERE p.holder = ANY ((SELECT app_list(''app.holders''))::text[]) AND p.until_at > (SELECT app_now())%s)))';
  readable text := format(pattern, range_list, id_column, party_view);
  -- Danger to life and a one-off grant open a file for reading; nothing is written on it.
  writable text := format('(kind = ANY ((SELECT app_list(''app.write_kinds''))::text[]) AND %s)',
    format(pattern, range_list, id_column, party_view || ' AND p.part NOT IN (''break_glass'', ''one_off'')'));
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY app_read ON %s FOR SELECT TO guicheng_app USING %s', target, readable);
  EXECUTE format('CREATE POLICY app_add ON %s FOR INSERT TO guicheng_app WITH CHECK %s', target, writable);
  EXECUTE format('CREATE POLICY app_change ON %s FOR UPDATE TO guicheng_app USING %s WITH CHECK %s', target, writable, writable);
  EXECUTE format('CREATE POLICY mover_all ON %s TO guicheng_mover USING (true) WITH CHECK (true)', target);
  EXECUTE format('CREATE POLICY worker_all ON %s TO guicheng_worker USING (true) WITH CHECK (true)', target);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %s TO guicheng_app, guicheng_mover, guicheng_worker', target);
END $$;

CALL protect('case_file', 'id');
CALL protect('case_key');
CALL protect('case_event');
CALL protect('case_contact');
CALL protect('consent');
CALL protect('visit');
CALL protect('case_note');
CALL protect('case_paper');
CALL protect('proposal');
CALL protect('handoff_file');
CALL protect('handoff_offence', 'case_id', true);
CALL protect('handoff_reoffence', 'case_id', true);
CALL protect('handoff_group_member');
CALL protect('handoff_placement');
CALL protect('handoff_measure');
CALL protect('release_notice');
CALL protect('support_file');

-- The timeline only grows.
REVOKE UPDATE ON case_event FROM guicheng_app, guicheng_worker;
REVOKE ALL ON case_event FROM guicheng_mover;
GRANT SELECT, INSERT ON case_event TO guicheng_mover;
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'append only: %', TG_TABLE_NAME; END $$;
-- scope_key alone may follow its case, by the foreign key's cascade.
CREATE TRIGGER case_event_append_only BEFORE UPDATE ON case_event FOR EACH ROW
  WHEN ((to_jsonb(OLD) - 'scope_key') IS DISTINCT FROM (to_jsonb(NEW) - 'scope_key'))
  EXECUTE FUNCTION append_only();
CREATE TRIGGER case_event_no_delete BEFORE DELETE ON case_event FOR EACH ROW EXECUTE FUNCTION append_only();
-- Search keys and group members may be replaced.
GRANT DELETE ON case_key TO guicheng_app, guicheng_worker, guicheng_mover;
CREATE POLICY app_remove ON case_key FOR DELETE TO guicheng_app USING (kind = ANY ((SELECT app_list('app.write_kinds'))::text[]) AND (
  (kind = ANY ((SELECT app_list('app.range_kinds'))::text[]) AND scope_key >= (SELECT app_text('app.lo')) AND scope_key < (SELECT app_text('app.hi')))
  OR (kind = ANY ((SELECT app_list('app.party_kinds'))::text[]) AND case_id IN (SELECT p.case_id FROM case_party p
    WHERE p.holder = ANY ((SELECT app_list('app.holders'))::text[]) AND p.until_at > (SELECT app_now()) AND p.part <> 'break_glass'))));

-- Parties: a policy that compares its own columns only.
ALTER TABLE case_party ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON case_party FOR SELECT TO guicheng_app USING (
  holder = ANY ((SELECT app_list('app.holders'))::text[])
  OR (kind = ANY ((SELECT app_list('app.range_kinds'))::text[]) AND scope_key >= (SELECT app_text('app.lo')) AND scope_key < (SELECT app_text('app.hi'))));
CREATE POLICY app_add ON case_party FOR INSERT TO guicheng_app WITH CHECK (
  kind = ANY ((SELECT app_list('app.write_kinds'))::text[]) AND kind = ANY ((SELECT app_list('app.range_kinds'))::text[])
  AND scope_key >= (SELECT app_text('app.lo')) AND scope_key < (SELECT app_text('app.hi')));
CREATE POLICY app_change ON case_party FOR UPDATE TO guicheng_app USING (
  kind = ANY ((SELECT app_list('app.write_kinds'))::text[]) AND kind = ANY ((SELECT app_list('app.range_kinds'))::text[])
  AND scope_key >= (SELECT app_text('app.lo')) AND scope_key < (SELECT app_text('app.hi')));
CREATE POLICY mover_all ON case_party TO guicheng_mover USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON case_party TO guicheng_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON case_party TO guicheng_app, guicheng_mover, guicheng_worker;

-- Identity: readable where a file of that person is.
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON person FOR SELECT TO guicheng_app USING (EXISTS (SELECT 1 FROM case_file c WHERE c.person_id = person.id));
CREATE POLICY mover_all ON person TO guicheng_mover USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON person TO guicheng_worker USING (true) WITH CHECK (true);
GRANT SELECT ON person TO guicheng_app, guicheng_worker;
GRANT SELECT, INSERT, UPDATE ON person TO guicheng_mover;

-- Tasks: the unit that must do it; the case opens only if its own policy lets it.
ALTER TABLE task ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON task FOR SELECT TO guicheng_app USING (
  (kind = ANY ((SELECT app_list('app.range_kinds'))::text[]) AND scope_key >= (SELECT app_text('app.lo')) AND scope_key < (SELECT app_text('app.hi')))
  OR assignee_id::text = (SELECT app_text('app.post')));
CREATE POLICY mover_all ON task TO guicheng_mover USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON task TO guicheng_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON task TO guicheng_app, guicheng_mover, guicheng_worker;

-- Neutral duties, for supervision: number, unit, date, days late. No name, no domain.
CREATE VIEW neutral_duty WITH (security_barrier) AS
  SELECT t.neutral_no, t.scope_key, t.due_on, greatest(0, (app_now() AT TIME ZONE 'Asia/Shanghai')::date - t.due_on) AS days_late
  FROM task t
  WHERE t.done_at IS NULL AND t.kind <> 'sealing'
    AND app_text('app.role') IN ('SV', 'LD') AND t.scope_key >= app_text('app.subtree_lo') AND t.scope_key < app_text('app.subtree_hi');
GRANT CREATE ON SCHEMA public TO guicheng_mover, guicheng_worker;
ALTER VIEW neutral_duty OWNER TO guicheng_mover;
GRANT SELECT ON neutral_duty TO guicheng_app;

-- Referrals: two-ended. Written by functions alone.
ALTER TABLE referral ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON referral FOR SELECT TO guicheng_app USING (
  (from_kind = ANY ((SELECT app_list('app.range_kinds'))::text[]) AND from_key >= (SELECT app_text('app.lo')) AND from_key < (SELECT app_text('app.hi')))
  OR (to_key = (SELECT app_text('app.unit')) AND type = ANY ((SELECT app_list('app.referral_types'))::text[])));
CREATE POLICY mover_all ON referral TO guicheng_mover USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON referral TO guicheng_worker USING (true) WITH CHECK (true);
GRANT SELECT ON referral TO guicheng_app;
GRANT SELECT, INSERT, UPDATE ON referral TO guicheng_mover, guicheng_worker;

-- What belongs to one post or one user.
DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['import_run', 'import_row'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own ON %I TO guicheng_app USING (post_id::text = (SELECT app_text(''app.post''))) WITH CHECK (post_id::text = (SELECT app_text(''app.post'')))', t);
    EXECUTE format('CREATE POLICY worker_all ON %I TO guicheng_worker USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO guicheng_app, guicheng_worker', t);
  END LOOP;
END $$;
ALTER TABLE import_mapping ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON import_mapping TO guicheng_app USING (post_unit = (SELECT app_text('app.unit'))) WITH CHECK (post_unit = (SELECT app_text('app.unit')));
GRANT SELECT, INSERT, UPDATE ON import_mapping TO guicheng_app;
ALTER TABLE import_seen ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON import_seen TO guicheng_app USING (post_unit = (SELECT app_text('app.unit'))) WITH CHECK (post_unit = (SELECT app_text('app.unit')));
GRANT SELECT, INSERT ON import_seen TO guicheng_app;
ALTER TABLE draft ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON draft TO guicheng_app USING (user_id = (SELECT app_text('app.user'))) WITH CHECK (user_id = (SELECT app_text('app.user')));
CREATE POLICY worker_all ON draft TO guicheng_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON draft TO guicheng_app, guicheng_worker;
ALTER TABLE break_glass ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON break_glass FOR SELECT TO guicheng_app USING (post_id::text = (SELECT app_text('app.post'))
  OR (owner_unit >= (SELECT app_text('app.lo')) AND owner_unit < (SELECT app_text('app.hi')) AND (SELECT app_text('app.role')) IN ('TH', 'JA', 'JX'))
  OR (SELECT app_text('app.role')) = 'SE');
CREATE POLICY app_change ON break_glass FOR UPDATE TO guicheng_app USING (post_id::text <> (SELECT app_text('app.post')));
CREATE POLICY mover_all ON break_glass TO guicheng_mover USING (true) WITH CHECK (true);
GRANT SELECT ON break_glass TO guicheng_app, guicheng_worker;
GRANT UPDATE (reviewed_by, reviewed_at, outcome) ON break_glass TO guicheng_app;
GRANT SELECT, INSERT, UPDATE ON break_glass TO guicheng_mover;

-- Tables without cases: accounts, organisation, rules.
GRANT SELECT, INSERT, UPDATE, DELETE ON app_session, app_verification, form_token TO guicheng_app, guicheng_worker;
GRANT SELECT, INSERT, UPDATE ON app_user, app_account, post TO guicheng_app;
GRANT SELECT ON app_user, post TO guicheng_worker, guicheng_mover;
GRANT SELECT ON region, unit, org_unit_change, grid, rule_param, workday_calendar, workday_year TO guicheng_app, guicheng_worker, guicheng_mover;
GRANT INSERT, UPDATE ON org_unit_change, unit, region, grid, rule_param, workday_calendar, workday_year TO guicheng_app;
GRANT SELECT, INSERT, UPDATE ON worker_heartbeat TO guicheng_worker;
GRANT SELECT ON worker_heartbeat TO guicheng_app;
GRANT SELECT ON key_check TO guicheng_app, guicheng_worker;
GRANT SELECT, INSERT, UPDATE ON outbox TO guicheng_worker;
GRANT INSERT ON outbox TO guicheng_app, guicheng_mover;
GRANT SELECT, INSERT, UPDATE ON number_series TO guicheng_mover;

-- The access log: narrow, partitioned by month, never changed by the application.
DROP TABLE access_log;
CREATE TABLE access_log (
  id bigint GENERATED ALWAYS AS IDENTITY, at timestamptz(3) NOT NULL, event text NOT NULL, post_id uuid, user_id text, unit_code text,
  file_token text, fields integer NOT NULL DEFAULT 0, purpose text, count integer NOT NULL DEFAULT 1, ip text, request_id text, data jsonb,
  PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE TABLE access_log_rest PARTITION OF access_log DEFAULT;
CREATE INDEX access_log_at ON access_log USING brin (at);
CREATE INDEX access_log_file ON access_log (file_token, at);
CREATE INDEX access_log_post ON access_log (post_id, at);
ALTER TABLE access_log ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON access_log FOR SELECT TO guicheng_app USING (
  post_id::text = (SELECT app_text('app.post')) OR (SELECT app_text('app.role')) = 'AU');
CREATE POLICY app_add ON access_log FOR INSERT TO guicheng_app WITH CHECK (true);
CREATE POLICY mover_all ON access_log TO guicheng_mover USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON access_log TO guicheng_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON access_log TO guicheng_app, guicheng_worker;
GRANT SELECT, INSERT, UPDATE ON access_log TO guicheng_mover;
GRANT SELECT, INSERT ON audit_batch TO guicheng_worker;
GRANT SELECT ON audit_batch TO guicheng_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO guicheng_app, guicheng_worker, guicheng_mover;

CREATE FUNCTION ensure_log_partitions(from_month date, months int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m date; n int := 0; part text;
BEGIN
  FOR i IN 0..months - 1 LOOP
    m := date_trunc('month', from_month)::date + (i || ' months')::interval;
    part := 'access_log_' || to_char(m, 'YYYYMM');
    IF to_regclass(part) IS NULL THEN
      EXECUTE format('CREATE TABLE %I (LIKE access_log INCLUDING DEFAULTS)', part);
      EXECUTE format('WITH moved AS (DELETE FROM access_log_rest WHERE at >= %L AND at < %L RETURNING *) INSERT INTO %I SELECT * FROM moved',
        m::timestamp AT TIME ZONE 'Asia/Shanghai', (m + interval '1 month') AT TIME ZONE 'Asia/Shanghai', part);
      EXECUTE format('ALTER TABLE access_log ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', part,
        m::timestamp AT TIME ZONE 'Asia/Shanghai', (m + interval '1 month') AT TIME ZONE 'Asia/Shanghai');
      n := n + 1;
    END IF;
  END LOOP;
  RETURN n;
END $$;
REVOKE ALL ON FUNCTION ensure_log_partitions(date, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_log_partitions(date, int) TO guicheng_worker;

-- The same post, file and fields within ten minutes is one row with a count.
CREATE FUNCTION log_access(p_event text, p_file text, p_fields int, p_purpose text, p_ip text, p_request text, p_data jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := app_text('app.post')::uuid;
BEGIN
  IF p_file IS NOT NULL AND p_event = 'read' THEN
    UPDATE access_log SET count = count + 1 WHERE (id, at) = (SELECT id, at FROM access_log
      WHERE file_token = p_file AND post_id = me AND event = p_event AND fields = p_fields AND purpose IS NOT DISTINCT FROM p_purpose
        AND at > app_now() - interval '10 minutes' AND at <= app_now() ORDER BY at DESC LIMIT 1);
    IF FOUND THEN RETURN; END IF;
  END IF;
  INSERT INTO access_log (at, event, post_id, user_id, unit_code, file_token, fields, purpose, ip, request_id, data)
  VALUES (app_now(), p_event, me, app_text('app.user'), app_text('app.unit'), p_file, p_fields, p_purpose, p_ip, p_request, p_data);
END $$;
ALTER FUNCTION log_access(text, text, int, text, text, text, jsonb) OWNER TO guicheng_mover;
REVOKE ALL ON FUNCTION log_access(text, text, int, text, text, text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_access(text, text, int, text, text, text, jsonb) TO guicheng_app;

-- Jobs are added by the worker's role alone, inside the caller's transaction.
CREATE FUNCTION enqueue_job(p_task text, p_payload json, p_key text DEFAULT NULL) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
  $$ BEGIN PERFORM graphile_worker.add_job(p_task, p_payload, job_key => p_key, max_attempts => 5); END $$;
ALTER FUNCTION enqueue_job(text, json, text) OWNER TO guicheng_worker;
REVOKE ALL ON FUNCTION enqueue_job(text, json, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enqueue_job(text, json, text) TO guicheng_app, guicheng_worker;

-- The vault's mouth: a schema, a role that may only add, envelopes for the vault's public key.
CREATE SCHEMA vault;
CREATE TABLE vault.mouth (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, received_at timestamptz NOT NULL DEFAULT now(), envelope text NOT NULL);
REVOKE ALL ON SCHEMA vault FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA vault TO guicheng_mouth;
GRANT INSERT ON vault.mouth TO guicheng_mouth;
GRANT USAGE ON SCHEMA vault TO guicheng_vault, guicheng_app;
GRANT SELECT ON vault.mouth TO guicheng_vault;
CREATE FUNCTION vault.deposit(p_envelope text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = vault, pg_temp AS
  $$ INSERT INTO vault.mouth (envelope) VALUES (p_envelope) $$;
ALTER FUNCTION vault.deposit(text) OWNER TO guicheng_mouth;
REVOKE CREATE ON SCHEMA vault FROM guicheng_mouth;
REVOKE ALL ON FUNCTION vault.deposit(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vault.deposit(text) TO guicheng_app;

-- Must be picked up (必接) follows from the key categories, also when one of them is corrected.
CREATE FUNCTION keep_must_pickup() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN NEW.must_pickup := coalesce(cardinality(NEW.key_category), 0) > 0; RETURN NEW; END $$;
CREATE TRIGGER must_pickup BEFORE INSERT OR UPDATE ON handoff_file FOR EACH ROW EXECUTE FUNCTION keep_must_pickup();
