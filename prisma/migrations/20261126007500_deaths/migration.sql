-- Lists of deaths from another office (死亡名单): what finance looks at before anything is paid (DOMAIN §11, D7-edge-10).

-- A list that a county's checker handed in: read by the worker, taken whole or refused with the rows named. Who stands in it is not kept.
CREATE TABLE "death_list" (
  "id" UUID NOT NULL,
  "unit_code" TEXT COLLATE "C" NOT NULL,
  "source" TEXT NOT NULL,
  "file_name" TEXT NOT NULL,
  "file_key_enc" TEXT,
  "file_hash" TEXT NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'waiting',
  "rows" INTEGER NOT NULL DEFAULT 0,
  "message" TEXT,
  "faults" JSONB,
  "post_id" UUID NOT NULL,
  "user_id" TEXT NOT NULL,
  "user_name" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "done_at" TIMESTAMPTZ(3),
  CONSTRAINT "death_list_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "death_list_unit_code_created_at_idx" ON "death_list"("unit_code", "created_at");
CREATE UNIQUE INDEX death_list_waiting ON death_list (unit_code) WHERE state = 'waiting';
ALTER TABLE death_list ADD CONSTRAINT death_list_state CHECK (state IN ('waiting', 'applied', 'refused'));
ALTER TABLE death_list ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON death_list FOR SELECT TO guicheng_app USING ((SELECT app_text('app.role')) = 'CK' AND unit_code = (SELECT app_text('app.unit')));
CREATE POLICY app_add ON death_list FOR INSERT TO guicheng_app WITH CHECK ((SELECT app_text('app.role')) = 'CK' AND unit_code = (SELECT app_text('app.unit'))
  AND user_id = (SELECT app_text('app.user')) AND state = 'waiting');
CREATE POLICY app_change ON death_list FOR UPDATE TO guicheng_app USING ((SELECT app_text('app.role')) = 'CK' AND unit_code = (SELECT app_text('app.unit')) AND state = 'waiting')
  WITH CHECK (state IN ('applied', 'refused'));
CREATE POLICY worker_all ON death_list TO guicheng_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON death_list TO guicheng_app;
GRANT UPDATE (state, rows, message, faults, file_key_enc, done_at) ON death_list TO guicheng_app;
GRANT SELECT ON death_list TO guicheng_worker;

-- Writes down the days of a list, [{id_mac, name, died_on}], for recipients of relief in the caller's county; a day that is
-- missing says that the person lives, and takes back what an earlier list said. ID and name must both fit. Gives nothing, whoever
-- there is. What is still to be paid is stopped at finance's door and the town is told; nothing else of any file changes.
CREATE FUNCTION note_deaths(p_people jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE here text := split_part(app_text('app.unit'), '-', 1);
BEGIN
  IF app_text('app.role') IS DISTINCT FROM 'CK' OR length(here) IS DISTINCT FROM 6 THEN RAISE EXCEPTION 'not a checker of a county' USING ERRCODE = '42501'; END IF;
  WITH told AS (
    SELECT x.id_mac, x.name, x.died_on FROM jsonb_to_recordset(p_people) AS x(id_mac text, name text, died_on date)
    WHERE x.died_on IS NULL OR x.died_on <= (app_now() AT TIME ZONE 'Asia/Shanghai')::date
  ), known AS (
    UPDATE person p SET died_on = t.died_on FROM told t
    WHERE p.id_mac = t.id_mac AND p.name = t.name AND (p.died_on IS NULL) <> (t.died_on IS NULL)
      AND EXISTS (SELECT 1 FROM case_file c WHERE c.person_id = p.id AND c.kind LIKE 'relief%' AND c.scope_key >= here AND c.scope_key < here || '~')
    RETURNING p.id, p.id_mac, p.died_on
  )
  UPDATE relief_award a SET state_reason = CASE WHEN k.died_on IS NOT NULL THEN 'dead' END, state_at = app_now()
  FROM known k, case_file c WHERE c.id = a.case_id AND (c.person_id = k.id OR a.payee_id_mac = k.id_mac) AND a.county = here
    AND a.state = 'unpaid' AND a.part NOT IN ('quick', 'first') AND (k.died_on IS NOT NULL) = (a.state_reason IS DISTINCT FROM 'dead');
END $$;
GRANT CREATE ON SCHEMA public TO guicheng_mover;
ALTER FUNCTION note_deaths(jsonb) OWNER TO guicheng_mover;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
REVOKE ALL ON FUNCTION note_deaths(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION note_deaths(jsonb) TO guicheng_app;
