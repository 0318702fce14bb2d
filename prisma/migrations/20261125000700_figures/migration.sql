-- Files that leave the system, and figures: requests for exports with their two approvals, the worker's figures for
-- roles that see no rows, and what the figures count on a released person's file.

-- A request to take rows out as a file. Holds what an approver may know: who, what, how many, why; never the content.
CREATE TABLE "export_request" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "kind" TEXT,
    "post_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "user_name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "unit_code" TEXT COLLATE "C" NOT NULL,
    "unit_name" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "reason_enc" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "period" TEXT,
    "holds_names" BOOLEAN NOT NULL,
    "rows_asked" INTEGER NOT NULL,
    "needs_second" BOOLEAN NOT NULL,
    "second_roles" TEXT[],
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "lapses_at" TIMESTAMPTZ(3) NOT NULL,
    "first_user" TEXT,
    "first_name" TEXT,
    "first_at" TIMESTAMPTZ(3),
    "second_user" TEXT,
    "second_name" TEXT,
    "second_at" TIMESTAMPTZ(3),
    "note_enc" TEXT,
    "message" TEXT,
    "rows_done" INTEGER NOT NULL DEFAULT 0,
    "rows_written" INTEGER,
    "bytes" INTEGER,
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "downloads" INTEGER NOT NULL DEFAULT 0,
    "downloaded_at" TIMESTAMPTZ(3),

    CONSTRAINT "export_request_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "export_request_no_key" ON "export_request"("no");
CREATE INDEX "export_request_post_id_asked_at_idx" ON "export_request"("post_id", "asked_at");
CREATE INDEX "export_request_state_unit_code_asked_at_idx" ON "export_request"("state", "unit_code", "asked_at");

-- What the file holds and how to open it: its requester's alone. Wiped when the file goes.
CREATE TABLE "export_file" (
    "request_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "query_enc" TEXT,
    "key_enc" TEXT,
    "hash" TEXT,

    CONSTRAINT "export_file_pkey" PRIMARY KEY ("request_id")
);
ALTER TABLE "export_file" ADD CONSTRAINT "export_file_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "export_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One figure of one region and period, suppressed as it is written: NULL with a mark stands for a number withheld.
CREATE TABLE "figure_cell" (
    "kind" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "region" TEXT COLLATE "C" NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "n" INTEGER,
    "n_mark" TEXT,
    "d" INTEGER,
    "d_mark" TEXT,
    "cut_off" DATE NOT NULL,
    "version" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "figure_cell_pkey" PRIMARY KEY ("kind", "measure", "region", "period"),
    CONSTRAINT "figure_cell_n" CHECK ((n IS NULL) = (n_mark IS NOT NULL)),
    CONSTRAINT "figure_cell_d" CHECK ((d IS NULL) = (d_mark IS NOT NULL))
);
CREATE INDEX "figure_cell_kind_period_region_idx" ON "figure_cell"("kind", "period", "region");

-- What left the rows for the vault and still counts (DOMAIN 15.5): numbers of a county and a month, never of a town.
CREATE TABLE "figure_adjustment" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "county" TEXT COLLATE "C" NOT NULL,
    "month" DATE NOT NULL,
    "n" INTEGER NOT NULL,
    "d" INTEGER NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "figure_adjustment_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "figure_adjustment_county" CHECK (length(county) = 6),
    CONSTRAINT "figure_adjustment_month" CHECK (extract(day FROM month) = 1)
);
CREATE INDEX "figure_adjustment_kind_month_county_idx" ON "figure_adjustment"("kind", "month", "county");

-- What figures count on D1: the tiers as columns (equality walks an index), the day that places a reception in a period
-- (released; for somebody who was not met, the day he was to be), and the first placement after release.
ALTER TABLE "handoff_file" ADD COLUMN "city" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 4)) STORED;
ALTER TABLE "handoff_file" ADD COLUMN "county" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 6)) STORED;
ALTER TABLE "handoff_file" ADD COLUMN "town" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 9)) STORED;
ALTER TABLE "handoff_file" ADD COLUMN "release_day" DATE GENERATED ALWAYS AS (coalesce(released_on, release_due_on)) STORED;
ALTER TABLE "handoff_file" ADD COLUMN "first_placed_on" DATE;
CREATE INDEX "handoff_file_city_release_day_idx" ON "handoff_file"("city", "release_day");
CREATE INDEX "handoff_file_county_release_day_idx" ON "handoff_file"("county", "release_day");
CREATE INDEX "handoff_file_scope_key_release_day_idx" ON "handoff_file"("scope_key", "release_day");

-- The first placement follows the placements as they come; a corrected day (the day alone changes) moves it when it was the first.
CREATE FUNCTION keep_first_placed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.first_placed_on := coalesce(NEW.first_placed_on, NEW.placed_on);
  ELSIF NEW.first_placed_on IS NOT DISTINCT FROM OLD.first_placed_on AND NEW.placed_on IS DISTINCT FROM OLD.placed_on THEN
    NEW.first_placed_on := CASE WHEN OLD.placed_on = OLD.first_placed_on AND NEW.placed_on IS NOT NULL
      AND (NEW.placement_type, NEW.placement_checked_on) IS NOT DISTINCT FROM (OLD.placement_type, OLD.placement_checked_on)
      THEN NEW.placed_on ELSE least(OLD.first_placed_on, NEW.placed_on) END;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER first_placed BEFORE INSERT OR UPDATE ON handoff_file FOR EACH ROW EXECUTE FUNCTION keep_first_placed();
UPDATE handoff_file h SET first_placed_on = least(h.placed_on, (SELECT min(p.placed_on) FROM handoff_placement p WHERE p.case_id = h.case_id));

-- Requests: the requester sees his own; the security administrator those of his region; a second approver those that
-- wait for his role in his range, and what he decided.
ALTER TABLE export_request ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON export_request FOR SELECT TO guicheng_app USING (
  post_id::text = (SELECT app_text('app.post'))
  OR ((SELECT app_text('app.role')) = 'SE' AND unit_code >= (SELECT app_text('app.subtree_lo')) AND unit_code < (SELECT app_text('app.subtree_hi')))
  OR (state <> 'waiting' AND needs_second AND (SELECT app_text('app.role')) = ANY (second_roles) AND CASE WHEN kind IS NULL
    THEN unit_code >= (SELECT app_text('app.subtree_lo')) AND unit_code < (SELECT app_text('app.subtree_hi'))
    ELSE unit_code >= (SELECT app_text('app.lo')) AND unit_code < (SELECT app_text('app.hi')) END));
CREATE POLICY app_add ON export_request FOR INSERT TO guicheng_app WITH CHECK (
  post_id::text = (SELECT app_text('app.post')) AND user_id = (SELECT app_text('app.user')) AND role = (SELECT app_text('app.role'))
  AND unit_code = (SELECT app_text('app.unit')) AND state = 'waiting' AND first_user IS NULL AND second_user IS NULL AND rows_written IS NULL);
CREATE POLICY mover_all ON export_request TO guicheng_mover USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON export_request TO guicheng_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON export_request TO guicheng_app;
GRANT SELECT, UPDATE ON export_request TO guicheng_mover, guicheng_worker;
ALTER TABLE export_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON export_file TO guicheng_app USING (post_id::text = (SELECT app_text('app.post')))
  WITH CHECK (post_id::text = (SELECT app_text('app.post')) AND key_enc IS NULL);
CREATE POLICY worker_all ON export_file TO guicheng_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON export_file TO guicheng_app;
GRANT SELECT, UPDATE ON export_file TO guicheng_worker;

-- Approves (or refuses) a waiting request: first the security administrator of its region, then, where it is needed,
-- somebody of the second roles whose range covers the requester's unit. Three different persons. Gives the new state.
CREATE FUNCTION decide_export(p_id uuid, p_approve boolean, p_note_enc text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r record; me text := app_text('app.user'); my_name text; my_role text := app_text('app.role'); result text;
BEGIN
  SELECT * INTO r FROM export_request e WHERE e.id = p_id FOR UPDATE;
  IF NOT FOUND OR me IS NULL THEN RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
  IF r.user_id = me OR r.first_user = me THEN RAISE EXCEPTION 'the same person' USING ERRCODE = '42501'; END IF;
  IF r.lapses_at <= app_now() THEN RAISE EXCEPTION 'request has lapsed' USING ERRCODE = '40001'; END IF;
  SELECT u.name INTO my_name FROM app_user u WHERE u.id = me;
  IF r.state = 'waiting' AND my_role = 'SE' AND r.unit_code >= app_text('app.subtree_lo') AND r.unit_code < app_text('app.subtree_hi') THEN
    result := CASE WHEN NOT p_approve THEN 'refused' WHEN r.needs_second THEN 'second' ELSE 'queued' END;
    UPDATE export_request e SET state = result, first_user = me, first_name = my_name, first_at = app_now(), note_enc = p_note_enc WHERE e.id = p_id;
  ELSIF r.state = 'second' AND my_role = ANY (r.second_roles) AND (CASE WHEN r.kind IS NULL THEN r.unit_code >= app_text('app.subtree_lo') AND r.unit_code < app_text('app.subtree_hi')
      ELSE r.unit_code >= app_text('app.lo') AND r.unit_code < app_text('app.hi') END) THEN
    result := CASE WHEN p_approve THEN 'queued' ELSE 'refused' END;
    UPDATE export_request e SET state = result, second_user = me, second_name = my_name, second_at = app_now(), note_enc = p_note_enc WHERE e.id = p_id;
  ELSIF my_role = 'SE' OR my_role = ANY (r.second_roles) THEN
    RAISE EXCEPTION 'request is %', r.state USING ERRCODE = '40001';
  ELSE
    RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501';
  END IF;
  RETURN result;
END $$;

-- The requester gives up a request or its file.
CREATE FUNCTION cancel_export(p_id uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE export_request e SET state = 'cancelled' WHERE e.id = p_id AND e.post_id::text = app_text('app.post') AND e.state IN ('waiting', 'second', 'queued', 'running', 'ready');
  RETURN FOUND;
END $$;

-- Counts a download by the requester; false when there is no file of his to be had now.
CREATE FUNCTION count_export_download(p_id uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE export_request e SET downloads = downloads + 1, downloaded_at = app_now()
  WHERE e.id = p_id AND e.post_id::text = app_text('app.post') AND e.user_id = app_text('app.user') AND e.state = 'ready' AND e.expires_at > app_now();
  RETURN FOUND;
END $$;

-- Figures: sums of one's own region, for the roles that the policy names under the kind.
ALTER TABLE figure_cell ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON figure_cell FOR SELECT TO guicheng_app USING (
  kind = ANY ((SELECT app_list('app.sum_kinds'))::text[]) AND region >= (SELECT app_text('app.subtree_lo')) AND region < (SELECT app_text('app.subtree_hi')));
CREATE POLICY worker_all ON figure_cell TO guicheng_worker USING (true) WITH CHECK (true);
GRANT SELECT ON figure_cell TO guicheng_app;
GRANT SELECT, INSERT, DELETE ON figure_cell TO guicheng_worker;
ALTER TABLE figure_adjustment ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON figure_adjustment FOR SELECT TO guicheng_app USING (
  kind = ANY ((SELECT app_list('app.range_kinds'))::text[]) AND county >= (SELECT app_text('app.lo')) AND county < (SELECT app_text('app.hi')));
CREATE POLICY mover_all ON figure_adjustment TO guicheng_mover USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON figure_adjustment TO guicheng_worker USING (true) WITH CHECK (true);
GRANT SELECT ON figure_adjustment TO guicheng_app, guicheng_worker;
GRANT SELECT, INSERT ON figure_adjustment TO guicheng_mover;

GRANT CREATE ON SCHEMA public TO guicheng_mover;
DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname IN
    ('decide_export', 'cancel_export', 'count_export_download') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO guicheng_mover', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO guicheng_app', f);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
