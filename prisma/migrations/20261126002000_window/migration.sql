-- One window (一口受理) and households of a grid (民情档案): tables, who sees them, and the two doors between units.

CREATE TABLE intake_file (
  case_id uuid PRIMARY KEY,
  kind text NOT NULL DEFAULT 'intake',
  scope_key text NOT NULL,
  channel text NOT NULL,
  matter text NOT NULL,
  urgency text NOT NULL,
  summary_enc text NOT NULL,
  reply_channel text NOT NULL,
  agent text,
  agent_name_enc text,
  authorised_on date,
  authority_kept_at text,
  proxy_post_id uuid,
  household_id uuid,
  received_on date NOT NULL,
  clock_on date NOT NULL,
  round integer NOT NULL DEFAULT 1,
  supplement_on date,
  supplement_due_on date,
  supplement_enc text,
  supplemented_on date,
  routed_on date,
  main_unit text,
  co_units text[] DEFAULT '{}',
  returns integer NOT NULL DEFAULT 0,
  rejected_on date,
  accepted_on date,
  told_on date,
  reply_due_on date NOT NULL,
  extended_on date,
  replied_on date,
  reply_enc text,
  replied_unit text,
  close_due_on date,
  reopened_on date,
  satisfaction text,
  feedback_on date,
  end_cause text,
  CONSTRAINT intake_file_case_id_kind_scope_key_fkey FOREIGN KEY (case_id, kind, scope_key) REFERENCES case_file (id, kind, scope_key) ON UPDATE CASCADE ON DELETE RESTRICT,
  -- A unit sends a matter back once at most; then the dispatcher's decision binds.
  CONSTRAINT intake_file_returns CHECK (returns IN (0, 1)),
  CONSTRAINT intake_file_supplement CHECK ((supplement_on IS NULL) = (supplement_enc IS NULL) AND (supplement_on IS NULL) = (supplement_due_on IS NULL)),
  CONSTRAINT intake_file_replied CHECK ((replied_on IS NULL) = (reply_enc IS NULL) AND (replied_on IS NULL) = (replied_unit IS NULL)),
  CONSTRAINT intake_file_agent CHECK ((agent IS NULL) = (authorised_on IS NULL))
);
CREATE UNIQUE INDEX intake_file_case_id_kind_scope_key_key ON intake_file (case_id, kind, scope_key);
CREATE INDEX intake_file_received_on_idx ON intake_file (received_on);
CREATE INDEX intake_file_proxy_post_id_idx ON intake_file (proxy_post_id);

CREATE TABLE intake_route (
  id uuid PRIMARY KEY,
  matter text NOT NULL,
  town text NOT NULL,
  main_unit text NOT NULL,
  co_units text[] DEFAULT '{}',
  updated_by uuid,
  updated_name text NOT NULL,
  updated_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX intake_route_matter_town_key ON intake_route (matter, town);
CREATE INDEX intake_route_town_matter_idx ON intake_route (town, matter);

CREATE TABLE household_file (
  case_id uuid PRIMARY KEY,
  kind text NOT NULL DEFAULT 'household',
  scope_key text NOT NULL,
  grid_code text NOT NULL,
  members_count integer NOT NULL,
  hardship text[] DEFAULT '{}',
  needs text[] DEFAULT '{}',
  last_visit_on date,
  visits_made integer NOT NULL DEFAULT 0,
  ended_on date,
  end_cause text,
  CONSTRAINT household_file_case_id_kind_scope_key_fkey FOREIGN KEY (case_id, kind, scope_key) REFERENCES case_file (id, kind, scope_key) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT household_file_members CHECK (members_count BETWEEN 1 AND 30)
);
CREATE UNIQUE INDEX household_file_case_id_kind_scope_key_key ON household_file (case_id, kind, scope_key);
CREATE INDEX household_file_grid_code_idx ON household_file (grid_code);

CREATE TABLE household_visit (
  visit_id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  kind text NOT NULL DEFAULT 'household',
  scope_key text NOT NULL,
  confirm text NOT NULL,
  promised_enc text,
  intake_id uuid,
  intake_no text,
  CONSTRAINT household_visit_case_id_kind_scope_key_fkey FOREIGN KEY (case_id, kind, scope_key) REFERENCES case_file (id, kind, scope_key) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT household_visit_visit_id_case_id_fkey FOREIGN KEY (visit_id, case_id) REFERENCES visit (id, case_id) ON UPDATE CASCADE ON DELETE RESTRICT,
  -- The resident signs, declines to sign, or was not at home.
  CONSTRAINT household_visit_confirm CHECK (confirm IN ('signed', 'refused', 'absent')),
  CONSTRAINT household_visit_intake CHECK ((intake_id IS NULL) = (intake_no IS NULL))
);
CREATE UNIQUE INDEX household_visit_visit_id_case_id_key ON household_visit (visit_id, case_id);
CREATE INDEX household_visit_case_id_idx ON household_visit (case_id);

CALL protect('intake_file');
CALL protect('household_file');
CALL protect('household_visit');

-- Where a matter goes: read by windows and dispatchers of the county, written by the dispatcher of the region.
ALTER TABLE intake_route ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON intake_route FOR SELECT TO guicheng_app USING (
  (SELECT app_text('app.role')) IN ('IC', 'DP') AND starts_with(town, (SELECT left(app_text('app.subtree_lo'), 6))));
CREATE POLICY app_add ON intake_route FOR INSERT TO guicheng_app WITH CHECK (
  (SELECT app_text('app.role')) = 'DP' AND town >= (SELECT app_text('app.subtree_lo')) AND town < (SELECT app_text('app.subtree_hi')));
CREATE POLICY app_change ON intake_route FOR UPDATE TO guicheng_app USING (
  (SELECT app_text('app.role')) = 'DP' AND town >= (SELECT app_text('app.subtree_lo')) AND town < (SELECT app_text('app.subtree_hi')))
  WITH CHECK (town >= (SELECT app_text('app.subtree_lo')) AND town < (SELECT app_text('app.subtree_hi')));
GRANT SELECT, INSERT, UPDATE ON intake_route TO guicheng_app;

-- Rows for several tables in one statement each. Beside the spine's own tables: those that name their case.
CREATE OR REPLACE FUNCTION add_rows(p_rows jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t text; cols text;
  first text[] := ARRAY['case_file', 'case_key', 'case_event', 'case_contact', 'case_paper', 'case_party', 'consent', 'visit', 'case_note'];
  last text[] := ARRAY['task', 'case_link'];
  others text[];
BEGIN
  SELECT coalesce(array_agg(k ORDER BY k), '{}') INTO others FROM jsonb_object_keys(p_rows) k WHERE NOT (k = ANY (first || last))
    AND EXISTS (SELECT 1 FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace = 'public'::regnamespace AND c.relname = k AND c.relkind = 'r' AND a.attname = 'case_id');
  FOREACH t IN ARRAY first || others || last LOOP
    CONTINUE WHEN p_rows->t IS NULL OR jsonb_array_length(p_rows->t) = 0;
    SELECT string_agg(quote_ident(k), ', ') INTO cols FROM jsonb_object_keys(p_rows->t->0) k;
    EXECUTE format('INSERT INTO %I (%s) SELECT %s FROM jsonb_populate_recordset(NULL::%I, $1)', t, cols, cols, t) USING p_rows->t;
  END LOOP;
END $$;

-- A grid worker takes a matter to the window of his town for a resident (居民工作代理): opens it there, and follows how it stands.
CREATE FUNCTION deliver_intake(p_rows jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF app_text('app.role') IS DISTINCT FROM 'GW' THEN RAISE EXCEPTION 'not a grid worker' USING ERRCODE = '42501'; END IF;
  IF EXISTS (SELECT 1 FROM jsonb_object_keys(p_rows) k WHERE k NOT IN ('case_file', 'case_key', 'case_event', 'case_contact', 'case_party', 'intake_file', 'task')) THEN
    RAISE EXCEPTION 'table not deliverable' USING ERRCODE = '42501'; END IF;
  IF EXISTS (SELECT 1 FROM jsonb_array_elements(p_rows->'case_file') c
    LEFT JOIN unit u ON u.code = c->>'scope_key' AND u.closed_on IS NULL AND u.region_code = left(app_text('app.subtree_lo'), 9)
    WHERE (c->>'kind', c->>'state', coalesce(u.kind, '')) IS DISTINCT FROM ('intake', 'received', 'civil_affairs')) THEN
    RAISE EXCEPTION 'not the window of the town' USING ERRCODE = '42501'; END IF;
  IF EXISTS (SELECT 1 FROM jsonb_each(p_rows) t(name, list), jsonb_array_elements(t.list) r
    WHERE t.name <> 'case_file' AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(p_rows->'case_file') c
      WHERE c->>'id' = r->>'case_id' AND c->>'scope_key' = r->>'scope_key' AND c->>'kind' = r->>'kind')) THEN
    RAISE EXCEPTION 'row of another case' USING ERRCODE = '42501'; END IF;
  IF EXISTS (SELECT 1 FROM jsonb_array_elements(p_rows->'case_event') e WHERE e->>'post_id' IS DISTINCT FROM app_text('app.post'))
    OR EXISTS (SELECT 1 FROM jsonb_array_elements(p_rows->'case_party') y WHERE (y->>'holder', y->>'part', y->>'view') IS DISTINCT FROM (app_text('app.post'), 'proxy', 'status'))
    OR EXISTS (SELECT 1 FROM jsonb_array_elements(p_rows->'intake_file') i WHERE i->>'proxy_post_id' IS DISTINCT FROM app_text('app.post')
      OR (i->>'household_id' IS NOT NULL AND NOT in_scope((i->>'household_id')::uuid, true))) THEN
    RAISE EXCEPTION 'of another post' USING ERRCODE = '42501'; END IF;
  PERFORM add_rows(p_rows);
END $$;

-- The unit that a matter was routed to accepts, sends back (once), extends (once) or answers it; the window's file follows.
CREATE FUNCTION answer_intake(p_id uuid, p_step text, p_text_enc text, p_reply_enc text, p_due date, p_reason text, p_event jsonb, p_tasks jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r record; f record; today date := (app_now() AT TIME ZONE 'Asia/Shanghai')::date;
BEGIN
  -- The file first, as everybody who works on it does; then the referral.
  PERFORM 1 FROM case_file c JOIN referral x ON x.from_case_id = c.id WHERE x.id = p_id AND x.type = 'intake' AND x.to_key = app_text('app.unit') FOR UPDATE OF c;
  SELECT * INTO r FROM referral WHERE id = p_id AND type = 'intake' AND to_key = app_text('app.unit') AND type = ANY (app_list('app.referral_types')) FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
  SELECT i.* INTO f FROM intake_file i WHERE i.case_id = r.from_case_id;
  IF p_event->>'step' IS DISTINCT FROM 'unit_' || p_step THEN RAISE EXCEPTION 'event of another step' USING ERRCODE = '42501'; END IF;
  IF r.state <> (CASE WHEN p_step IN ('accept', 'return') THEN 'sent' ELSE 'accepted' END) THEN
    RAISE EXCEPTION 'referral is %', r.state USING ERRCODE = '40001'; END IF;
  IF p_step = 'accept' THEN
    UPDATE referral SET state = 'accepted', due_on = f.reply_due_on, due_reason = p_reason, answered_by = app_text('app.post')::uuid WHERE id = p_id;
    UPDATE intake_file SET accepted_on = today WHERE case_id = r.from_case_id;
    PERFORM write_linked(r.from_case_id, ARRAY['routed'], 'accepted', NULL, NULL, NULL, p_event, p_tasks, '{}');
  ELSIF p_step = 'return' THEN
    IF f.returns > 0 THEN RAISE EXCEPTION 'referral is binding' USING ERRCODE = '40001'; END IF;
    UPDATE referral SET state = 'returned', answer_enc = p_text_enc, answered_on = today, answered_by = app_text('app.post')::uuid WHERE id = p_id;
    UPDATE intake_file SET returns = returns + 1, rejected_on = today WHERE case_id = r.from_case_id;
    PERFORM write_linked(r.from_case_id, ARRAY['routed'], 'rejected', NULL, NULL, NULL, p_event, p_tasks, '{}');
  ELSIF p_step = 'extend' THEN
    IF f.extended_on IS NOT NULL OR p_due <= f.reply_due_on OR f.reply_due_on < today THEN RAISE EXCEPTION 'referral is extended' USING ERRCODE = '40001'; END IF;
    UPDATE referral SET due_on = p_due, due_reason = p_reason WHERE id = p_id;
    UPDATE intake_file SET reply_due_on = p_due, extended_on = today WHERE case_id = r.from_case_id;
    UPDATE task SET done_at = app_now(), done_by = app_text('app.post')::uuid, outcome = 'superseded' WHERE case_id = r.from_case_id AND done_at IS NULL AND code = 'reply';
    PERFORM write_linked(r.from_case_id, ARRAY['accepted'], NULL, NULL, NULL, NULL, p_event, p_tasks, '{}');
  ELSIF p_step = 'reply' THEN
    UPDATE referral SET state = 'answered', answer_enc = p_text_enc, answered_on = today, answered_by = app_text('app.post')::uuid WHERE id = p_id;
    UPDATE intake_file SET replied_on = today, reply_enc = p_reply_enc, replied_unit = r.to_key, close_due_on = p_due WHERE case_id = r.from_case_id;
    PERFORM write_linked(r.from_case_id, ARRAY['accepted'], 'replied', NULL, NULL, NULL, p_event, p_tasks, ARRAY['reply']);
  ELSE
    RAISE EXCEPTION 'no such answer' USING ERRCODE = '42501';
  END IF;
END $$;

GRANT CREATE ON SCHEMA public TO guicheng_mover;
DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname IN ('deliver_intake', 'answer_intake') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO guicheng_mover', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO guicheng_app', f);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
