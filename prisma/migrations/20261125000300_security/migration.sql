-- Posts are granted by one hand and confirmed by another, end early but never late, and keep roles apart that exclude
-- each other (DOMAIN §3, 4.11, 4.14); emergency readings get a second look; alarms become work of the security administrator.

-- Posts that are there, and those an installation begins with, count as confirmed and certified.
ALTER TABLE post
  ADD COLUMN granted_by uuid,
  ADD COLUMN granted_at timestamptz(3),
  ADD COLUMN confirmed_by uuid,
  ADD COLUMN confirmed_at timestamptz(3) DEFAULT now(),
  ADD COLUMN note text,
  ADD COLUMN ended_by uuid,
  ADD COLUMN ended_at timestamptz(3),
  ADD COLUMN end_cause text,
  ADD COLUMN certified_on date NOT NULL DEFAULT CURRENT_DATE,
  ADD COLUMN certified_by uuid;
CREATE INDEX handoff_group_member_post_id_idx ON handoff_group_member (post_id);
CREATE INDEX post_deputy_of_idx ON post (deputy_of);

-- What a post is, is written once; afterwards only its dates, its confirmation and its certification change.
REVOKE UPDATE ON post FROM guicheng_app;
GRANT UPDATE (until_on, authorised_by, authorised_until, confirmed_by, confirmed_at, note, ended_by, ended_at, end_cause, certified_on, certified_by)
  ON post TO guicheng_app;

-- Roles that one person may not hold at the same time: an administrator holds no other role, SC is never SA2.
CREATE FUNCTION roles_exclude(a text, b text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT a <> b AND (a IN ('AD', 'SE', 'AU') OR b IN ('AD', 'SE', 'AU') OR (a IN ('SC', 'SA2') AND b IN ('SC', 'SA2'))) $$;

CREATE FUNCTION keep_posts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  here text := app_text('app.role');
  mine boolean := NEW.user_id IS NOT DISTINCT FROM app_text('app.user');
  answers boolean := coalesce(here IN ('TH', 'JA', 'JX', 'HM', 'SP', 'CA', 'CS', 'MA')
    AND NEW.unit_code >= app_text('app.subtree_lo') AND NEW.unit_code < app_text('app.subtree_hi'), false);
BEGIN
  IF TG_OP = 'INSERT' THEN
    -- Two grants to one person wait for each other, so that the second sees the first.
    PERFORM pg_advisory_xact_lock(hashtextextended('post:' || NEW.user_id, 0));
    IF EXISTS (SELECT 1 FROM post p WHERE p.user_id = NEW.user_id AND roles_exclude(p.role, NEW.role)
      AND p.from_on <= coalesce(p.until_on, 'infinity') AND p.from_on <= coalesce(NEW.until_on, 'infinity') AND NEW.from_on <= coalesce(p.until_on, 'infinity')) THEN
      RAISE EXCEPTION 'roles exclude each other' USING ERRCODE = '23P01'; END IF;
  END IF;
  -- Seeds, migrations and the first administrators come from the owner; what follows binds the application.
  IF current_user <> 'guicheng_app' THEN RETURN NEW; END IF;
  IF here IS NULL OR app_text('app.post') IS NULL THEN RAISE EXCEPTION 'no scope' USING ERRCODE = '42501'; END IF;
  IF mine THEN RAISE EXCEPTION 'nobody decides about his own posts' USING ERRCODE = '42501'; END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.granted_by::text IS DISTINCT FROM app_text('app.post') OR NEW.authorised_until IS NOT NULL THEN RAISE EXCEPTION 'grant of another hand' USING ERRCODE = '42501'; END IF;
    IF NEW.deputy_of IS NULL AND NOT (here = 'SE' AND (NEW.confirmed_at IS NULL OR NEW.note IS NOT NULL)) THEN
      RAISE EXCEPTION 'posts are granted by the security administrator and confirmed by another' USING ERRCODE = '42501'; END IF;
    IF NEW.deputy_of IS NOT NULL AND NOT (answers AND NEW.until_on IS NOT NULL AND EXISTS (SELECT 1 FROM post p WHERE p.id = NEW.deputy_of
      AND p.deputy_of IS NULL AND p.role = NEW.role AND p.unit_code = NEW.unit_code AND p.user_id <> NEW.user_id)) THEN
      RAISE EXCEPTION 'cover of the same role and unit, by its head' USING ERRCODE = '42501'; END IF;
    RETURN NEW;
  END IF;
  IF coalesce(NEW.until_on, 'infinity') > coalesce(OLD.until_on, 'infinity') THEN RAISE EXCEPTION 'a post is not made longer' USING ERRCODE = '42501'; END IF;
  IF NOT answers AND here <> 'SE' THEN RAISE EXCEPTION 'a post of others' USING ERRCODE = '42501'; END IF;
  IF NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at AND (OLD.confirmed_at IS NOT NULL OR NEW.confirmed_by::text IS DISTINCT FROM app_text('app.post')
    OR (here = 'SE' AND NEW.note IS NULL)) THEN RAISE EXCEPTION 'confirmed by another hand' USING ERRCODE = '42501'; END IF;
  IF here = 'SE' AND NEW.authorised_until IS NOT NULL AND NEW.authorised_until IS DISTINCT FROM OLD.authorised_until THEN
    RAISE EXCEPTION 'authorised by the unit head' USING ERRCODE = '42501'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_posts BEFORE INSERT OR UPDATE ON post FOR EACH ROW EXECUTE FUNCTION keep_posts();

-- Duties of a unit that belong to no file (kind 'unit'): to confirm a post, to hand over files, to renew an
-- authorisation, to certify rights. The worker writes them; the head of the unit sees and settles them.
CREATE POLICY app_read_unit ON task FOR SELECT TO guicheng_app USING (
  kind = 'unit' AND scope_key = (SELECT app_text('app.unit')) AND role = (SELECT app_text('app.role')));
CREATE POLICY app_change_unit ON task FOR UPDATE TO guicheng_app USING (
  kind = 'unit' AND scope_key = (SELECT app_text('app.unit')) AND role = (SELECT app_text('app.role')));
CREATE INDEX task_unit_open ON task (code, detail) WHERE kind = 'unit' AND done_at IS NULL;

-- Emergency readings: the owner's head reviews, the security administrator takes the second look.
ALTER TABLE break_glass ADD COLUMN second_by uuid, ADD COLUMN second_at timestamptz(3), ADD COLUMN second_outcome text;
GRANT UPDATE (second_by, second_at, second_outcome) ON break_glass TO guicheng_app;
CREATE OR REPLACE FUNCTION settle_break_glass(p_id uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE task SET done_at = app_now(), done_by = app_text('app.post')::uuid, outcome = 'done'
  WHERE code = 'break_glass_review' AND detail = p_id::text AND done_at IS NULL
    AND EXISTS (SELECT 1 FROM break_glass b WHERE b.id = p_id AND app_text('app.post') IN (b.reviewed_by::text, b.second_by::text)) $$;

-- Alarms about many revealed files: a line of the log for the auditor, a row here for the security administrator.
CREATE TABLE reveal_alarm (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  at timestamptz(3) NOT NULL,
  post_id uuid NOT NULL,
  unit_code text COLLATE "C",
  count integer NOT NULL,
  most integer NOT NULL,
  reviewed_by uuid,
  reviewed_at timestamptz(3),
  outcome text,
  note_enc text,
  CONSTRAINT reveal_alarm_pkey PRIMARY KEY (id)
);
CREATE INDEX reveal_alarm_at_idx ON reveal_alarm (at);
INSERT INTO reveal_alarm (at, post_id, unit_code, count, most)
  SELECT at, post_id, unit_code, (data->>'count')::int, (data->>'limit')::int FROM access_log WHERE event = 'reveal_alarm' AND post_id IS NOT NULL;
ALTER TABLE reveal_alarm ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON reveal_alarm FOR SELECT TO guicheng_app USING ((SELECT app_text('app.role')) IN ('SE', 'AU'));
CREATE POLICY app_change ON reveal_alarm FOR UPDATE TO guicheng_app
  USING ((SELECT app_text('app.role')) = 'SE' AND reviewed_at IS NULL AND post_id::text <> (SELECT app_text('app.post')))
  WITH CHECK ((SELECT app_text('app.role')) = 'SE' AND reviewed_by::text = (SELECT app_text('app.post')));
CREATE POLICY worker_all ON reveal_alarm TO guicheng_worker USING (true) WITH CHECK (true);
GRANT SELECT ON reveal_alarm TO guicheng_app;
GRANT UPDATE (reviewed_by, reviewed_at, outcome, note_enc) ON reveal_alarm TO guicheng_app;
GRANT SELECT, INSERT ON reveal_alarm TO guicheng_worker;

-- Failed sign-ins by account, for the security administrator; NULL stands for user names that do not exist.
CREATE FUNCTION failed_sign_ins(p_since timestamptz) RETURNS TABLE (user_id text, failures int, last_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l.user_id, count(*)::int, max(l.at) FROM access_log l
  WHERE l.event = 'sign_in_failed' AND l.at >= p_since AND app_text('app.role') = 'SE' GROUP BY l.user_id $$;
GRANT CREATE ON SCHEMA public TO guicheng_mover;
ALTER FUNCTION failed_sign_ins(timestamptz) OWNER TO guicheng_mover;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
REVOKE ALL ON FUNCTION failed_sign_ins(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION failed_sign_ins(timestamptz) TO guicheng_app;
