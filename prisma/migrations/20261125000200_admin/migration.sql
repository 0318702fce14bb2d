-- The system administrator's part: organisation, rule parameters and calendar with the reviewed batch of dates, the
-- outbox by numbers, the caseload of whoever leaves. He sees no file: what he needs of files comes as a count.

-- History of the organisation: merges, new names, closings. A merge without applied_at is decided and waits for its day.
ALTER TABLE "org_unit_change" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'merge', ADD COLUMN "old_name" TEXT, ADD COLUMN "new_name" TEXT,
  ALTER COLUMN "to_code" DROP NOT NULL;
CREATE INDEX "org_unit_change_to_code_idx" ON "org_unit_change"("to_code");
CREATE INDEX "org_unit_change_from_codes_idx" ON "org_unit_change" USING GIN ("from_codes");

-- CreateTable
CREATE TABLE "org_import" (
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file" BYTEA,
    "state" TEXT NOT NULL,
    "rows" JSONB,
    "total" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "written_at" TIMESTAMPTZ(3),

    CONSTRAINT "org_import_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "org_import_post_id_created_at_idx" ON "org_import"("post_id", "created_at");

-- CreateTable
CREATE TABLE "recompute_batch" (
    "id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "rule_id" TEXT,
    "value" INTEGER,
    "effective_from" DATE,
    "year" INTEGER,
    "days" JSONB,
    "source" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "made_by" TEXT,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "computed_at" TIMESTAMPTZ(3),
    "submitted_by" TEXT,
    "submitted_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "note" TEXT,
    "applied_at" TIMESTAMPTZ(3),
    "seen" INTEGER NOT NULL DEFAULT 0,
    "moved" INTEGER NOT NULL DEFAULT 0,
    "kept" INTEGER NOT NULL DEFAULT 0,
    "applied" INTEGER NOT NULL DEFAULT 0,
    "done_meanwhile" INTEGER NOT NULL DEFAULT 0,
    "changed_meanwhile" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "recompute_batch_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "recompute_batch_state_made_at_idx" ON "recompute_batch"("state", "made_at");
-- One open change of one rule, one year, and one check at a time.
CREATE UNIQUE INDEX "recompute_batch_open" ON "recompute_batch" ("cause", coalesce("rule_id", ''), coalesce("year", 0))
  WHERE "state" IN ('computing', 'review', 'submitted', 'confirmed');

-- CreateTable
CREATE TABLE "recompute_line" (
    "batch_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "neutral_no" TEXT NOT NULL,
    "old_due" DATE NOT NULL,
    "old_warn" DATE NOT NULL,
    "old_provisional" BOOLEAN NOT NULL,
    "new_due" DATE NOT NULL,
    "new_warn" DATE NOT NULL,
    "new_provisional" BOOLEAN NOT NULL,
    "outcome" TEXT,

    CONSTRAINT "recompute_line_pkey" PRIMARY KEY ("batch_id", "task_id")
);
CREATE INDEX "recompute_line_batch_id_old_due_task_id_idx" ON "recompute_line"("batch_id", "old_due", "task_id");
CREATE INDEX "recompute_line_batch_id_scope_key_old_due_task_id_idx" ON "recompute_line"("batch_id", "scope_key", "old_due", "task_id");
ALTER TABLE "recompute_line" ADD CONSTRAINT "recompute_line_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "recompute_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- Duties whose date rests on a year not yet announced: few, and asked for on the administrator's first page.
CREATE INDEX "task_provisional" ON "task" ("due_on") WHERE "provisional" AND "done_at" IS NULL;

-- The organisation is read by everybody and changed by the system administrator alone.
REVOKE INSERT, UPDATE ON region, unit, grid, org_unit_change, rule_param, workday_calendar, workday_year FROM guicheng_app;
DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['region', 'unit', 'grid', 'org_unit_change'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY app_read ON %I FOR SELECT TO guicheng_app USING (true)', t);
    EXECUTE format('CREATE POLICY worker_read ON %I FOR SELECT TO guicheng_worker USING (true)', t);
    EXECUTE format('CREATE POLICY mover_all ON %I TO guicheng_mover USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
CREATE POLICY app_add ON region FOR INSERT TO guicheng_app WITH CHECK ((SELECT app_text('app.role')) = 'AD' AND ended_on IS NULL);
CREATE POLICY app_add ON unit FOR INSERT TO guicheng_app WITH CHECK ((SELECT app_text('app.role')) = 'AD' AND closed_on IS NULL AND starts_with(code, region_code || '-'));
CREATE POLICY app_change ON unit FOR UPDATE TO guicheng_app USING ((SELECT app_text('app.role')) = 'AD');
CREATE POLICY app_add ON grid FOR INSERT TO guicheng_app WITH CHECK ((SELECT app_text('app.role')) = 'AD');
CREATE POLICY app_change ON grid FOR UPDATE TO guicheng_app USING ((SELECT app_text('app.role')) = 'AD');
CREATE POLICY app_add ON org_unit_change FOR INSERT TO guicheng_app WITH CHECK ((SELECT app_text('app.role')) = 'AD'
  AND kind = 'merge' AND applied_at IS NULL AND decided_by::text = (SELECT app_text('app.post')));
GRANT INSERT ON region, unit, grid, org_unit_change TO guicheng_app;
GRANT UPDATE (phone) ON unit TO guicheng_app;
GRANT UPDATE (household_count, grid_worker_id) ON grid TO guicheng_app;
GRANT UPDATE ON region TO guicheng_mover;
GRANT UPDATE, DELETE ON org_unit_change TO guicheng_mover;

ALTER TABLE org_import ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON org_import TO guicheng_app
  USING (post_id::text = (SELECT app_text('app.post')) AND (SELECT app_text('app.role')) = 'AD')
  WITH CHECK (post_id::text = (SELECT app_text('app.post')) AND (SELECT app_text('app.role')) = 'AD');
CREATE POLICY worker_all ON org_import TO guicheng_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON org_import TO guicheng_app;
GRANT SELECT, UPDATE, DELETE ON org_import TO guicheng_worker;

-- Rules, calendar and the dates that follow: asked for by one administrator, confirmed by another, written by the worker.
ALTER TABLE recompute_batch ENABLE ROW LEVEL SECURITY;
ALTER TABLE recompute_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON recompute_batch FOR SELECT TO guicheng_app USING ((SELECT app_text('app.role')) IN ('AD', 'SE'));
CREATE POLICY app_read ON recompute_line FOR SELECT TO guicheng_app USING ((SELECT app_text('app.role')) IN ('AD', 'SE'));
CREATE POLICY app_add ON recompute_batch FOR INSERT TO guicheng_app WITH CHECK ((SELECT app_text('app.role')) = 'AD' AND state = 'computing'
  AND cause IN ('rule', 'calendar') AND made_by = (SELECT app_text('app.user')) AND submitted_by IS NULL AND decided_by IS NULL AND applied_at IS NULL);
CREATE POLICY worker_all ON recompute_batch TO guicheng_worker USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON recompute_line TO guicheng_worker USING (true) WITH CHECK (true);
CREATE POLICY mover_all ON recompute_batch TO guicheng_mover USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON recompute_batch TO guicheng_app;
GRANT SELECT ON recompute_line TO guicheng_app;
GRANT SELECT, UPDATE ON recompute_batch TO guicheng_mover;
GRANT SELECT, INSERT, UPDATE, DELETE ON recompute_batch, recompute_line TO guicheng_worker;
GRANT INSERT ON rule_param TO guicheng_worker;
GRANT INSERT, DELETE ON workday_calendar TO guicheng_worker;
GRANT INSERT, UPDATE ON workday_year TO guicheng_worker;

GRANT CREATE ON SCHEMA public TO guicheng_mover, guicheng_worker;

-- Who may: the system administrator, in a post of his.
CREATE FUNCTION require_admin() RETURNS void LANGUAGE plpgsql STABLE AS $$ BEGIN
  IF app_text('app.role') IS DISTINCT FROM 'AD' OR app_text('app.post') IS NULL THEN
    RAISE EXCEPTION 'not the system administrator' USING ERRCODE = '42501'; END IF;
END $$;

-- What hangs on units, as numbers.
CREATE FUNCTION unit_load(p_units text[]) RETURNS TABLE (code text, files int, open_files int, duties int, referrals int, posts int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
  PERFORM require_admin();
  RETURN QUERY SELECT u, f.n::int, f.open::int,
    (SELECT count(*) FROM task t WHERE t.scope_key = u AND t.done_at IS NULL)::int,
    (SELECT count(*) FROM referral r WHERE r.to_key = u AND r.state IN ('sent', 'accepted'))::int,
    (SELECT count(*) FROM post p WHERE p.unit_code = u AND (p.until_on IS NULL OR p.until_on >= (app_now() AT TIME ZONE 'Asia/Shanghai')::date))::int
  FROM unnest(p_units) u, LATERAL (SELECT count(*) AS n, count(*) FILTER (WHERE c.closed_on IS NULL) AS open FROM case_file c WHERE c.scope_key = u) f;
END $$;

-- A unit or region gets a new name; the old one stays findable.
CREATE FUNCTION rename_place(p_code text, p_name text, p_short text, p_on date, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE old text;
BEGIN
  PERFORM require_admin();
  IF strpos(p_code, '-') > 0 THEN
    SELECT name INTO old FROM unit WHERE code = p_code AND closed_on IS NULL FOR UPDATE;
    UPDATE unit SET name = p_name WHERE code = p_code AND closed_on IS NULL;
  ELSE
    SELECT name INTO old FROM region WHERE code = p_code AND ended_on IS NULL FOR UPDATE;
    UPDATE region SET name = p_name, short_name = coalesce(p_short, p_name) WHERE code = p_code AND ended_on IS NULL;
    UPDATE grid SET name = p_name WHERE code = p_code;
  END IF;
  IF old IS NULL THEN RAISE EXCEPTION 'no such open place' USING ERRCODE = '22023'; END IF;
  INSERT INTO org_unit_change (id, kind, from_codes, to_code, effective_on, reason, old_name, new_name, decided_by, applied_at)
  VALUES (gen_random_uuid(), 'rename', ARRAY[p_code], p_code, p_on, p_reason, old, p_name, app_text('app.post')::uuid, app_now());
END $$;

-- A unit without anything open, or a region without anything in it, is closed; its old files stay readable by its code.
CREATE FUNCTION close_place(p_code text, p_on date, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM require_admin();
  IF p_on > (app_now() AT TIME ZONE 'Asia/Shanghai')::date THEN RAISE EXCEPTION 'day to come' USING ERRCODE = '22023'; END IF;
  IF strpos(p_code, '-') > 0 THEN
    PERFORM 1 FROM unit WHERE code = p_code AND closed_on IS NULL FOR UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'no such open place' USING ERRCODE = '22023'; END IF;
    IF EXISTS (SELECT 1 FROM unit_load(ARRAY[p_code]) l WHERE l.open_files + l.duties + l.referrals + l.posts > 0) THEN
      RAISE EXCEPTION 'not empty' USING ERRCODE = '22023'; END IF;
    UPDATE unit SET closed_on = p_on WHERE code = p_code;
  ELSE
    PERFORM 1 FROM region WHERE code = p_code AND ended_on IS NULL FOR UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'no such open place' USING ERRCODE = '22023'; END IF;
    IF EXISTS (SELECT 1 FROM unit u WHERE starts_with(u.region_code, p_code) AND u.closed_on IS NULL)
      OR EXISTS (SELECT 1 FROM region r WHERE starts_with(r.code, p_code) AND r.code <> p_code AND r.ended_on IS NULL) THEN
      RAISE EXCEPTION 'not empty' USING ERRCODE = '22023'; END IF;
    UPDATE region SET ended_on = p_on WHERE code = p_code;
    UPDATE grid SET grid_worker_id = NULL WHERE code = p_code;
  END IF;
  INSERT INTO org_unit_change (id, kind, from_codes, effective_on, reason, decided_by, applied_at)
  VALUES (gen_random_uuid(), 'close', ARRAY[p_code], p_on, p_reason, app_text('app.post')::uuid, app_now());
END $$;

-- Units merge (SR-10) on the decided day: files, duties, referrals and posts follow; the change keeps the history.
DROP FUNCTION merge_unit(text[], text, date, text);
CREATE FUNCTION merge_unit(p_change uuid) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE n int; c record;
BEGIN
  PERFORM require_admin();
  SELECT * INTO c FROM org_unit_change WHERE id = p_change AND kind = 'merge' AND applied_at IS NULL FOR UPDATE;
  IF NOT FOUND OR c.effective_on > (app_now() AT TIME ZONE 'Asia/Shanghai')::date THEN RAISE EXCEPTION 'no merge of today' USING ERRCODE = '22023'; END IF;
  PERFORM 1 FROM unit u WHERE u.code = ANY (c.from_codes || c.to_code) ORDER BY u.code FOR UPDATE;
  IF c.to_code = ANY (c.from_codes) OR cardinality(c.from_codes) = 0 OR NOT EXISTS (SELECT 1 FROM unit WHERE code = c.to_code AND closed_on IS NULL)
    OR EXISTS (SELECT 1 FROM unnest(c.from_codes) f LEFT JOIN unit u ON u.code = f WHERE u.code IS NULL OR u.closed_on IS NOT NULL OR u.kind <> (SELECT kind FROM unit WHERE code = c.to_code)) THEN
    RAISE EXCEPTION 'units do not fit' USING ERRCODE = '22023'; END IF;
  UPDATE case_file SET scope_key = c.to_code WHERE scope_key = ANY (c.from_codes);
  GET DIAGNOSTICS n = ROW_COUNT;
  UPDATE task SET scope_key = c.to_code WHERE scope_key = ANY (c.from_codes);
  UPDATE referral SET to_key = c.to_code WHERE to_key = ANY (c.from_codes) AND state IN ('sent', 'accepted');
  UPDATE post SET unit_code = c.to_code WHERE unit_code = ANY (c.from_codes);
  UPDATE case_party SET holder = c.to_code WHERE holder = ANY (c.from_codes);
  UPDATE break_glass SET owner_unit = c.to_code WHERE owner_unit = ANY (c.from_codes);
  UPDATE unit SET closed_on = c.effective_on WHERE code = ANY (c.from_codes);
  UPDATE org_unit_change SET moved = n, applied_at = app_now() WHERE id = p_change;
  RETURN n;
END $$;

-- A merge that waits for its day is called off.
CREATE FUNCTION cancel_merge(p_change uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
  PERFORM require_admin();
  DELETE FROM org_unit_change WHERE id = p_change AND kind = 'merge' AND applied_at IS NULL;
  RETURN FOUND;
END $$;

-- The reviewed batch: the administrator passes it on or takes it back, a security administrator who is somebody else confirms or returns it.
CREATE FUNCTION step_recompute(p_id uuid, p_to text, p_note text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE b record; me text := app_text('app.user'); mine text := app_text('app.role');
BEGIN
  IF me IS NULL OR mine IS NULL OR mine NOT IN ('AD', 'SE') THEN RAISE EXCEPTION 'not an administrator' USING ERRCODE = '42501'; END IF;
  SELECT * INTO b FROM recompute_batch WHERE id = p_id FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'no such batch' USING ERRCODE = '22023'; END IF;
  IF mine = 'AD' AND p_to = 'submitted' AND b.state = 'review' THEN
    UPDATE recompute_batch SET state = p_to, submitted_by = me, submitted_at = app_now() WHERE id = p_id;
  ELSIF mine = 'AD' AND p_to = 'withdrawn' AND b.state IN ('computing', 'review', 'submitted') THEN
    UPDATE recompute_batch SET state = p_to, decided_by = me, decided_at = app_now(), note = p_note WHERE id = p_id;
  ELSIF mine = 'SE' AND p_to IN ('confirmed', 'returned') AND b.state = 'submitted' THEN
    IF me IN (b.made_by, b.submitted_by) THEN RAISE EXCEPTION 'the second hand is the first' USING ERRCODE = '42501'; END IF;
    UPDATE recompute_batch SET state = p_to, decided_by = me, decided_at = app_now(), note = p_note WHERE id = p_id;
  ELSE
    RAISE EXCEPTION 'batch is %', b.state USING ERRCODE = '40001';
  END IF;
END $$;

-- Open duties whose date rests on a year not yet announced, by year.
CREATE FUNCTION provisional_duties() RETURNS TABLE (year int, duties int) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
  PERFORM require_admin();
  RETURN QUERY SELECT extract(year FROM t.due_on)::int, count(*)::int FROM task t WHERE t.provisional AND t.done_at IS NULL GROUP BY 1 ORDER BY 1;
END $$;

-- The outbox by numbers and codes: no text, no address, no template.
CREATE FUNCTION outbox_counts(p_since timestamptz) RETURNS TABLE (day date, channel text, state text, code text, messages int) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
  PERFORM require_admin();
  RETURN QUERY SELECT (o.created_at AT TIME ZONE 'Asia/Shanghai')::date, o.channel, o.state,
    CASE WHEN o.state = 'sent' OR o.last_error IS NULL THEN '' WHEN o.last_error ~ '^[a-z0-9_]{1,30}$' THEN o.last_error ELSE 'other' END, count(*)::int
  FROM outbox o WHERE o.created_at >= p_since OR o.state <> 'sent' GROUP BY 1, 2, 3, 4 ORDER BY 1 DESC, 2, 3, 4;
END $$;
CREATE FUNCTION retry_outbox(p_channel text) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE n int;
BEGIN
  PERFORM require_admin();
  UPDATE outbox SET state = 'waiting', attempts = 0 WHERE state = 'failed' AND channel = p_channel;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;

-- The caseload of whoever leaves: open files held and duties given by name, a count for each post in force.
CREATE FUNCTION caseload_of(p_user text) RETURNS TABLE (post_id uuid, role text, unit_code text, files int, duties int) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
  PERFORM require_admin();
  RETURN QUERY SELECT p.id, p.role, p.unit_code,
    (SELECT count(*) FROM case_file c WHERE c.owner_post_id = p.id AND c.closed_on IS NULL)::int,
    (SELECT count(*) FROM task t WHERE t.assignee_id = p.id AND t.done_at IS NULL)::int
  FROM post p WHERE p.user_id = p_user ORDER BY p.unit_code, p.role, p.id LIMIT 100;
END $$;

DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname IN
    ('unit_load', 'rename_place', 'close_place', 'merge_unit', 'cancel_merge', 'step_recompute', 'provisional_duties', 'outbox_counts', 'retry_outbox', 'caseload_of') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO %I', f, CASE WHEN f::text ~ '^(outbox_counts|retry_outbox)\(' THEN 'guicheng_worker' ELSE 'guicheng_mover' END);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO guicheng_app', f);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover, guicheng_worker;
