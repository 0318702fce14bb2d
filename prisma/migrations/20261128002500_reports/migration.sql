-- Reports that wait for an office, files that hang on a report, the two hours after a danger; and deaths that are known before
-- somebody has relief.

-- Who reported, as the offices read it: kept with the report only while an office is still missing, and read by nobody but the one
-- who delivers.
ALTER TABLE mandatory_report ADD COLUMN reporter_enc text;

-- What was sent along with a report (a photo of an injury, a paper). No file of the spine: nothing of it lists, searches, exports,
-- corrects or removes; the content lies sealed beside the other attachments.
CREATE TABLE report_attachment (
  id uuid PRIMARY KEY,
  report_id uuid NOT NULL,
  token text NOT NULL,
  no smallint NOT NULL,
  type text NOT NULL,
  inline boolean NOT NULL,
  name_enc text NOT NULL,
  size integer NOT NULL,
  sm3 text COLLATE "C" NOT NULL,
  stored_name text COLLATE "C" NOT NULL,
  small_name text COLLATE "C",
  key_enc text NOT NULL,
  added_at timestamptz(3) NOT NULL,
  CONSTRAINT report_attachment_report_id_fkey FOREIGN KEY (report_id) REFERENCES mandatory_report (id) ON UPDATE RESTRICT ON DELETE RESTRICT
);
CREATE UNIQUE INDEX report_attachment_report_id_no_key ON report_attachment (report_id, no);
CREATE UNIQUE INDEX report_attachment_stored_name_key ON report_attachment (stored_name);
CREATE UNIQUE INDEX report_attachment_small_name_key ON report_attachment (small_name);
ALTER TABLE report_attachment ENABLE ROW LEVEL SECURITY;
-- The reporter in the very post, and the role at an office that has a copy: as of the report and its copies.
CREATE POLICY app_read ON report_attachment FOR SELECT TO guicheng_app USING (
  report_id IN (SELECT m.id FROM mandatory_report m WHERE m.reporter_post::text = (SELECT app_text('app.post')))
  OR report_id IN (SELECT d.report_id FROM report_delivery d WHERE d.to_key = (SELECT app_text('app.unit')) AND d.to_role = (SELECT app_text('app.role'))));
CREATE POLICY mover_all ON report_attachment TO guicheng_mover USING (true) WITH CHECK (true);
CREATE POLICY worker_read ON report_attachment FOR SELECT TO guicheng_worker USING (true);
GRANT SELECT ON report_attachment TO guicheng_app;
GRANT SELECT, INSERT ON report_attachment TO guicheng_mover;
-- Whether the content is whole and has a row at all; never the name.
GRANT SELECT (id, report_id, token, sm3, stored_name, small_name, key_enc) ON report_attachment TO guicheng_worker;
CREATE TRIGGER report_attachment_append_only BEFORE UPDATE OR DELETE ON report_attachment FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER report_attachment_no_truncate BEFORE TRUNCATE ON report_attachment EXECUTE FUNCTION append_only();

-- Every stored file that some row keeps, for the worker: the sweep of what has no row, the nightly look at what is whole.
CREATE VIEW stored_file WITH (security_invoker = true) AS
  SELECT a.id, a.sm3, a.stored_name, a.small_name, a.key_enc, c.file_token FROM attachment a JOIN case_file c ON c.id = a.case_id WHERE a.destroyed_at IS NULL
  UNION ALL SELECT r.id, r.sm3, r.stored_name, r.small_name, r.key_enc, r.token FROM report_attachment r;
GRANT SELECT ON stored_file TO guicheng_worker;

-- Copies of a report for offices, with the duty that comes with each; one for each role, whoever comes first. Gives how many.
CREATE FUNCTION deliver_report(p_report uuid, p_deliveries jsonb, p_tasks jsonb) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r mandatory_report; fresh text[];
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('report:' || p_report));
  SELECT * INTO r FROM mandatory_report WHERE id = p_report;
  IF NOT FOUND THEN RAISE EXCEPTION 'no such report' USING ERRCODE = '42501'; END IF;
  IF EXISTS (SELECT 1 FROM jsonb_populate_recordset(NULL::report_delivery, p_deliveries) d LEFT JOIN unit u ON u.code = d.to_key AND u.closed_on IS NULL
    WHERE u.code IS NULL OR NOT starts_with(r.county, u.region_code) OR u.code = ANY (r.named_units)
      OR (d.to_role, u.kind) NOT IN (('CA', 'civil_affairs'), ('EC', 'edu_bureau'), ('PV', 'procuratorate'))) THEN
    RAISE EXCEPTION 'not an office that receives it' USING ERRCODE = '42501'; END IF;
  IF EXISTS (SELECT 1 FROM jsonb_populate_recordset(NULL::task, p_tasks) t
    WHERE t.kind IS DISTINCT FROM 'report' OR t.case_id IS NOT NULL OR t.assignee_id IS NOT NULL OR NOT EXISTS (
      SELECT 1 FROM jsonb_populate_recordset(NULL::report_delivery, p_deliveries) d WHERE d.id::text = t.detail AND d.to_key = t.scope_key AND d.to_role = t.role)) THEN
    RAISE EXCEPTION 'duty of nobody who receives it' USING ERRCODE = '42501'; END IF;
  WITH put AS (
    INSERT INTO report_delivery (id, report_id, report_no, receipt, token, to_key, to_role, situation, filed_at, body_enc, reporter_enc, digest, acknowledge_by, feedback_by)
    SELECT d.id, r.id, r.report_no, r.receipt, r.token, d.to_key, d.to_role, r.situation, r.filed_at, d.body_enc, d.reporter_enc, r.digest, d.acknowledge_by, d.feedback_by
    FROM jsonb_populate_recordset(NULL::report_delivery, p_deliveries) d ON CONFLICT (report_id, to_role) DO NOTHING RETURNING id)
  SELECT coalesce(array_agg(id::text), '{}') INTO fresh FROM put;
  PERFORM add_rows(jsonb_build_object('task', (SELECT coalesce(jsonb_agg(t), '[]') FROM jsonb_array_elements(p_tasks) t WHERE t->>'detail' = ANY (fresh))));
  RETURN cardinality(fresh);
END $$;

-- As before, with what was sent along.
DROP FUNCTION file_report(jsonb, jsonb, jsonb);
CREATE FUNCTION file_report(p_report jsonb, p_deliveries jsonb, p_tasks jsonb, p_files jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r mandatory_report;
BEGIN
  r := jsonb_populate_record(NULL::mandatory_report, p_report);
  r.filed_at := app_now();
  IF app_text('app.post') IS NULL OR app_text('app.role') IN ('AD', 'SE', 'AU', 'LD', 'SV', 'FN', 'SC', 'SA2', 'PV', 'PR') THEN
    RAISE EXCEPTION 'files no report' USING ERRCODE = '42501'; END IF;
  IF r.reporter_post IS DISTINCT FROM app_text('app.post')::uuid OR NOT EXISTS (SELECT 1 FROM region WHERE code = r.county AND tier = 'county') THEN
    RAISE EXCEPTION 'report of another post or of no county' USING ERRCODE = '42501'; END IF;
  INSERT INTO mandatory_report SELECT r.*;
  INSERT INTO report_attachment (id, report_id, token, no, type, inline, name_enc, size, sm3, stored_name, small_name, key_enc, added_at)
  SELECT f.id, r.id, r.token, f.no, f.type, f.inline, f.name_enc, f.size, f.sm3, f.stored_name, f.small_name, f.key_enc, app_now()
  FROM jsonb_populate_recordset(NULL::report_attachment, p_files) f;
  PERFORM deliver_report(r.id, p_deliveries, p_tasks);
END $$;

-- Reports for which an office is missing, after an id: for the worker, who looks whether there is one by now.
CREATE FUNCTION waiting_reports(p_after uuid) RETURNS TABLE (id uuid, county text, named_units text[], body_enc text, reporter_enc text, reporter_name text, reporter_role text, reporter_unit text, has text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.id, m.county, m.named_units, m.body_enc, m.reporter_enc, u.name, p.role, n.name, ARRAY(SELECT d.to_role FROM report_delivery d WHERE d.report_id = m.id)
  FROM mandatory_report m JOIN post p ON p.id = m.reporter_post JOIN app_user u ON u.id = p.user_id JOIN unit n ON n.code = p.unit_code
  WHERE m.id > p_after AND (SELECT count(*) FROM report_delivery d WHERE d.report_id = m.id) < 3 ORDER BY m.id LIMIT 100 $$;

-- A duty that runs in hours: its last instant. Its day stands in due_on like any other's.
ALTER TABLE task ADD COLUMN due_at timestamptz(3);
-- The two hours after a danger was found: when the director was reminded, when the supervisor was told.
ALTER TABLE child_file ADD COLUMN report_warned_at timestamptz(3), ADD COLUMN report_late_at timestamptz(3);
CREATE INDEX task_child_report ON task (due_at) WHERE kind = 'child' AND code = 'report' AND done_at IS NULL;

-- A death that a county's list told, whoever has relief there by now: number and name as the list had them, and the day. Read by no
-- role; it is looked up when somebody of that number and name gets a file of relief in the county.
CREATE TABLE death_note (
  county text COLLATE "C" NOT NULL,
  id_mac text NOT NULL,
  name text NOT NULL,
  died_on date NOT NULL,
  noted_at timestamptz(3) NOT NULL,
  CONSTRAINT death_note_pkey PRIMARY KEY (county, id_mac)
);
ALTER TABLE death_note ENABLE ROW LEVEL SECURITY;
CREATE POLICY mover_all ON death_note TO guicheng_mover USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON death_note TO guicheng_mover;

-- As before; and the days of whoever has no relief yet are kept, as long as D7.death_keep says.
CREATE OR REPLACE FUNCTION note_deaths(p_people jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE here text := split_part(app_text('app.unit'), '-', 1); today date := (app_now() AT TIME ZONE 'Asia/Shanghai')::date;
BEGIN
  IF app_text('app.role') IS DISTINCT FROM 'CK' OR length(here) IS DISTINCT FROM 6 THEN RAISE EXCEPTION 'not a checker of a county' USING ERRCODE = '42501'; END IF;
  DELETE FROM death_note d WHERE d.county = here AND d.noted_at < app_now() - interval '1 year' * (
    SELECT r.value FROM rule_param r WHERE r.rule_id = 'D7.death_keep' AND r.effective_from <= today ORDER BY r.effective_from DESC LIMIT 1);
  DELETE FROM death_note d USING jsonb_to_recordset(p_people) AS x(id_mac text, name text, died_on date)
    WHERE d.county = here AND d.id_mac = x.id_mac AND (x.died_on IS NULL OR d.name <> x.name);
  INSERT INTO death_note (county, id_mac, name, died_on, noted_at)
  SELECT here, x.id_mac, x.name, x.died_on, app_now() FROM jsonb_to_recordset(p_people) AS x(id_mac text, name text, died_on date) WHERE x.id_mac IS NOT NULL AND x.died_on <= today
  ON CONFLICT (county, id_mac) DO UPDATE SET died_on = excluded.died_on, noted_at = excluded.noted_at;
  WITH told AS (
    SELECT x.id_mac, x.name, x.died_on FROM jsonb_to_recordset(p_people) AS x(id_mac text, name text, died_on date)
    WHERE x.died_on IS NULL OR x.died_on <= today
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

-- A file of relief for somebody of whom a list of the county told: the day is known from then on, and nothing goes out unlooked.
CREATE FUNCTION recall_death() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE person p SET died_on = d.died_on FROM death_note d
    WHERE p.id = NEW.person_id AND p.died_on IS NULL AND d.county = left(NEW.scope_key, 6) AND d.id_mac = p.id_mac AND d.name IN (p.name, NEW.name);
  RETURN NULL;
END $$;
CREATE TRIGGER relief_of_the_dead AFTER INSERT OR UPDATE OF person_id, name ON case_file FOR EACH ROW
  WHEN (NEW.kind LIKE 'relief%' AND NEW.person_id IS NOT NULL) EXECUTE FUNCTION recall_death();

GRANT CREATE ON SCHEMA public TO guicheng_mover;
DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND p.proname IN ('deliver_report', 'file_report', 'waiting_reports', 'recall_death') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO guicheng_mover', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
GRANT EXECUTE ON FUNCTION file_report(jsonb, jsonb, jsonb, jsonb) TO guicheng_app;
GRANT EXECUTE ON FUNCTION deliver_report(uuid, jsonb, jsonb), waiting_reports(uuid) TO guicheng_worker;
