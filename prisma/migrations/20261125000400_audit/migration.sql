-- The log that nobody can change: rights, triggers, fenced batches, anchors, archives. docs/decisions/010.

-- CreateTable
CREATE TABLE "audit_fence" (
    "id" INTEGER NOT NULL,
    "high" BIGINT NOT NULL,
    "xid" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_fence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_anchor" (
    "day" DATE NOT NULL,
    "batch_id" INTEGER NOT NULL,
    "to_id" BIGINT NOT NULL,
    "sm3" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_anchor_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "audit_check" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "asked" TEXT NOT NULL,
    "batches" INTEGER NOT NULL,
    "rows" BIGINT NOT NULL,
    "timelines" INTEGER NOT NULL,
    "sound" BOOLEAN NOT NULL,
    "faults" JSONB NOT NULL,

    CONSTRAINT "audit_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "log_archive" (
    "month" DATE NOT NULL,
    "rows" BIGINT NOT NULL,
    "first_id" BIGINT NOT NULL,
    "last_id" BIGINT NOT NULL,
    "content_sm3" TEXT NOT NULL,
    "file_sm3" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "archived_at" TIMESTAMPTZ(3) NOT NULL,
    "dropped_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "log_archive_pkey" PRIMARY KEY ("month")
);

-- CreateIndex: pages of the log by time, and the ways an auditor looks for lines.
CREATE INDEX "access_log_at_id" ON "access_log"("at", "id");
CREATE INDEX "access_log_event" ON "access_log"("event", "at");
CREATE INDEX "access_log_user" ON "access_log"("user_id", "at");
CREATE INDEX "access_log_unit" ON "access_log"("unit_code", "at");
CREATE INDEX "access_log_request" ON "access_log"("request_id");
CREATE INDEX "access_log_ip" ON "access_log"("ip", "at");
-- CreateIndex: the timelines of the last days, for the nightly look at them.
CREATE INDEX "case_event_at" ON "case_event" USING BRIN ("at");

-- Batches cover every column of a line from here on, and are closed behind a fence: the chain begins anew.
TRUNCATE audit_batch RESTART IDENTITY;

-- Who may do what. Lines come in through functions alone; only a count can rise.
DROP POLICY app_add ON access_log;
REVOKE INSERT ON access_log FROM guicheng_app, guicheng_worker;
REVOKE UPDATE ON access_log FROM guicheng_mover;
GRANT UPDATE (count) ON access_log TO guicheng_mover;
GRANT SELECT ON audit_batch TO guicheng_mover;
GRANT SELECT, INSERT, UPDATE ON audit_fence TO guicheng_worker;
GRANT SELECT, INSERT ON audit_anchor, audit_check, log_archive TO guicheng_worker;
GRANT SELECT ON audit_anchor, audit_check, log_archive TO guicheng_app;
GRANT SELECT ON audit_check TO guicheng_mover;
GRANT USAGE ON SEQUENCE audit_check_id_seq TO guicheng_worker;
-- The other roles read what protects the log only as the auditor.
DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['audit_batch', 'audit_anchor', 'audit_check', 'log_archive'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY app_read ON %I FOR SELECT TO guicheng_app USING ((SELECT app_text(''app.role'')) = ''AU'')', t);
    EXECUTE format('CREATE POLICY worker_all ON %I TO guicheng_worker USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY mover_read ON %I FOR SELECT TO guicheng_mover USING (true)', t);
  END LOOP;
END $$;

-- Triggers beside the rights, for whoever has them: the owner, a superuser by mistake.
-- The one change of a line: its count rises by one, by log_access(), within ten minutes, while no batch holds it (and
-- seen as of now: an older snapshot would not know of a batch just closed).
CREATE FUNCTION keep_log() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_user = 'guicheng_mover' AND current_setting('transaction_isolation') = 'read committed' AND NEW.count = OLD.count + 1
    AND (to_jsonb(NEW) - 'count') = (to_jsonb(OLD) - 'count') AND OLD.at > app_now() - interval '10 minutes'
    AND OLD.id > coalesce((SELECT b.to_id FROM audit_batch b ORDER BY b.id DESC LIMIT 1), 0) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'append only: %', TG_TABLE_NAME;
END $$;
CREATE TRIGGER keep_log BEFORE UPDATE OR DELETE ON access_log FOR EACH ROW EXECUTE FUNCTION keep_log();
CREATE TRIGGER keep_log_whole BEFORE TRUNCATE ON access_log FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- A line's number is drawn when its transaction is known already: the fence of the batches counts on it.
CREATE FUNCTION log_after_xid() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_current_xact_id(); RETURN NULL; END $$;
CREATE TRIGGER log_after_xid BEFORE INSERT ON access_log FOR EACH STATEMENT EXECUTE FUNCTION log_after_xid();

CREATE TRIGGER case_event_no_truncate BEFORE TRUNCATE ON case_event FOR EACH STATEMENT EXECUTE FUNCTION append_only();
DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['audit_batch', 'audit_anchor', 'audit_check'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION append_only()', t);
    EXECUTE format('CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION append_only()', t);
  END LOOP;
END $$;
-- Of an archive, the days on which its month left the database and its file the disk are added.
CREATE TRIGGER append_only BEFORE UPDATE ON log_archive FOR EACH ROW
  WHEN ((to_jsonb(OLD) - 'dropped_at' - 'removed_at') IS DISTINCT FROM (to_jsonb(NEW) - 'dropped_at' - 'removed_at')
    OR (OLD.dropped_at IS NOT NULL AND NEW.dropped_at IS DISTINCT FROM OLD.dropped_at)
    OR (OLD.removed_at IS NOT NULL AND NEW.removed_at IS DISTINCT FROM OLD.removed_at))
  EXECUTE FUNCTION append_only();
CREATE TRIGGER no_delete BEFORE DELETE ON log_archive FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON log_archive FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- The same post, file and fields within ten minutes is one line with a count, unless a batch holds it or is being closed.
CREATE OR REPLACE FUNCTION log_access(p_event text, p_file text, p_fields int, p_purpose text, p_ip text, p_request text, p_data jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := app_text('app.post')::uuid; here timestamptz := app_now(); since timestamptz := here - interval '10 minutes'; closed bigint; earlier record;
BEGIN
  IF p_file IS NOT NULL AND p_event = 'read' AND current_setting('transaction_isolation') = 'read committed'
    AND pg_try_advisory_xact_lock_shared(hashtext('audit_batch')) THEN
    SELECT b.to_id INTO closed FROM audit_batch b ORDER BY b.id DESC LIMIT 1;
    -- Instants as parameters: the planner then looks into one month alone.
    SELECT l.id, l.at INTO earlier FROM access_log l
    WHERE l.file_token = p_file AND l.at > since AND l.at <= here AND l.post_id = me AND l.event = p_event AND l.fields = p_fields
      AND l.purpose IS NOT DISTINCT FROM p_purpose AND l.id > coalesce(closed, 0)
    ORDER BY l.at DESC LIMIT 1;
    IF FOUND THEN
      UPDATE access_log SET count = count + 1 WHERE id = earlier.id AND at = earlier.at;
      RETURN;
    END IF;
  END IF;
  INSERT INTO access_log (at, event, post_id, user_id, unit_code, file_token, fields, purpose, ip, request_id, data)
  VALUES (app_now(), p_event, me, app_text('app.user'), app_text('app.unit'), p_file, p_fields, p_purpose, p_ip, p_request, p_data);
END $$;

-- What happens to an account while no post is active: sign-in, lock, change of password.
CREATE FUNCTION log_at_door(p_event text, p_user text, p_at timestamptz, p_ip text, p_request text, p_data jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO access_log (at, event, user_id, ip, request_id, data) VALUES (p_at, p_event, p_user, p_ip, p_request, p_data) $$;

-- What the worker finds: alarms, archives.
CREATE FUNCTION log_system(p_event text, p_at timestamptz, p_post uuid, p_user text, p_unit text, p_data jsonb, p_file text DEFAULT NULL) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO access_log (at, event, post_id, user_id, unit_code, file_token, data) VALUES (p_at, p_event, p_post, p_user, p_unit, p_file, p_data) $$;

-- Did the last check find everything as it was written? NULL before the first. Says nothing else, so that anybody may ask.
CREATE FUNCTION log_sound() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.sound FROM audit_check c ORDER BY c.id DESC LIMIT 1 $$;

GRANT CREATE ON SCHEMA public TO guicheng_mover;
DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname IN ('log_at_door', 'log_system', 'log_sound') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO guicheng_mover', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION log_at_door(text, text, timestamptz, text, text, jsonb) TO guicheng_app;
GRANT EXECUTE ON FUNCTION log_system(text, timestamptz, uuid, text, text, jsonb, text) TO guicheng_worker;
GRANT EXECUTE ON FUNCTION log_sound() TO guicheng_app, guicheng_worker;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;

-- Month partitions from a month on, and of every month that lies in the default partition: lines there are copied over
-- and the old default partition is dropped, for nothing may be deleted. Gives how many were made.
CREATE OR REPLACE FUNCTION ensure_log_partitions(from_month date, months int) RETURNS int LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '3s' AS $$
DECLARE m date; part text; todo date[]; stray boolean := EXISTS (SELECT 1 FROM access_log_rest);
BEGIN
  SELECT array_agg(w.m ORDER BY w.m) INTO todo FROM (
    SELECT (date_trunc('month', from_month) + make_interval(months => i))::date AS m FROM generate_series(0, months - 1) i
    UNION SELECT date_trunc('month', r.at AT TIME ZONE 'Asia/Shanghai')::date FROM access_log_rest r) w
  WHERE to_regclass('access_log_' || to_char(w.m, 'YYYYMM')) IS NULL;
  IF todo IS NULL THEN RETURN 0; END IF;
  IF stray THEN
    ALTER TABLE access_log DETACH PARTITION access_log_rest;
    ALTER TABLE access_log_rest RENAME TO access_log_stray;
  END IF;
  FOREACH m IN ARRAY todo LOOP
    part := 'access_log_' || to_char(m, 'YYYYMM');
    -- Attached, not created in its place: writers go on meanwhile.
    EXECUTE format('CREATE TABLE %I (LIKE access_log INCLUDING DEFAULTS)', part);
    EXECUTE format('ALTER TABLE access_log ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', part,
      m::timestamp AT TIME ZONE 'Asia/Shanghai', (m + interval '1 month') AT TIME ZONE 'Asia/Shanghai');
    EXECUTE format('CREATE TRIGGER keep_log_whole BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION append_only()', part);
  END LOOP;
  IF stray THEN
    INSERT INTO access_log OVERRIDING SYSTEM VALUE SELECT * FROM access_log_stray;
    DROP TABLE access_log_stray;
    CREATE TABLE access_log_rest PARTITION OF access_log DEFAULT;
    CREATE TRIGGER keep_log_whole BEFORE TRUNCATE ON access_log_rest FOR EACH STATEMENT EXECUTE FUNCTION append_only();
  END IF;
  RETURN cardinality(todo);
END $$;
DO $$ DECLARE p regclass; BEGIN
  FOR p IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'access_log'::regclass LOOP
    EXECUTE format('CREATE TRIGGER keep_log_whole BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION append_only()', p);
  END LOOP;
END $$;

-- Lines in no month's partition: none, as long as partitions are made ahead.
CREATE FUNCTION log_stray() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
  $$ SELECT count(*) FROM access_log_rest $$;

-- A month leaves the database when it is over, past its time online, in closed batches, and in a file of as many lines.
CREATE FUNCTION drop_archived_log(p_month date) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '3s' AS $$
DECLARE a log_archive; part text := 'access_log_' || to_char(p_month, 'YYYYMM'); n bigint; low bigint; top bigint;
  here date := (app_now() AT TIME ZONE 'Asia/Shanghai')::date;
  online int := (SELECT r.value FROM rule_param r WHERE r.rule_id = 'X.audit_online' AND r.effective_from <= here ORDER BY r.effective_from DESC LIMIT 1);
BEGIN
  SELECT * INTO a FROM log_archive WHERE month = p_month AND dropped_at IS NULL FOR UPDATE;
  IF NOT FOUND OR to_regclass(part) IS NULL THEN RAISE EXCEPTION 'not archived: %', p_month USING ERRCODE = '22023'; END IF;
  IF online IS NULL OR p_month + interval '1 month' > least(here - make_interval(months => online), date_trunc('month', here::timestamp)) THEN
    RAISE EXCEPTION 'still to be kept: %', p_month USING ERRCODE = '22023'; END IF;
  EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', part);
  EXECUTE format('SELECT count(*), coalesce(min(id), 0), coalesce(max(id), 0) FROM %I', part) INTO n, low, top;
  IF (n, low, top) IS DISTINCT FROM (a.rows, a.first_id, a.last_id)
    OR top > coalesce((SELECT b.to_id FROM audit_batch b ORDER BY b.id DESC LIMIT 1), 0) THEN
    RAISE EXCEPTION 'the archive does not hold the month: %', p_month USING ERRCODE = '22023'; END IF;
  EXECUTE format('ALTER TABLE access_log DETACH PARTITION %I', part);
  EXECUTE format('DROP TABLE %I', part);
  UPDATE log_archive SET dropped_at = app_now() WHERE month = p_month;
END $$;

-- An archive's file is removed after the years it is kept for.
CREATE FUNCTION expire_log_archive(p_month date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE here date := (app_now() AT TIME ZONE 'Asia/Shanghai')::date;
  years int := (SELECT r.value FROM rule_param r WHERE r.rule_id = 'X.access_log_keep' AND r.effective_from <= here ORDER BY r.effective_from DESC LIMIT 1);
BEGIN
  UPDATE log_archive SET removed_at = app_now() WHERE month = p_month AND dropped_at IS NOT NULL AND removed_at IS NULL
    AND p_month + interval '1 month' <= here - make_interval(years => years);
  IF NOT FOUND THEN RAISE EXCEPTION 'still to be kept: %', p_month USING ERRCODE = '22023'; END IF;
END $$;

DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname IN ('log_stray', 'drop_archived_log', 'expire_log_archive') LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO guicheng_worker', f);
  END LOOP;
END $$;
