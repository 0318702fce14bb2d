-- Calls between a child and the parents away (亲情通话), and pairing with a cadre or a volunteer (结对关爱): tables, who sees
-- them, and the few doors for those who may not write on the child's file.

-- The call room of a school: its weekly slots.
CREATE TABLE call_slot (
  id uuid PRIMARY KEY,
  school_code text NOT NULL,
  weekday integer NOT NULL,
  from_time text NOT NULL,
  to_time text NOT NULL,
  places integer NOT NULL,
  ways text[] DEFAULT '{}',
  from_on date NOT NULL,
  ended_on date,
  made_by uuid NOT NULL,
  made_name text NOT NULL,
  made_at timestamptz(3) NOT NULL,
  CONSTRAINT call_slot_weekday CHECK (weekday BETWEEN 1 AND 7),
  CONSTRAINT call_slot_times CHECK (from_time ~ '^([01]\d|2[0-3]):[0-5]\d$' AND to_time ~ '^([01]\d|2[0-3]):[0-5]\d$' AND from_time < to_time),
  CONSTRAINT call_slot_places CHECK (places BETWEEN 1 AND 20),
  CONSTRAINT call_slot_ways CHECK (cardinality(ways) > 0 AND ways <@ ARRAY['phone', 'video'])
);
CREATE INDEX call_slot_school_code_weekday_idx ON call_slot (school_code, weekday);

-- One call of one child. There is no column for what was said, and there will be none.
CREATE TABLE call (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  kind text NOT NULL DEFAULT 'child',
  scope_key text COLLATE "C" NOT NULL,
  slot_id uuid NOT NULL,
  school_code text NOT NULL,
  on_day date NOT NULL,
  starts_at timestamptz(3) NOT NULL,
  ends_at timestamptz(3) NOT NULL,
  place integer NOT NULL,
  way text NOT NULL,
  parties text[] DEFAULT '{}',
  state text NOT NULL DEFAULT 'booked',
  booked_by uuid NOT NULL,
  booked_name text NOT NULL,
  booked_at timestamptz(3) NOT NULL,
  remind_on date,
  reminder text NOT NULL DEFAULT 'none',
  reminded_at timestamptz(3),
  recorded_at timestamptz(3),
  recorded_by uuid,
  recorded_name text,
  missed_why text,
  mood_enc text,
  cancelled_at timestamptz(3),
  cancelled_by uuid,
  cancel_why text,
  CONSTRAINT call_case_id_kind_scope_key_fkey FOREIGN KEY (case_id, kind, scope_key) REFERENCES case_file (id, kind, scope_key) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT call_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES call_slot (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT call_way CHECK (way IN ('phone', 'video')),
  CONSTRAINT call_state CHECK (state IN ('booked', 'done', 'missed', 'cancelled')),
  CONSTRAINT call_reminder CHECK (reminder IN ('waiting', 'sent', 'none') AND (reminder = 'waiting' OR reminder = 'sent') <= (remind_on IS NOT NULL)),
  CONSTRAINT call_recorded CHECK ((state IN ('done', 'missed')) = (recorded_at IS NOT NULL)),
  CONSTRAINT call_missed CHECK ((state = 'missed') = (missed_why IS NOT NULL)),
  CONSTRAINT call_mood CHECK (mood_enc IS NULL OR state = 'done'),
  CONSTRAINT call_cancelled CHECK ((state = 'cancelled') = (cancelled_at IS NOT NULL) AND (state = 'cancelled') = (cancel_why IS NOT NULL)),
  CONSTRAINT call_place CHECK (place BETWEEN 1 AND 20)
);
CREATE INDEX call_case_id_on_day_idx ON call (case_id, on_day);
CREATE INDEX call_school_code_on_day_idx ON call (school_code, on_day);
CREATE INDEX call_reminder_remind_on_idx ON call (reminder, remind_on);
-- Nobody else sits there, and no child sits in two places.
CREATE UNIQUE INDEX call_one_place ON call (slot_id, on_day, place) WHERE state <> 'cancelled';
CREATE UNIQUE INDEX call_one_child ON call (case_id, starts_at) WHERE state <> 'cancelled';

CREATE TABLE pairing (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  kind text NOT NULL DEFAULT 'child',
  scope_key text COLLATE "C" NOT NULL,
  helper_post_id uuid NOT NULL,
  helper_name text NOT NULL,
  helper_unit text NOT NULL,
  state text NOT NULL DEFAULT 'proposed',
  need_enc text NOT NULL,
  declared_on date NOT NULL,
  declaration_kept_at text NOT NULL,
  child_asked_on date NOT NULL,
  until_on date NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_user text NOT NULL,
  proposed_name text NOT NULL,
  proposed_at timestamptz(3) NOT NULL,
  consent_id uuid,
  from_on date,
  agreed_by uuid,
  agreed_name text,
  next_contact_on date,
  last_contact_on date,
  contacts integer NOT NULL DEFAULT 0,
  minutes integer NOT NULL DEFAULT 0,
  renewals integer NOT NULL DEFAULT 0,
  ended_on date,
  end_why text,
  ended_by uuid,
  CONSTRAINT pairing_case_id_kind_scope_key_fkey FOREIGN KEY (case_id, kind, scope_key) REFERENCES case_file (id, kind, scope_key) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT pairing_state CHECK (state IN ('proposed', 'active', 'declined', 'ended')),
  CONSTRAINT pairing_agreed CHECK ((state IN ('active', 'ended')) = (from_on IS NOT NULL) AND (from_on IS NULL) = (consent_id IS NULL) AND (from_on IS NULL) = (agreed_by IS NULL)),
  CONSTRAINT pairing_ended CHECK ((state IN ('declined', 'ended')) = (ended_on IS NOT NULL) AND (ended_on IS NULL) = (end_why IS NULL)),
  -- Whoever proposes a helper does not let him in alone.
  CONSTRAINT pairing_two_hands CHECK (agreed_by IS DISTINCT FROM proposed_by)
);
CREATE UNIQUE INDEX pairing_id_case_id_key ON pairing (id, case_id);
CREATE INDEX pairing_case_id_idx ON pairing (case_id);
CREATE INDEX pairing_helper_post_id_state_idx ON pairing (helper_post_id, state);
CREATE UNIQUE INDEX pairing_one_active ON pairing (case_id) WHERE state = 'active';
CREATE UNIQUE INDEX pairing_one_proposed ON pairing (case_id) WHERE state = 'proposed';

-- A contact of the helper: when, how long, what was done together, in codes alone.
CREATE TABLE pair_contact (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  kind text NOT NULL DEFAULT 'child',
  scope_key text COLLATE "C" NOT NULL,
  pairing_id uuid NOT NULL,
  on_day date NOT NULL,
  way text NOT NULL,
  setting text NOT NULL,
  minutes integer NOT NULL,
  topics text[] DEFAULT '{}',
  by_post_id uuid NOT NULL,
  by_name text NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pair_contact_case_id_kind_scope_key_fkey FOREIGN KEY (case_id, kind, scope_key) REFERENCES case_file (id, kind, scope_key) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT pair_contact_pairing_id_case_id_fkey FOREIGN KEY (pairing_id, case_id) REFERENCES pairing (id, case_id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT pair_contact_minutes CHECK (minutes BETWEEN 5 AND 480)
);
CREATE INDEX pair_contact_pairing_id_on_day_idx ON pair_contact (pairing_id, on_day);
CREATE INDEX pair_contact_case_id_idx ON pair_contact (case_id);

CALL protect('call');
CALL protect('pairing');
CALL protect('pair_contact');
-- Whoever is named on a child's file for something else (a helper, a mentor, the education bureau) has no part in this.
CREATE POLICY staff_only ON call AS RESTRICTIVE TO guicheng_app USING ((SELECT app_text('app.role')) IN ('CD', 'CS', 'SP', 'ST'));
CREATE POLICY staff_only ON pairing AS RESTRICTIVE TO guicheng_app USING ((SELECT app_text('app.role')) IN ('CD', 'CS', 'SP', 'ST')
  OR helper_post_id::text = ANY ((SELECT app_list('app.holders'))::text[]));
CREATE POLICY staff_only ON pair_contact AS RESTRICTIVE TO guicheng_app USING ((SELECT app_text('app.role')) IN ('CD', 'CS', 'SP', 'ST')
  OR by_post_id::text = ANY ((SELECT app_list('app.holders'))::text[]));
GRANT SELECT ON call_slot TO guicheng_app, guicheng_worker, guicheng_mover;

-- The room is the school's own.
ALTER TABLE call_slot ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON call_slot FOR SELECT TO guicheng_app USING (
  (SELECT app_text('app.role')) IN ('SP', 'ST') AND school_code = (SELECT app_text('app.unit')));
CREATE POLICY app_add ON call_slot FOR INSERT TO guicheng_app WITH CHECK (
  (SELECT app_text('app.role')) = 'SP' AND school_code = (SELECT app_text('app.unit')));
CREATE POLICY app_change ON call_slot FOR UPDATE TO guicheng_app USING (
  (SELECT app_text('app.role')) = 'SP' AND school_code = (SELECT app_text('app.unit')))
  WITH CHECK (school_code = (SELECT app_text('app.unit')));
CREATE POLICY mover_all ON call_slot TO guicheng_mover USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON call_slot TO guicheng_worker USING (true) WITH CHECK (true);
GRANT INSERT, UPDATE ON call_slot TO guicheng_app;

-- How many places of each slot are taken: a number, never by whom. A class teacher sees his own class's calls alone.
CREATE FUNCTION call_places(p_from date, p_to date) RETURNS TABLE (slot_id uuid, on_day date, taken int) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.slot_id, c.on_day, count(*)::int FROM call c
  WHERE app_text('app.role') IN ('SP', 'ST') AND c.school_code = app_text('app.unit') AND c.on_day BETWEEN p_from AND p_to AND c.state <> 'cancelled'
  GROUP BY 1, 2 $$;

-- The lowest free place of a slot on a day, or NULL. Held until the end of the transaction: the next one waits.
CREATE FUNCTION call_free_place(p_slot uuid, p_day date) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF app_text('app.role') NOT IN ('SP', 'ST') THEN RAISE EXCEPTION 'not of the school' USING ERRCODE = '42501'; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('call ' || p_slot || ' ' || p_day));
  RETURN (SELECT min(n) FROM call_slot s, generate_series(1, s.places) n
    WHERE s.id = p_slot AND s.school_code = app_text('app.unit') AND NOT EXISTS (
      SELECT 1 FROM call c WHERE c.slot_id = p_slot AND c.on_day = p_day AND c.place = n AND c.state <> 'cancelled'));
END $$;

-- The helper writes one thing and on no file: that he met the child he is paired with.
CREATE FUNCTION record_pair_contact(p_contact jsonb, p_next date, p_event jsonb, p_task jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE p record; today date := (app_now() AT TIME ZONE 'Asia/Shanghai')::date;
BEGIN
  SELECT * INTO p FROM pairing WHERE id = (p_contact->>'pairing_id')::uuid AND state = 'active' AND until_on >= today AND helper_post_id::text = ANY (app_list('app.holders'))
    AND EXISTS (SELECT 1 FROM consent s WHERE s.id = consent_id AND s.withdrawn_on IS NULL) FOR UPDATE;
  IF NOT FOUND OR app_text('app.role') IS DISTINCT FROM 'PH' OR NOT in_scope(p.case_id, false) THEN RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
  IF (p_contact->>'case_id', p_contact->>'scope_key', p_contact->>'by_post_id') IS DISTINCT FROM (p.case_id::text, p.scope_key, app_text('app.post'))
    OR (p_contact->>'on_day')::date NOT BETWEEN p.from_on AND today OR p_event->>'step' IS DISTINCT FROM 'pair_contact'
    OR (p_task->>'code', p_task->>'assignee_id') IS DISTINCT FROM ('pair_contact', p.helper_post_id::text) THEN
    RAISE EXCEPTION 'of another pairing' USING ERRCODE = '42501'; END IF;
  INSERT INTO pair_contact SELECT * FROM jsonb_populate_record(NULL::pair_contact, p_contact || '{"kind": "child"}');
  UPDATE pairing SET contacts = contacts + 1, minutes = minutes + (p_contact->>'minutes')::int, next_contact_on = p_next,
    last_contact_on = greatest(last_contact_on, (p_contact->>'on_day')::date) WHERE id = p.id;
  PERFORM write_linked(p.case_id, (SELECT ARRAY[state] FROM case_file WHERE id = p.case_id), NULL, NULL, NULL, NULL, p_event, jsonb_build_array(p_task), ARRAY['pair_contact']);
END $$;

-- Danger (立即): whoever is with the child calls guardian, school and medical help at once, whatever else he may write. What
-- the child said is not taken down.
CREATE FUNCTION raise_child_help(p_case uuid, p_event jsonb, p_tasks jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE f record; school uuid; today date := (app_now() AT TIME ZONE 'Asia/Shanghai')::date;
BEGIN
  IF app_text('app.role') IS NULL OR app_text('app.role') NOT IN ('CD', 'CS', 'SP', 'ST', 'PH') OR NOT in_scope(p_case, false) OR p_event->>'step' IS DISTINCT FROM 'help_now' THEN
    RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
  SELECT id, state, scope_key INTO f FROM case_file WHERE id = p_case AND kind = 'child' AND closed_on IS NULL FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
  -- The school's own hand: its moral-education officer in office.
  SELECT p.id INTO school FROM case_party y JOIN post p ON p.unit_code = y.holder AND p.role = 'SP' JOIN app_user u ON u.id = p.user_id
    WHERE y.case_id = p_case AND y.part = 'school' AND y.until_at > app_now() AND p.confirmed_at IS NOT NULL AND p.deputy_of IS NULL AND u.disabled_at IS NULL
      AND p.from_on <= today AND (p.until_on IS NULL OR p.until_on >= today) ORDER BY p.from_on, p.id LIMIT 1;
  PERFORM write_linked(p_case, ARRAY[f.state], NULL, NULL, NULL, NULL, p_event, (
    SELECT coalesce(jsonb_agg(t || jsonb_build_object('assignee_id', CASE t->>'code'
        WHEN 'help_school' THEN school::text
        WHEN 'help_medical' THEN CASE WHEN app_text('app.role') IN ('SP', 'ST') THEN app_text('app.post') END END,
      'role', CASE WHEN t->>'code' = 'help_school' AND school IS NOT NULL THEN 'SP' WHEN t->>'code' = 'help_medical' AND app_text('app.role') IN ('SP', 'ST') THEN app_text('app.role') ELSE 'CD' END)), '[]')
    FROM jsonb_array_elements(p_tasks) t WHERE t->>'code' IN ('help_guardian', 'help_school', 'help_medical')
      AND NOT EXISTS (SELECT 1 FROM task k WHERE k.case_id = p_case AND k.code = t->>'code' AND k.done_at IS NULL)), '{}');
END $$;

GRANT CREATE ON SCHEMA public TO guicheng_mover;
DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND p.proname IN ('call_places', 'call_free_place', 'record_pair_contact', 'raise_child_help') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO guicheng_mover', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO guicheng_app', f);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
