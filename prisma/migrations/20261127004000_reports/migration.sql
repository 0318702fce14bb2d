-- Mandatory reports (强制报告, 未成年人保护法 11, 117): what was said, once and for all, and its copies at the offices that
-- must act. A report is no file: nobody's range holds it, nobody stands in for its reporter, nothing of the spine opens it.

CREATE TABLE mandatory_report (
  id uuid PRIMARY KEY,
  report_no text NOT NULL,
  receipt text NOT NULL,
  token text NOT NULL,
  county text COLLATE "C" NOT NULL,
  situation smallint NOT NULL,
  body_enc text NOT NULL,
  digest text NOT NULL,
  named_units text[] NOT NULL DEFAULT '{}',
  linked_token text,
  reporter_post uuid NOT NULL,
  filed_at timestamptz(3) NOT NULL,
  CONSTRAINT mandatory_report_situation CHECK (situation BETWEEN 1 AND 9)
);
CREATE UNIQUE INDEX mandatory_report_report_no_key ON mandatory_report (report_no);
CREATE UNIQUE INDEX mandatory_report_receipt_key ON mandatory_report (receipt);
CREATE INDEX mandatory_report_reporter_post_filed_at_id_idx ON mandatory_report (reporter_post, filed_at, id);

CREATE TABLE report_delivery (
  id uuid PRIMARY KEY,
  report_id uuid NOT NULL,
  report_no text NOT NULL,
  receipt text NOT NULL,
  token text NOT NULL,
  to_key text COLLATE "C" NOT NULL,
  to_role text NOT NULL,
  situation smallint NOT NULL,
  filed_at timestamptz(3) NOT NULL,
  body_enc text NOT NULL,
  reporter_enc text NOT NULL,
  digest text NOT NULL,
  state text NOT NULL DEFAULT 'sent',
  acknowledge_by date NOT NULL,
  feedback_by date NOT NULL,
  acknowledged_at timestamptz(3),
  acknowledged_by uuid,
  feedback_enc text,
  feedback_at timestamptz(3),
  feedback_post uuid,
  closed_at timestamptz(3),
  closed_by uuid,
  outcome text,
  CONSTRAINT report_delivery_report_id_fkey FOREIGN KEY (report_id) REFERENCES mandatory_report (id) ON UPDATE RESTRICT ON DELETE RESTRICT,
  CONSTRAINT report_delivery_role CHECK (to_role IN ('CA', 'EC', 'PV')),
  CONSTRAINT report_delivery_state CHECK (state IN ('sent', 'acknowledged', 'feedback', 'closed')),
  CONSTRAINT report_delivery_acknowledged CHECK ((state = 'sent') = (acknowledged_at IS NULL) AND (acknowledged_at IS NULL) = (acknowledged_by IS NULL)),
  CONSTRAINT report_delivery_feedback CHECK ((feedback_at IS NULL) = (feedback_enc IS NULL) AND (feedback_at IS NULL) = (feedback_post IS NULL)),
  CONSTRAINT report_delivery_closed CHECK ((state = 'closed') = (closed_at IS NOT NULL) AND (closed_at IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX report_delivery_report_id_to_role_key ON report_delivery (report_id, to_role);
CREATE INDEX report_delivery_to_key_to_role_filed_at_id_idx ON report_delivery (to_key, to_role, filed_at, id);

-- The reporter in the very post; a cover (代办) of the post does not see it.
ALTER TABLE mandatory_report ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON mandatory_report FOR SELECT TO guicheng_app USING (reporter_post::text = (SELECT app_text('app.post')));
CREATE POLICY mover_all ON mandatory_report TO guicheng_mover USING (true) WITH CHECK (true);
GRANT SELECT ON mandatory_report TO guicheng_app;
GRANT SELECT, INSERT ON mandatory_report TO guicheng_mover;
ALTER TABLE report_delivery ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON report_delivery FOR SELECT TO guicheng_app USING (
  (to_key = (SELECT app_text('app.unit')) AND to_role = (SELECT app_text('app.role')))
  OR report_id IN (SELECT m.id FROM mandatory_report m WHERE m.reporter_post::text = (SELECT app_text('app.post'))));
CREATE POLICY mover_all ON report_delivery TO guicheng_mover USING (true) WITH CHECK (true);
GRANT SELECT ON report_delivery TO guicheng_app;
GRANT SELECT, INSERT, UPDATE ON report_delivery TO guicheng_mover;
-- The duties of a receiving office, which belong to no file: its role at the unit, nobody else.
CREATE POLICY report_read ON task FOR SELECT TO guicheng_app USING (
  kind = 'report' AND scope_key = (SELECT app_text('app.unit')) AND role = (SELECT app_text('app.role')));

-- Nobody changes or removes what was said, whatever his rights.
CREATE TRIGGER mandatory_report_append_only BEFORE UPDATE OR DELETE ON mandatory_report FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER mandatory_report_no_truncate BEFORE TRUNCATE ON mandatory_report EXECUTE FUNCTION append_only();
CREATE TRIGGER report_delivery_no_delete BEFORE DELETE ON report_delivery FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER report_delivery_no_truncate BEFORE TRUNCATE ON report_delivery EXECUTE FUNCTION append_only();
CREATE TRIGGER report_delivery_frozen BEFORE UPDATE ON report_delivery FOR EACH ROW
  WHEN ((OLD.id, OLD.report_id, OLD.report_no, OLD.receipt, OLD.token, OLD.to_role, OLD.situation, OLD.filed_at, OLD.body_enc, OLD.reporter_enc, OLD.digest, OLD.acknowledge_by, OLD.feedback_by)
    IS DISTINCT FROM (NEW.id, NEW.report_id, NEW.report_no, NEW.receipt, NEW.token, NEW.to_role, NEW.situation, NEW.filed_at, NEW.body_enc, NEW.reporter_enc, NEW.digest, NEW.acknowledge_by, NEW.feedback_by)
    OR (OLD.feedback_enc IS NOT NULL AND OLD.feedback_enc IS DISTINCT FROM NEW.feedback_enc))
  EXECUTE FUNCTION append_only();

-- Takes a report with its copies and the duties that come with them. Whoever meets people may file; nobody approves.
CREATE FUNCTION file_report(p_report jsonb, p_deliveries jsonb, p_tasks jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r mandatory_report;
BEGIN
  r := jsonb_populate_record(NULL::mandatory_report, p_report);
  r.filed_at := app_now();
  IF app_text('app.post') IS NULL OR app_text('app.role') IN ('AD', 'SE', 'AU', 'LD', 'SV', 'FN', 'SC', 'SA2', 'PV', 'PR') THEN
    RAISE EXCEPTION 'files no report' USING ERRCODE = '42501'; END IF;
  IF r.reporter_post IS DISTINCT FROM app_text('app.post')::uuid OR NOT EXISTS (SELECT 1 FROM region WHERE code = r.county AND tier = 'county') THEN
    RAISE EXCEPTION 'report of another post or of no county' USING ERRCODE = '42501'; END IF;
  IF EXISTS (SELECT 1 FROM jsonb_populate_recordset(NULL::report_delivery, p_deliveries) d LEFT JOIN unit u ON u.code = d.to_key AND u.closed_on IS NULL
    WHERE u.code IS NULL OR NOT starts_with(r.county, u.region_code) OR u.code = ANY (r.named_units)
      OR (d.to_role, u.kind) NOT IN (('CA', 'civil_affairs'), ('EC', 'edu_bureau'), ('PV', 'procuratorate'))) THEN
    RAISE EXCEPTION 'not an office that receives it' USING ERRCODE = '42501'; END IF;
  IF EXISTS (SELECT 1 FROM jsonb_populate_recordset(NULL::task, p_tasks) t
    WHERE t.kind IS DISTINCT FROM 'report' OR t.case_id IS NOT NULL OR t.assignee_id IS NOT NULL OR NOT EXISTS (
      SELECT 1 FROM jsonb_populate_recordset(NULL::report_delivery, p_deliveries) d WHERE d.id::text = t.detail AND d.to_key = t.scope_key AND d.to_role = t.role)) THEN
    RAISE EXCEPTION 'duty of nobody who receives it' USING ERRCODE = '42501'; END IF;
  INSERT INTO mandatory_report SELECT r.*;
  INSERT INTO report_delivery (id, report_id, report_no, receipt, token, to_key, to_role, situation, filed_at, body_enc, reporter_enc, digest, acknowledge_by, feedback_by)
  SELECT d.id, r.id, r.report_no, r.receipt, r.token, d.to_key, d.to_role, r.situation, r.filed_at, d.body_enc, d.reporter_enc, r.digest, d.acknowledge_by, d.feedback_by
  FROM jsonb_populate_recordset(NULL::report_delivery, p_deliveries) d;
  PERFORM add_rows(jsonb_build_object('task', p_tasks));
END $$;

-- A receiving office takes note, says what came of it, closes. The procuratorate may close what it took note of.
CREATE FUNCTION answer_report(p_id uuid, p_step text, p_text_enc text, p_outcome text, p_tasks jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE d report_delivery; me uuid := app_text('app.post')::uuid;
BEGIN
  SELECT * INTO d FROM report_delivery WHERE id = p_id AND to_key = app_text('app.unit') AND to_role = app_text('app.role') FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
  IF (d.state, p_step) NOT IN (('sent', 'acknowledge'), ('acknowledged', 'feedback'), ('feedback', 'close'))
    AND (d.to_role, d.state, p_step) IS DISTINCT FROM ('PV', 'acknowledged', 'close') THEN
    RAISE EXCEPTION 'delivery is %', d.state USING ERRCODE = '40001'; END IF;
  IF EXISTS (SELECT 1 FROM jsonb_populate_recordset(NULL::task, p_tasks) t
    WHERE (t.kind, t.scope_key, t.role, t.detail) IS DISTINCT FROM ('report', d.to_key, d.to_role, d.id::text) OR t.case_id IS NOT NULL OR t.assignee_id IS NOT NULL) THEN
    RAISE EXCEPTION 'duty of somebody else' USING ERRCODE = '42501'; END IF;
  UPDATE report_delivery SET
    state = CASE p_step WHEN 'acknowledge' THEN 'acknowledged' WHEN 'feedback' THEN 'feedback' ELSE 'closed' END,
    acknowledged_at = CASE p_step WHEN 'acknowledge' THEN app_now() ELSE acknowledged_at END,
    acknowledged_by = CASE p_step WHEN 'acknowledge' THEN me ELSE acknowledged_by END,
    feedback_enc = CASE p_step WHEN 'feedback' THEN p_text_enc ELSE feedback_enc END,
    feedback_at = CASE p_step WHEN 'feedback' THEN app_now() ELSE feedback_at END,
    feedback_post = CASE p_step WHEN 'feedback' THEN me ELSE feedback_post END,
    closed_at = CASE p_step WHEN 'close' THEN app_now() END,
    closed_by = CASE p_step WHEN 'close' THEN me END,
    outcome = CASE p_step WHEN 'close' THEN p_outcome END
  WHERE id = d.id;
  UPDATE task SET done_at = app_now(), done_by = me, outcome = 'done' WHERE kind = 'report' AND detail = d.id::text AND done_at IS NULL;
  PERFORM add_rows(jsonb_build_object('task', p_tasks));
END $$;

-- Units merge: what waits for the old office waits for its heir.
CREATE FUNCTION move_reports() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE report_delivery SET to_key = NEW.to_code WHERE to_key = ANY (NEW.from_codes);
  RETURN NULL;
END $$;
CREATE TRIGGER merged_reports AFTER UPDATE OF applied_at ON org_unit_change FOR EACH ROW
  WHEN (OLD.applied_at IS NULL AND NEW.applied_at IS NOT NULL AND NEW.kind = 'merge') EXECUTE FUNCTION move_reports();
CREATE INDEX task_report_open ON task (detail) WHERE kind = 'report' AND done_at IS NULL;

GRANT CREATE ON SCHEMA public TO guicheng_mover;
DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname IN ('file_report', 'answer_report', 'move_reports') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO guicheng_mover', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    IF f::text NOT LIKE 'move_reports(%' THEN EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO guicheng_app', f); END IF;
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
