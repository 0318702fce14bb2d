-- The public notice (公示, DOMAIN §11): what anybody may read of it, and the objection that anybody may file.

-- A public objection: its receipt, the form it came by (once each), and when it was told to the file.
ALTER TABLE relief_objection ADD COLUMN receipt TEXT, ADD COLUMN form_key TEXT, ADD COLUMN noted_at TIMESTAMPTZ(3);
CREATE UNIQUE INDEX "relief_objection_receipt_key" ON "relief_objection"("receipt");
CREATE UNIQUE INDEX "relief_objection_form_key_key" ON "relief_objection"("form_key");
CREATE INDEX relief_objection_open ON relief_objection (case_id, received_at) WHERE state = 'open';
ALTER TABLE relief_objection ADD CONSTRAINT relief_objection_public CHECK ((receipt IS NULL) = (form_key IS NULL));

-- Current ones in the order of the page: last day first, then the number.
CREATE INDEX relief_notice_current ON relief_notice (to_on DESC, notice_no DESC) WHERE taken_down_at IS NULL;

-- Exactly the fields of §11, whoever writes the row.
ALTER TABLE relief_notice ADD CONSTRAINT relief_notice_fields CHECK (
  text - ARRAY['head', 'village', 'type', 'persons', 'amountFen', 'monthly', 'phone', 'window'] = '{}'::jsonb AND coalesce(text->>'head', '') <> '');

-- Is this somebody whose name stands on no notice: under eighteen on the day, or marked as protected on the file.
CREATE FUNCTION is_nameless(p_case uuid, p_on date) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM case_file c JOIN relief_file f ON f.case_id = c.id
    WHERE c.id = p_case AND (f.protected_person OR c.birth_on > (p_on - interval '18 years')::date)) $$;

CREATE FUNCTION guard_relief_notice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE full_name text := (SELECT name FROM case_file WHERE id = NEW.case_id);
BEGIN
  IF position(full_name IN NEW.text->>'head') > 0 THEN RAISE EXCEPTION 'a notice never gives a whole name' USING ERRCODE = '42501'; END IF;
  IF NOT NEW.by_number AND is_nameless(NEW.case_id, NEW.from_on) THEN
    RAISE EXCEPTION 'a protected person stands on a notice by number' USING ERRCODE = '42501'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER relief_notice_guarded BEFORE INSERT ON relief_notice FOR EACH ROW EXECUTE FUNCTION guard_relief_notice();

-- Who turns out to be protected while his name is posted: the notice comes down at once.
CREATE FUNCTION take_down_protected() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE file uuid := CASE TG_TABLE_NAME WHEN 'case_file' THEN (to_jsonb(NEW)->>'id')::uuid ELSE (to_jsonb(NEW)->>'case_id')::uuid END;
BEGIN
  UPDATE relief_notice n SET taken_down_at = app_now(), taken_down_why = '受保护人员' WHERE n.case_id = file AND NOT n.by_number
    AND n.taken_down_at IS NULL AND is_nameless(file, (app_now() AT TIME ZONE 'Asia/Shanghai')::date);
  RETURN NULL;
END $$;
CREATE TRIGGER case_file_notice AFTER UPDATE OF birth_on ON case_file FOR EACH ROW
  WHEN (NEW.kind LIKE 'relief%' AND NEW.birth_on IS DISTINCT FROM OLD.birth_on) EXECUTE FUNCTION take_down_protected();
CREATE TRIGGER relief_file_notice AFTER UPDATE OF protected_person ON relief_file FOR EACH ROW
  WHEN (NEW.protected_person AND NOT OLD.protected_person) EXECUTE FUNCTION take_down_protected();

GRANT CREATE ON SCHEMA public TO guicheng_mover;

-- What is posted on this day at this instant: of each notice these columns, and no way to another. The application's role sees
-- no row of the table itself without a post; a page that errs can show no more than this.
CREATE VIEW public_notice WITH (security_barrier) AS
  SELECT n.notice_no AS no, n.type AS stage, n.kind AS programme, n.town_code AS town, n.text->>'head' AS head, n.text->>'village' AS village, n.text->>'type' AS type,
    (n.text->>'persons')::int AS persons, (n.text->>'amountFen')::int AS amount_fen, (n.text->>'monthly')::boolean AS monthly, n.text->>'phone' AS phone,
    n.text->>'window' AS window_name, n.from_on, n.to_on
  FROM relief_notice n
  WHERE n.taken_down_at IS NULL AND n.from_on <= (app_now() AT TIME ZONE 'Asia/Shanghai')::date AND n.to_on >= (app_now() AT TIME ZONE 'Asia/Shanghai')::date;
ALTER VIEW public_notice OWNER TO guicheng_mover;
GRANT SELECT ON public_notice TO guicheng_app;

-- Files an objection to a notice that is posted now: once for each form; gives its receipt, or null when nothing is posted (any more)
-- under the number. The texts are encrypted for the objection alone.
CREATE FUNCTION object_to_notice(p_no text, p_id uuid, p_receipt text, p_form text, p_signer text, p_contact text, p_claim text)
  RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE n relief_notice; known text;
BEGIN
  SELECT receipt INTO known FROM relief_objection WHERE form_key = p_form;
  IF FOUND THEN RETURN known; END IF;
  -- Whoever takes it down waits for us, or we for him.
  SELECT * INTO n FROM relief_notice WHERE notice_no = p_no AND taken_down_at IS NULL
    AND (app_now() AT TIME ZONE 'Asia/Shanghai')::date BETWEEN from_on AND to_on FOR SHARE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  INSERT INTO relief_objection (id, case_id, kind, scope_key, notice_id, source, received_at, signer_enc, contact_enc, claim_enc, in_time, state, receipt, form_key)
  VALUES (p_id, n.case_id, n.kind, n.scope_key, n.id, 'public', app_now(), p_signer, p_contact, p_claim, true, 'open', p_receipt, p_form)
  ON CONFLICT (form_key) DO NOTHING;
  RETURN (SELECT receipt FROM relief_objection WHERE form_key = p_form);
END $$;

-- What a receipt tells: that it came, when, about which notice, and whether it was answered. Nothing of what was said or by whom.
CREATE FUNCTION objection_receipt(p_receipt text) RETURNS TABLE (no text, window_name text, phone text, received_at timestamptz, answered boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT n.notice_no, n.text->>'window', n.text->>'phone', o.received_at, o.state <> 'open'
  FROM relief_objection o JOIN relief_notice n ON n.id = o.notice_id WHERE o.receipt = p_receipt $$;

DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname IN ('object_to_notice', 'objection_receipt') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO guicheng_mover', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO guicheng_app', f);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
