-- Accounts that hold (DOMAIN 4.11): age and history of passwords, second factor, one session at a time, unused accounts.

ALTER TABLE app_user
  ADD COLUMN password_changed_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN used_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN second_factor_at timestamptz(3),
  ADD COLUMN disabled_why text,
  ADD COLUMN unused_warned_at timestamptz(3);
ALTER TABLE app_session
  ADD COLUMN held text,
  ADD COLUMN fresh_at timestamptz(3),
  ADD COLUMN ended_why text,
  ADD CONSTRAINT app_session_held CHECK (held IN ('code', 'password', 'enrol'));

CREATE TABLE app_password_history (
  id uuid NOT NULL,
  user_id text NOT NULL,
  hash text NOT NULL,
  set_at timestamptz(3) NOT NULL,
  CONSTRAINT app_password_history_pkey PRIMARY KEY (id),
  CONSTRAINT app_password_history_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX app_password_history_user_id_set_at_idx ON app_password_history (user_id, set_at);

CREATE TABLE app_second_factor (
  user_id text NOT NULL,
  secret_enc text,
  pending_enc text,
  last_step bigint NOT NULL DEFAULT 0,
  CONSTRAINT app_second_factor_pkey PRIMARY KEY (user_id),
  CONSTRAINT app_second_factor_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user (id) ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE TABLE app_recovery_code (
  id uuid NOT NULL,
  user_id text NOT NULL,
  mac text NOT NULL,
  made_at timestamptz(3) NOT NULL,
  used_at timestamptz(3),
  CONSTRAINT app_recovery_code_pkey PRIMARY KEY (id),
  CONSTRAINT app_recovery_code_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX app_recovery_code_user_id_idx ON app_recovery_code (user_id);

-- Secrets of a person are that person's alone: app.user is set once the password was right.
DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['app_password_history', 'app_second_factor', 'app_recovery_code'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own ON %I TO guicheng_app USING (user_id = (SELECT app_text(''app.user''))) WITH CHECK (user_id = (SELECT app_text(''app.user'')))', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO guicheng_app', t);
  END LOOP;
END $$;
GRANT UPDATE ON app_second_factor, app_recovery_code TO guicheng_app;
-- A new set of recovery codes removes the old one.
GRANT DELETE ON app_recovery_code TO guicheng_app;

-- The jobs' role disables and warns unused accounts, and clears what of the history no longer counts.
GRANT UPDATE (disabled_at, disabled_why, unused_warned_at) ON app_user TO guicheng_worker;
GRANT SELECT, DELETE ON app_password_history TO guicheng_worker;
CREATE POLICY worker_all ON app_password_history TO guicheng_worker USING (true) WITH CHECK (true);

-- A person sees his own sign-ins and failures, beside what his post did.
CREATE POLICY own_sign_ins ON access_log FOR SELECT TO guicheng_app USING (
  user_id = (SELECT app_text('app.user')) AND event IN ('sign_in', 'sign_in_failed', 'locked', 'sign_out'));
CREATE INDEX access_log_sign_ins ON access_log (user_id, at) WHERE event IN ('sign_in', 'sign_in_failed', 'locked', 'sign_out');

-- The second factor of somebody else is taken away by the security administrator alone, never his own; his sessions end.
GRANT CREATE ON SCHEMA public TO guicheng_mover;
GRANT SELECT, DELETE ON app_second_factor, app_recovery_code TO guicheng_mover;
GRANT SELECT ON app_session TO guicheng_mover;
GRANT UPDATE (second_factor_at) ON app_user TO guicheng_mover;
GRANT UPDATE (ended_at, ended_why) ON app_session TO guicheng_mover;
CREATE POLICY mover_all ON app_second_factor TO guicheng_mover USING (true) WITH CHECK (true);
CREATE POLICY mover_all ON app_recovery_code TO guicheng_mover USING (true) WITH CHECK (true);
CREATE FUNCTION clear_second_factor(p_user text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF app_text('app.role') IS DISTINCT FROM 'SE' OR p_user IS NOT DISTINCT FROM app_text('app.user') THEN
    RAISE EXCEPTION 'not the security administrator of another' USING ERRCODE = '42501'; END IF;
  DELETE FROM app_second_factor WHERE user_id = p_user;
  DELETE FROM app_recovery_code WHERE user_id = p_user;
  UPDATE app_user SET second_factor_at = NULL WHERE id = p_user;
  UPDATE app_session SET ended_at = app_now(), ended_why = 'reset' WHERE user_id = p_user AND ended_at IS NULL;
END $$;
ALTER FUNCTION clear_second_factor(text) OWNER TO guicheng_mover;
REVOKE ALL ON FUNCTION clear_second_factor(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clear_second_factor(text) TO guicheng_app;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;

-- Posts that exclude each other (DOMAIN 4.11): no person holds two of a set on the same day, whoever writes.
CREATE FUNCTION exclude_posts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE rivals text[] := CASE WHEN NEW.role IN ('AD', 'SE', 'AU') THEN ARRAY['AD', 'SE', 'AU'] WHEN NEW.role IN ('SC', 'SA2') THEN ARRAY['SC', 'SA2'] END;
BEGIN
  IF rivals IS NULL THEN RETURN NEW; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('post:' || NEW.user_id));
  IF EXISTS (SELECT 1 FROM post p WHERE p.user_id = NEW.user_id AND p.id <> NEW.id AND p.role = ANY (rivals) AND p.role <> NEW.role
      AND daterange(p.from_on, p.until_on, '[]') && daterange(NEW.from_on, NEW.until_on, '[]')) THEN
    RAISE EXCEPTION 'posts exclude each other: %', NEW.role USING ERRCODE = '23P01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER exclude_posts BEFORE INSERT OR UPDATE OF role, user_id, from_on, until_on ON post FOR EACH ROW EXECUTE FUNCTION exclude_posts();
