-- The state of a matter beside what it is about: the list of one matter in one state begins with an index that holds both.
ALTER TABLE intake_file ADD COLUMN state text NOT NULL DEFAULT 'received';
UPDATE intake_file i SET state = c.state FROM case_file c WHERE c.id = i.case_id AND c.state <> 'received';
CREATE INDEX intake_file_matter_state ON intake_file (matter, state, scope_key, case_id, kind);

-- It is the file's state whoever writes it, and follows the file in the same statement.
CREATE FUNCTION keep_intake_state() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.state := (SELECT c.state FROM case_file c WHERE c.id = NEW.case_id);
  RETURN NEW;
END $$;
CREATE FUNCTION tell_intake_state() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE intake_file SET state = NEW.state WHERE case_id = NEW.id;
  RETURN NULL;
END $$;
GRANT CREATE ON SCHEMA public TO guicheng_mover;
ALTER FUNCTION keep_intake_state() OWNER TO guicheng_mover;
ALTER FUNCTION tell_intake_state() OWNER TO guicheng_mover;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
REVOKE ALL ON FUNCTION keep_intake_state(), tell_intake_state() FROM PUBLIC;
CREATE TRIGGER intake_file_state BEFORE INSERT OR UPDATE OF state ON intake_file FOR EACH ROW EXECUTE FUNCTION keep_intake_state();
CREATE TRIGGER case_file_intake_state AFTER UPDATE OF state ON case_file FOR EACH ROW
  WHEN (NEW.kind = 'intake' AND NEW.state IS DISTINCT FROM OLD.state) EXECUTE FUNCTION tell_intake_state();
