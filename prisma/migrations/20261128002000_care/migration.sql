-- D4: a class's duties follow its teacher, a school ends the pairing it proposed, a grant's end is a rule, and a file of
-- guardianship knows the child's birthday.

-- The post of a class's teacher, now: whoever was given the class last. The one before him keeps his view until his post ends.
CREATE OR REPLACE FUNCTION class_teacher(p_class text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id FROM post p JOIN app_user u ON u.id = p.user_id
  WHERE p.role = 'ST' AND p.class_code = p_class AND p.deputy_of IS NULL AND p.confirmed_at IS NOT NULL AND u.disabled_at IS NULL
    AND p.from_on <= (app_now() AT TIME ZONE 'Asia/Shanghai')::date AND (p.until_on IS NULL OR p.until_on >= (app_now() AT TIME ZONE 'Asia/Shanghai')::date)
  ORDER BY p.from_on DESC, p.id DESC LIMIT 1 $$;

-- Open duties of a class's pupils go to its teacher; without a class, those of every class. A class that has nobody keeps them
-- where they are: the unit's head hands them over. Gives how many moved.
CREATE FUNCTION follow_class_teacher(p_class text) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH teacher AS MATERIALIZED (
    SELECT c.class_code, class_teacher(c.class_code) AS post_id FROM (
      SELECT DISTINCT f.class_code FROM child_file f WHERE f.class_code = p_class OR (p_class IS NULL AND f.class_code IS NOT NULL)) c
  ), moved AS (
    UPDATE task t SET assignee_id = h.post_id FROM child_file f JOIN teacher h ON h.class_code = f.class_code
    WHERE t.case_id = f.case_id AND t.kind = 'child' AND t.role = 'ST' AND t.done_at IS NULL AND h.post_id IS NOT NULL
      AND t.assignee_id IS DISTINCT FROM h.post_id RETURNING 1)
  SELECT count(*)::int FROM moved $$;

-- A post that is given, confirmed, moved or ended moves them in the same transaction; what begins or ends with a day, the worker.
CREATE FUNCTION follow_class_post() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM follow_class_teacher(NEW.class_code);
  RETURN NULL;
END $$;
CREATE TRIGGER class_post AFTER INSERT OR UPDATE OF confirmed_at, from_on, until_on, class_code ON post FOR EACH ROW
  WHEN (NEW.role = 'ST' AND NEW.class_code IS NOT NULL) EXECUTE FUNCTION follow_class_post();

-- The school that proposed a helper ends what he sees of its pupil. The village and the town do it by their own rights.
CREATE FUNCTION end_proposed_pairing(p_pairing uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE p record;
BEGIN
  SELECT y.case_id INTO p FROM pairing y JOIN child_file f ON f.case_id = y.case_id
    WHERE y.id = p_pairing AND y.state = 'active' AND f.school_code = app_text('app.unit')
      AND (y.proposed_by::text = app_text('app.post') OR EXISTS (SELECT 1 FROM post o WHERE o.id = y.proposed_by AND o.role = 'SP' AND o.unit_code = f.school_code));
  IF NOT FOUND OR app_text('app.role') IS DISTINCT FROM 'SP' OR NOT in_scope(p.case_id, true) THEN
    RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
  UPDATE case_party SET until_at = app_now() WHERE case_id = p.case_id AND part = 'pair_helper' AND until_at > app_now();
END $$;

-- Whether the two were told that it is over; each of them once.
ALTER TABLE pairing ADD COLUMN told_at timestamptz(3), ADD COLUMN told_guardian boolean NOT NULL DEFAULT false, ADD COLUMN told_helper boolean NOT NULL DEFAULT false;
CREATE INDEX pairing_untold ON pairing (ended_on) WHERE state = 'ended' AND told_at IS NULL;

-- What the helper may still know of a pairing that is over: that it is, since when, and why. Nothing of the child.
CREATE FUNCTION my_ended_pairings(p_since date) RETURNS TABLE (ended_on date, end_why text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.ended_on, p.end_why FROM pairing p WHERE app_text('app.role') = 'PH' AND p.helper_post_id::text = app_text('app.post')
    AND p.state = 'ended' AND p.ended_on >= p_since ORDER BY p.ended_on DESC, p.id DESC LIMIT 10 $$;

-- The one-off view of a legal vice-principal: its longest is the rule of the day (D4.grant_max, in days).
CREATE OR REPLACE FUNCTION grant_child_view(p_case uuid, p_post uuid, p_until timestamptz, p_basis text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE f record; today date := (app_now() AT TIME ZONE 'Asia/Shanghai')::date; longest int;
BEGIN
  IF app_text('app.role') IS DISTINCT FROM 'SP' OR NOT in_scope(p_case, true) THEN RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
  SELECT c.kind, c.scope_key INTO f FROM case_file c JOIN child_file x ON x.case_id = c.id WHERE c.id = p_case AND c.kind = 'child' AND x.school_code = app_text('app.unit');
  IF NOT FOUND THEN RAISE EXCEPTION 'no pupil of this school' USING ERRCODE = '42501'; END IF;
  UPDATE case_party SET until_at = app_now() WHERE case_id = p_case AND part = 'one_off' AND holder = p_post::text AND until_at > app_now();
  IF p_until IS NULL THEN RETURN; END IF;
  longest := (SELECT r.value FROM rule_param r WHERE r.rule_id = 'D4.grant_max' AND r.effective_from <= today ORDER BY r.effective_from DESC LIMIT 1);
  -- The day named is still open: the view ends with it.
  IF p_until <= app_now() OR longest IS NULL OR p_until > (today + longest + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' THEN
    RAISE EXCEPTION 'a grant has an end' USING ERRCODE = '42501'; END IF;
  IF NOT EXISTS (SELECT 1 FROM post p WHERE p.id = p_post AND p.role = 'LV' AND p.ended_at IS NULL AND left(p.unit_code, 4) = left(f.scope_key, 4)) THEN
    RAISE EXCEPTION 'no legal vice-principal' USING ERRCODE = '42501'; END IF;
  INSERT INTO case_party (id, case_id, kind, scope_key, holder, part, view, from_at, until_at, basis, granted_by)
  VALUES (gen_random_uuid(), p_case, f.kind, f.scope_key, p_post::text, 'one_off', 'limited', app_now(), p_until, p_basis, app_text('app.post')::uuid);
END $$;

GRANT CREATE ON SCHEMA public TO guicheng_mover;
DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND p.proname IN ('follow_class_teacher', 'follow_class_post', 'end_proposed_pairing', 'my_ended_pairings') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO guicheng_mover', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
GRANT EXECUTE ON FUNCTION follow_class_teacher(text) TO guicheng_worker;
GRANT EXECUTE ON FUNCTION end_proposed_pairing(uuid), my_ended_pairings(date) TO guicheng_app;

-- Files of guardianship from before: the child's birthday, as it stands on the child's file.
UPDATE case_file g SET birth_on = c.birth_on FROM guardianship_file f JOIN case_file c ON c.id = f.child_case_id
  WHERE g.id = f.case_id AND g.birth_on IS NULL AND c.birth_on IS NOT NULL;
-- A day of leaving that an earlier correction of the birthday left behind.
UPDATE child_file f SET
  sixteen_on = (c.birth_on + interval '1 year' * (SELECT value FROM rule_param WHERE rule_id = 'D4.age' ORDER BY effective_from DESC LIMIT 1))::date,
  exit_due_on = (c.birth_on + interval '1 year' * (SELECT value FROM rule_param
    WHERE rule_id = CASE WHEN f.category = 'hardship' THEN 'D4.hardship_age' ELSE 'D4.age' END ORDER BY effective_from DESC LIMIT 1))::date + 1
  FROM case_file c WHERE c.id = f.case_id AND c.closed_on IS NULL AND c.birth_on IS NOT NULL AND EXISTS (SELECT 1 FROM rule_param WHERE rule_id = 'D4.age');
