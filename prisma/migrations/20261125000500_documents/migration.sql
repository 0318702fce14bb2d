-- Documents (文书): drawn up from a file, approved, numbered, frozen; withdrawn (作废), never edited.

CREATE TABLE case_document (
  id uuid PRIMARY KEY,
  case_id uuid,
  kind text NOT NULL,
  scope_key text NOT NULL,
  code text NOT NULL,
  about text NOT NULL DEFAULT '',
  about_label text,
  title text NOT NULL,
  state text NOT NULL,
  unit_code text NOT NULL,
  number text,
  content_enc text NOT NULL,
  hash text NOT NULL,
  check_code text,
  check_by text NOT NULL,
  second_roles text[] NOT NULL DEFAULT '{}',
  made_by uuid NOT NULL,
  made_user text NOT NULL,
  made_name text NOT NULL,
  made_at timestamptz(3) NOT NULL,
  issued_at timestamptz(3),
  issued_on date,
  approved_by uuid,
  approved_user text,
  approved_name text,
  approved_at timestamptz(3),
  withdrawn_by uuid,
  withdrawn_name text,
  withdrawn_at timestamptz(3),
  withdrawn_enc text,
  replaced_by uuid,
  copies integer NOT NULL DEFAULT 0,
  CONSTRAINT case_document_case_id_kind_scope_key_fkey FOREIGN KEY (case_id, kind, scope_key) REFERENCES case_file (id, kind, scope_key) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT case_document_state CHECK (state IN ('draft', 'issued', 'withdrawn')),
  CONSTRAINT case_document_check_by CHECK (check_by IN ('public', 'signed_in', 'none')),
  -- What is issued has its number, its day and its hash; what asked for a second hand has one, and not the first again.
  CONSTRAINT case_document_issued CHECK (state <> 'issued' OR (number IS NOT NULL AND issued_at IS NOT NULL AND issued_on IS NOT NULL
    AND (cardinality(second_roles) = 0 OR approved_by IS NOT NULL))),
  CONSTRAINT case_document_draft CHECK (state <> 'draft' OR (number IS NULL AND check_code IS NULL AND issued_at IS NULL AND approved_by IS NULL)),
  CONSTRAINT case_document_checked CHECK (check_code IS NULL OR check_by <> 'none'),
  CONSTRAINT case_document_two_hands CHECK (cardinality(second_roles) = 0 OR approved_user IS DISTINCT FROM made_user),
  CONSTRAINT case_document_withdrawn CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL)),
  CONSTRAINT case_document_copies CHECK (copies >= 0)
);
CREATE UNIQUE INDEX case_document_unit_code_number_key ON case_document (unit_code, number);
CREATE UNIQUE INDEX case_document_check_code_key ON case_document (check_code);
CREATE INDEX case_document_case_id_idx ON case_document (case_id);
CREATE INDEX case_document_kind_scope_key_id_idx ON case_document (kind, scope_key, id);
-- One that stands at a time, of each sort and occasion: a new one replaces it or waits for its withdrawal.
CREATE UNIQUE INDEX case_document_stands ON case_document (case_id, code, about) WHERE case_id IS NOT NULL AND state IN ('draft', 'issued');
CREATE UNIQUE INDEX case_document_unit_stands ON case_document (scope_key, code, about) WHERE case_id IS NULL AND state IN ('draft', 'issued');
CREATE INDEX case_document_waiting ON case_document (kind, scope_key, id) WHERE state = 'draft';

-- Who printed or downloaded which document, when, how many copies.
CREATE TABLE document_print (
  id uuid PRIMARY KEY,
  document_id uuid NOT NULL,
  case_id uuid,
  kind text NOT NULL,
  scope_key text NOT NULL,
  way text NOT NULL,
  first_copy integer,
  copies integer NOT NULL,
  post_id uuid NOT NULL,
  by_name text NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT document_print_document_id_fkey FOREIGN KEY (document_id) REFERENCES case_document (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT document_print_case_id_kind_scope_key_fkey FOREIGN KEY (case_id, kind, scope_key) REFERENCES case_file (id, kind, scope_key) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT document_print_way CHECK (way IN ('print', 'batch', 'docx'))
);
CREATE INDEX document_print_document_id_at_idx ON document_print (document_id, at);
CREATE INDEX document_print_case_id_idx ON document_print (case_id);

-- Papers hold offence, identity and addresses: the full view alone reads them.
CALL protect('case_document', 'case_id', true);
CALL protect('document_print', 'case_id', true);
REVOKE UPDATE ON document_print FROM guicheng_app, guicheng_worker;
CREATE TRIGGER document_print_append_only BEFORE UPDATE ON document_print FOR EACH ROW
  WHEN ((to_jsonb(OLD) - 'scope_key') IS DISTINCT FROM (to_jsonb(NEW) - 'scope_key'))
  EXECUTE FUNCTION append_only();
CREATE TRIGGER document_print_no_delete BEFORE DELETE ON document_print FOR EACH ROW EXECUTE FUNCTION append_only();

-- A draft may be issued or sent back; what is issued may be withdrawn; copies are counted; scope_key follows the case.
CREATE FUNCTION keep_document() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb := to_jsonb(OLD) - 'scope_key' - 'copies';
  after jsonb := to_jsonb(NEW) - 'scope_key' - 'copies';
  given text[] := CASE OLD.state || '>' || NEW.state
    WHEN 'draft>issued' THEN ARRAY['state', 'number', 'content_enc', 'hash', 'check_code', 'issued_at', 'issued_on', 'approved_by', 'approved_user', 'approved_name', 'approved_at']
    WHEN 'draft>withdrawn' THEN ARRAY['state', 'withdrawn_by', 'withdrawn_name', 'withdrawn_at', 'withdrawn_enc']
    WHEN 'issued>withdrawn' THEN ARRAY['state', 'withdrawn_by', 'withdrawn_name', 'withdrawn_at', 'withdrawn_enc', 'replaced_by']
    ELSE ARRAY[]::text[] END;
BEGIN
  IF NEW.copies < OLD.copies OR (before - given) IS DISTINCT FROM (after - given) THEN
    RAISE EXCEPTION 'document % is %, and stays as it is', OLD.id, OLD.state USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_document_kept BEFORE UPDATE ON case_document FOR EACH ROW EXECUTE FUNCTION keep_document();
CREATE TRIGGER case_document_no_delete BEFORE DELETE ON case_document FOR EACH ROW EXECUTE FUNCTION append_only();

GRANT CREATE ON SCHEMA public TO guicheng_mover;

-- Is this the code of a document that stands? Yes or no, and nothing else; without a post only of those that say 'public'.
CREATE FUNCTION check_document(p_code text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM case_document d WHERE d.check_code = p_code AND d.state = 'issued'
    AND (d.check_by = 'public' OR (d.check_by = 'signed_in' AND app_text('app.post') IS NOT NULL))) $$;

-- The prison's notice as it was issued, for the county's file that was opened from it: by range and in full alone.
CREATE FUNCTION delivered_documents(p_case uuid) RETURNS SETOF case_document LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.* FROM case_file c JOIN case_link l ON l.to_id = c.id AND l.type = 'notice'
    JOIN case_document d ON d.case_id = l.from_id AND d.kind = 'release_notice' AND d.state IN ('issued', 'withdrawn')
  WHERE c.id = p_case AND c.kind = 'handoff' AND c.kind = ANY (app_list('app.full_kinds'))
    AND c.scope_key >= app_text('app.lo') AND c.scope_key < app_text('app.hi') $$;

DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname IN ('check_document', 'delivered_documents') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO guicheng_mover', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO guicheng_app', f);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
