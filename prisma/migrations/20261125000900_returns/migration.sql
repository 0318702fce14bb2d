-- Monthly returns (月报) of units: a unit writes its own, the office above reads what was sent up and may send it back.

CREATE TABLE "unit_return" (
  "id" UUID NOT NULL,
  "form" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "unit_code" TEXT COLLATE "C" NOT NULL,
  "period" TEXT COLLATE "C" NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 1,
  "state" TEXT NOT NULL,
  "lines" JSONB NOT NULL,
  "sources" JSONB NOT NULL DEFAULT '{}',
  "missing" TEXT,
  "note" TEXT,
  "filled_at" TIMESTAMPTZ(3) NOT NULL,
  "prepared_by" TEXT,
  "prepared_name" TEXT,
  "checked_by" TEXT,
  "checked_name" TEXT,
  "checked_at" TIMESTAMPTZ(3),
  "signed_by" TEXT,
  "signed_name" TEXT,
  "signed_at" TIMESTAMPTZ(3),
  "submitted_at" TIMESTAMPTZ(3),
  "sm3" TEXT,
  "returned_name" TEXT,
  "returned_unit" TEXT,
  "return_reason" TEXT,
  "returned_at" TIMESTAMPTZ(3),
  CONSTRAINT "unit_return_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "unit_return_form_unit_code_period_version_key" ON "unit_return"("form", "unit_code", "period", "version");
CREATE INDEX "unit_return_form_period_unit_code_idx" ON "unit_return"("form", "period", "unit_code");
ALTER TABLE "unit_return" ADD CONSTRAINT "unit_return_unit_code_fkey" FOREIGN KEY ("unit_code") REFERENCES "unit"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was sent up is locked: only being sent back or replaced by a later version changes its state. Hands differ.
CREATE FUNCTION keep_return() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'a return is never removed'; END IF;
  IF NOT ((OLD.state, NEW.state) IN (('draft', 'draft'), ('draft', 'checked'), ('checked', 'signed'), ('checked', 'draft'), ('signed', 'draft'), ('signed', 'submitted'),
    ('submitted', 'returned'), ('submitted', 'replaced'), ('returned', 'replaced')) OR OLD.state = NEW.state) THEN
    RAISE EXCEPTION 'a return does not go from % to %', OLD.state, NEW.state; END IF;
  IF OLD.state IN ('submitted', 'returned', 'replaced') AND
    (to_jsonb(OLD) - ARRAY['state', 'returned_name', 'returned_unit', 'return_reason', 'returned_at', 'unit_code']) IS DISTINCT FROM
    (to_jsonb(NEW) - ARRAY['state', 'returned_name', 'returned_unit', 'return_reason', 'returned_at', 'unit_code']) THEN
    RAISE EXCEPTION 'a return that was sent up is locked'; END IF;
  IF OLD.state <> 'draft' AND NEW.state <> 'draft' AND (OLD.lines, OLD.sources) IS DISTINCT FROM (NEW.lines, NEW.sources) THEN
    RAISE EXCEPTION 'numbers change in a draft alone'; END IF;
  IF NEW.checked_by = NEW.prepared_by OR NEW.signed_by = NEW.prepared_by THEN RAISE EXCEPTION 'who prepared a return neither checks nor signs it'; END IF;
  IF NEW.state IN ('checked', 'signed', 'submitted') AND (NEW.prepared_by IS NULL OR NEW.checked_by IS NULL)
    OR NEW.state IN ('signed', 'submitted') AND NEW.signed_by IS NULL OR NEW.state = 'submitted' AND NEW.sm3 IS NULL THEN
    RAISE EXCEPTION 'a hand is missing'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER unit_return_kept BEFORE UPDATE OR DELETE ON unit_return FOR EACH ROW EXECUTE FUNCTION keep_return();

ALTER TABLE unit_return ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON unit_return FOR SELECT TO guicheng_app USING (kind = ANY ((SELECT app_list('app.range_kinds'))::text[]) AND (
  unit_code = (SELECT app_text('app.unit'))
  OR (state IN ('submitted', 'returned', 'replaced') AND unit_code >= (SELECT app_text('app.lo')) AND unit_code < (SELECT app_text('app.hi')))));
CREATE POLICY app_add ON unit_return FOR INSERT TO guicheng_app WITH CHECK (
  kind = ANY ((SELECT app_list('app.range_kinds'))::text[]) AND unit_code = (SELECT app_text('app.unit')) AND state = 'draft');
CREATE POLICY app_change ON unit_return FOR UPDATE TO guicheng_app USING (
  kind = ANY ((SELECT app_list('app.range_kinds'))::text[]) AND unit_code = (SELECT app_text('app.unit')));
CREATE POLICY mover_all ON unit_return TO guicheng_mover USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON unit_return TO guicheng_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON unit_return TO guicheng_app, guicheng_worker;
GRANT SELECT, UPDATE ON unit_return TO guicheng_mover;

-- The office above sends a return back with a reason: the unit gets a duty to correct it.
CREATE FUNCTION send_return_back(p_id uuid, p_reason text, p_name text, p_unit_name text, p_task jsonb) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r record;
BEGIN
  SELECT * INTO r FROM unit_return WHERE id = p_id AND kind = ANY (app_list('app.range_kinds')) AND unit_code <> app_text('app.unit')
    AND unit_code >= app_text('app.lo') AND unit_code < app_text('app.hi') AND state IN ('submitted', 'returned', 'replaced') FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
  IF r.state <> 'submitted' THEN RETURN false; END IF;
  IF p_task->>'scope_key' IS DISTINCT FROM r.unit_code OR p_task->>'kind' IS DISTINCT FROM r.kind OR p_task->>'code' IS DISTINCT FROM 'return_sent_back' OR p_task->>'case_id' IS NOT NULL
    OR p_task->>'detail' IS DISTINCT FROM r.form || ':' || r.period THEN RAISE EXCEPTION 'task of another return' USING ERRCODE = '42501'; END IF;
  UPDATE unit_return SET state = 'returned', return_reason = p_reason, returned_name = p_name, returned_unit = p_unit_name, returned_at = app_now() WHERE id = p_id;
  PERFORM add_rows(jsonb_build_object('task', jsonb_build_array(p_task)));
  RETURN true;
END $$;

-- The duty to file is done when the unit's own return of that month has been sent up.
CREATE FUNCTION settle_return(p_id uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE task t SET done_at = app_now(), done_by = app_text('app.post')::uuid, outcome = 'done'
  FROM unit_return r WHERE r.id = p_id AND r.unit_code = app_text('app.unit') AND r.state = 'submitted'
    AND t.scope_key = r.unit_code AND t.code IN ('monthly_return', 'return_sent_back') AND t.detail = r.form || ':' || r.period AND t.case_id IS NULL AND t.done_at IS NULL $$;

GRANT CREATE ON SCHEMA public TO guicheng_mover;
DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname IN ('send_return_back', 'settle_return') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO guicheng_mover', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO guicheng_app', f);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
