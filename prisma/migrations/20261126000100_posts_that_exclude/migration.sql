-- Which roles exclude each other is asked in one place, of new and of changed posts alike. A post that ended before its
-- first day was never held.
CREATE OR REPLACE FUNCTION exclude_posts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Two grants to one person wait for each other, so that the second sees the first.
  PERFORM pg_advisory_xact_lock(hashtextextended('post:' || NEW.user_id, 0));
  IF EXISTS (SELECT 1 FROM post p WHERE p.user_id = NEW.user_id AND p.id <> NEW.id AND roles_exclude(p.role, NEW.role)
      AND p.from_on <= coalesce(p.until_on, 'infinity') AND NEW.from_on <= coalesce(NEW.until_on, 'infinity')
      AND p.from_on <= coalesce(NEW.until_on, 'infinity') AND NEW.from_on <= coalesce(p.until_on, 'infinity')) THEN
    RAISE EXCEPTION 'roles exclude each other' USING ERRCODE = '23P01'; END IF;
  RETURN NEW;
END $$;

-- Who may grant, confirm and end a post.
CREATE OR REPLACE FUNCTION keep_posts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  here text := app_text('app.role');
  mine boolean := NEW.user_id IS NOT DISTINCT FROM app_text('app.user');
  answers boolean := coalesce(here IN ('TH', 'JA', 'JX', 'HM', 'SP', 'CA', 'CS', 'MA')
    AND NEW.unit_code >= app_text('app.subtree_lo') AND NEW.unit_code < app_text('app.subtree_hi'), false);
BEGIN
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
