-- D4, left-behind children (留守儿童): files, parents, carers, agreements, risks and guardianship; who of a school sees them;
-- what a teacher adds without reading it; and what a decision on guardianship does to the child's file.

-- D4 (留守儿童): what a child's file holds beside the case row. The school reads it: it names no custody, health or abuse, and
-- its category is the plain word. DOMAIN 8.
CREATE TABLE "child_file" (
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL DEFAULT 'child',
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "category" TEXT NOT NULL,
  "away" TEXT NOT NULL,
  "living" TEXT NOT NULL,
  "living_alone" BOOLEAN NOT NULL DEFAULT false,
  "unattended" BOOLEAN NOT NULL DEFAULT false,
  "alarm_on" DATE,
  "schooling" TEXT NOT NULL DEFAULT 'none',
  "school_code" TEXT,
  "class_code" TEXT,
  "grade" INTEGER,
  "enrolled_on" DATE,
  "dropout_on" DATE,
  "guardianship_level" TEXT,
  "level_on" DATE,
  "sixteen_on" DATE,
  "exit_due_on" DATE,
  "support_until" DATE,
  "confirmed_on" DATE,
  "eligibility" TEXT,
  "hardship_offered_on" DATE,
  "carer_relation" TEXT,
  "agreement_from" DATE,
  "agreement_to" DATE,
  "notified_school_on" DATE,
  "notified_village_on" DATE,
  "carer_declined_on" DATE,
  "alternatives" TEXT[] DEFAULT ARRAY[]::TEXT[],
  "child_view_on" DATE,
  "need_enc" TEXT,
  "plan_enc" TEXT,
  "call_schedule" TEXT,
  "in_care_on" DATE,
  "last_visit_on" DATE,
  "visits_made" INTEGER NOT NULL DEFAULT 0,
  "teacher_visit_on" DATE,
  "teacher_visits" INTEGER NOT NULL DEFAULT 0,
  "aid_screened_on" DATE,
  "danger_on" DATE,
  "danger_at" TIMESTAMPTZ(3),
  "reported_at" TIMESTAMPTZ(3),
  "report_no" TEXT,
  "protected_on" DATE,
  "parent_back_on" DATE,
  "exit_cause" TEXT,
  "exited_on" DATE,
  "family_id" UUID,
  "huji_only" BOOLEAN NOT NULL DEFAULT false,
  "before_system" BOOLEAN NOT NULL DEFAULT false,
  "city" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 4)) STORED,
  "county" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 6)) STORED,
  "town" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 9)) STORED,
  CONSTRAINT "child_file_pkey" PRIMARY KEY ("case_id")
);

-- A parent: away since when and where, or here and able to care. L3: view full alone.
CREATE TABLE "child_parent" (
  "id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL DEFAULT 'child',
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "who" TEXT NOT NULL,
  "name_enc" TEXT,
  "phone_enc" TEXT,
  "away" BOOLEAN NOT NULL,
  "reason" TEXT,
  "since_on" DATE,
  "province" TEXT,
  "return_plan_enc" TEXT,
  "capacity" TEXT,
  "back_on" DATE,
  CONSTRAINT "child_parent_pkey" PRIMARY KEY ("id")
);

-- Who looks after the child day by day (实际照料人), from when until when.
CREATE TABLE "child_carer" (
  "id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL DEFAULT 'child',
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "name_enc" TEXT NOT NULL,
  "phone_enc" TEXT,
  "relation" TEXT NOT NULL,
  "birth_on" DATE,
  "capable" BOOLEAN NOT NULL DEFAULT true,
  "from_on" DATE NOT NULL,
  "until_on" DATE,
  CONSTRAINT "child_carer_pkey" PRIMARY KEY ("id")
);

-- An entrusted-care agreement (委托照护协议) with the child's own view of it. L3: view full alone.
CREATE TABLE "child_agreement" (
  "id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL DEFAULT 'child',
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "carer_id" UUID NOT NULL,
  "signed_on" DATE NOT NULL,
  "from_on" DATE NOT NULL,
  "to_on" DATE NOT NULL,
  "signers" TEXT[],
  "view_how" TEXT NOT NULL,
  "view_enc" TEXT,
  "notified_school_on" DATE,
  "notified_village_on" DATE,
  "ended_on" DATE,
  CONSTRAINT "child_agreement_pkey" PRIMARY KEY ("id")
);

-- What county supervisors and the village's director know and nobody else: a parent in custody, health. L3: view full alone.
CREATE TABLE "child_private" (
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL DEFAULT 'child',
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "parent_in_custody" BOOLEAN NOT NULL DEFAULT false,
  "health_enc" TEXT,
  "health_consent_on" DATE,
  CONSTRAINT "child_private_pkey" PRIMARY KEY ("case_id")
);

-- A danger to the child (监护风险) as somebody saw it, and what was done. L3: view full alone; teachers add through a function.
CREATE TABLE "child_risk" (
  "id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL DEFAULT 'child',
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "sign" TEXT NOT NULL,
  "facts_enc" TEXT NOT NULL,
  "found_at" TIMESTAMPTZ(3) NOT NULL,
  "by_post_id" UUID NOT NULL,
  "by_name" TEXT NOT NULL,
  "ended_on" DATE,
  "result_enc" TEXT,
  CONSTRAINT "child_risk_pkey" PRIMARY KEY ("id")
);

-- Temporary or long-term guardianship by civil affairs (未成年人保护法 92, 94), decided by the county.
CREATE TABLE "guardianship_file" (
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL DEFAULT 'guardianship',
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "child_case_id" UUID NOT NULL,
  "child_no" TEXT NOT NULL,
  "ground" TEXT NOT NULL,
  "proposed_on" DATE NOT NULL,
  "facts_enc" TEXT NOT NULL,
  "proposed_user" TEXT NOT NULL,
  "form" TEXT,
  "place" TEXT,
  "decision" TEXT,
  "decision_no" TEXT,
  "decided_on" DATE,
  "decided_user" TEXT,
  "reason_enc" TEXT,
  "from_on" DATE,
  "until_on" DATE,
  "reviewed_on" DATE,
  "ended_on" DATE,
  "end_cause" TEXT,
  "city" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 4)) STORED,
  "county" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 6)) STORED,
  "town" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 9)) STORED,
  CONSTRAINT "guardianship_file_pkey" PRIMARY KEY ("case_id")
);

CREATE UNIQUE INDEX "child_file_case_id_kind_scope_key_key" ON "child_file"("case_id", "kind", "scope_key");
CREATE INDEX "child_file_family_id_idx" ON "child_file"("family_id");
CREATE INDEX "child_file_exit_due_on_idx" ON "child_file"("exit_due_on");
CREATE INDEX "child_file_school_code_case_id_idx" ON "child_file"("school_code", "case_id");
CREATE INDEX "child_file_class_code_case_id_idx" ON "child_file"("class_code", "case_id");
CREATE INDEX "child_file_category_city" ON "child_file"("city", "category", "case_id");
CREATE INDEX "child_file_category_county" ON "child_file"("county", "category", "case_id");
CREATE INDEX "child_file_category_town" ON "child_file"("town", "category", "case_id");
CREATE UNIQUE INDEX "child_parent_case_id_who_key" ON "child_parent"("case_id", "who");
CREATE INDEX "child_carer_case_id_idx" ON "child_carer"("case_id");
CREATE INDEX "child_agreement_case_id_idx" ON "child_agreement"("case_id");
CREATE UNIQUE INDEX "child_private_case_id_kind_scope_key_key" ON "child_private"("case_id", "kind", "scope_key");
CREATE INDEX "child_risk_case_id_idx" ON "child_risk"("case_id");
CREATE UNIQUE INDEX "guardianship_file_case_id_kind_scope_key_key" ON "guardianship_file"("case_id", "kind", "scope_key");
CREATE INDEX "guardianship_file_child_case_id_idx" ON "guardianship_file"("child_case_id");

ALTER TABLE "child_file" ADD CONSTRAINT "child_file_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "child_parent" ADD CONSTRAINT "child_parent_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "child_carer" ADD CONSTRAINT "child_carer_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "child_agreement" ADD CONSTRAINT "child_agreement_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "child_private" ADD CONSTRAINT "child_private_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "child_risk" ADD CONSTRAINT "child_risk_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "guardianship_file" ADD CONSTRAINT "guardianship_file_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE child_file ADD CONSTRAINT child_file_words CHECK (category IN ('left_behind', 'out_of_school', 'migrant_child', 'hardship')
  AND away IN ('both', 'father', 'mother', 'none') AND (guardianship_level IS NULL OR guardianship_level IN ('good', 'weak', 'danger')));
ALTER TABLE child_file ADD CONSTRAINT child_file_class CHECK (class_code IS NULL OR class_code LIKE school_code || '-%');
ALTER TABLE child_agreement ADD CONSTRAINT child_agreement_days CHECK (to_on > from_on);
-- Whoever proposes guardianship does not decide it.
ALTER TABLE guardianship_file ADD CONSTRAINT guardianship_file_hands CHECK (decided_user IS NULL OR decided_user <> proposed_user);
-- One proposal or guardianship of a child at a time is kept by the verb; the child's file is found by it.
CALL protect('child_file');
CALL protect('child_parent', 'case_id', true);
CALL protect('child_carer');
CALL protect('child_agreement', 'case_id', true);
CALL protect('child_private', 'case_id', true);
CALL protect('child_risk', 'case_id', true);
CALL protect('guardianship_file');

-- Enrolment (就学). A school moves its own pupils between its own classes; the village moves them between schools.
CREATE FUNCTION enrol_child(p_case uuid, p_school text, p_class text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT in_scope(p_case, true) OR NOT EXISTS (SELECT 1 FROM child_file WHERE case_id = p_case) THEN
    RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
  UPDATE child_file SET school_code = p_school, class_code = p_class WHERE case_id = p_case;
END $$;

-- Who of a school sees a child follows the child's row, in the same transaction and at its end: a teacher who gives a pupil to
-- another class finishes his step first. Whoever got a view from the school left behind loses it.
CREATE FUNCTION follow_enrolment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE one record;
BEGIN
  IF app_text('app.role') NOT IN ('CD', 'CS', 'SP', 'ST') OR (app_text('app.role') IN ('SP', 'ST') AND (OLD.school_code IS DISTINCT FROM app_text('app.unit')
    OR NEW.school_code IS DISTINCT FROM app_text('app.unit'))) THEN
    RAISE EXCEPTION 'another school' USING ERRCODE = '42501'; END IF;
  IF NEW.school_code IS NOT NULL AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.code = NEW.school_code AND u.kind = 'school' AND u.closed_on IS NULL) THEN
    RAISE EXCEPTION 'no such school' USING ERRCODE = '42501'; END IF;
  UPDATE case_party SET until_at = app_now() WHERE case_id = NEW.case_id AND until_at > app_now() AND (
    (part = 'school' AND holder IS DISTINCT FROM NEW.school_code) OR (part = 'class' AND holder IS DISTINCT FROM NEW.class_code)
    OR (part = 'one_off' AND OLD.school_code IS DISTINCT FROM NEW.school_code));
  FOR one IN SELECT * FROM (VALUES ('school', NEW.school_code), ('class', NEW.class_code)) v(part, holder) WHERE v.holder IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM case_party p WHERE p.case_id = NEW.case_id AND p.part = v.part AND p.holder = v.holder AND p.until_at > app_now()) LOOP
    INSERT INTO case_party (id, case_id, kind, scope_key, holder, part, view, from_at, basis, granted_by)
    VALUES (gen_random_uuid(), NEW.case_id, NEW.kind, NEW.scope_key, one.holder, one.part, 'school', app_now(), 'enrolment', app_text('app.post')::uuid);
  END LOOP;
  UPDATE task t SET assignee_id = class_teacher(NEW.class_code) WHERE t.case_id = NEW.case_id AND t.role = 'ST' AND t.done_at IS NULL;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER child_enrolled AFTER UPDATE OF school_code, class_code ON child_file DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.school_code IS DISTINCT FROM NEW.school_code OR OLD.class_code IS DISTINCT FROM NEW.class_code) EXECUTE FUNCTION follow_enrolment();

-- Whoever is named on a file and writes on it (a school) sees what is to be done about it; who only reads does not.
ALTER POLICY app_read ON task USING (
  (kind = ANY ((SELECT app_list('app.range_kinds'))::text[]) AND scope_key >= (SELECT app_text('app.lo')) AND scope_key < (SELECT app_text('app.hi')))
  OR assignee_id::text = (SELECT app_text('app.post'))
  OR (kind = ANY ((SELECT app_list('app.write_kinds'))::text[]) AND NOT (kind = ANY ((SELECT app_list('app.range_kinds'))::text[]))
    AND case_id IN (SELECT p.case_id FROM case_party p WHERE p.holder = ANY ((SELECT app_list('app.holders'))::text[]) AND p.until_at > (SELECT app_now())
      AND p.part NOT IN ('break_glass', 'one_off'))));

-- The post of a class's teacher, now; the longest-standing one. A teacher's duties on a child are given to him by name: the
-- school's other teachers have no view of that child.
CREATE FUNCTION class_teacher(p_class text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id FROM post p WHERE p.role = 'ST' AND p.class_code = p_class AND p.deputy_of IS NULL AND p.confirmed_at IS NOT NULL AND p.ended_at IS NULL
    AND p.from_on <= (app_now() AT TIME ZONE 'Asia/Shanghai')::date AND (p.until_on IS NULL OR p.until_on >= (app_now() AT TIME ZONE 'Asia/Shanghai')::date)
  ORDER BY p.from_on, p.id LIMIT 1 $$;
CREATE FUNCTION give_class_task() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.assignee_id := class_teacher((SELECT f.class_code FROM child_file f WHERE f.case_id = NEW.case_id));
  RETURN NEW;
END $$;
CREATE TRIGGER task_of_class BEFORE INSERT ON task FOR EACH ROW WHEN (NEW.kind = 'child' AND NEW.role = 'ST' AND NEW.assignee_id IS NULL) EXECUTE FUNCTION give_class_task();

-- The one-off view of a legal vice-principal (法治副校长): given by the child's school, with the guardian's consent, until a day.
CREATE FUNCTION grant_child_view(p_case uuid, p_post uuid, p_until timestamptz, p_basis text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE f record;
BEGIN
  IF app_text('app.role') IS DISTINCT FROM 'SP' OR NOT in_scope(p_case, true) THEN RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
  SELECT c.kind, c.scope_key INTO f FROM case_file c JOIN child_file x ON x.case_id = c.id WHERE c.id = p_case AND c.kind = 'child' AND x.school_code = app_text('app.unit');
  IF NOT FOUND THEN RAISE EXCEPTION 'no pupil of this school' USING ERRCODE = '42501'; END IF;
  UPDATE case_party SET until_at = app_now() WHERE case_id = p_case AND part = 'one_off' AND holder = p_post::text AND until_at > app_now();
  IF p_until IS NULL THEN RETURN; END IF;
  IF p_until <= app_now() OR p_until > app_now() + interval '1 year' THEN RAISE EXCEPTION 'a grant has an end' USING ERRCODE = '42501'; END IF;
  IF NOT EXISTS (SELECT 1 FROM post p WHERE p.id = p_post AND p.role = 'LV' AND p.ended_at IS NULL AND left(p.unit_code, 4) = left(f.scope_key, 4)) THEN
    RAISE EXCEPTION 'no legal vice-principal' USING ERRCODE = '42501'; END IF;
  INSERT INTO case_party (id, case_id, kind, scope_key, holder, part, view, from_at, until_at, basis, granted_by)
  VALUES (gen_random_uuid(), p_case, f.kind, f.scope_key, p_post::text, 'one_off', 'limited', app_now(), p_until, p_basis, app_text('app.post')::uuid);
END $$;

-- Has this child an open file elsewhere? Where the child lives it is served, where it is registered it is counted (D4-edge-06):
-- one file, whichever county found it first. Tells that there is one, and nothing of it.
CREATE FUNCTION child_elsewhere(p_id_mac text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT app_text('app.role') IN ('CD', 'CS') AND 'child' = ANY (app_list('app.write_kinds')) AND EXISTS (
    SELECT 1 FROM person p JOIN case_file c ON c.person_id = p.id WHERE p.id_mac = p_id_mac AND c.kind = 'child' AND c.closed_on IS NULL) $$;

-- What somebody saw of a danger: whoever may write on the file adds it; who has no full view does not read it again.
CREATE FUNCTION add_child_risk(p_row jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT in_scope((p_row->>'case_id')::uuid, true) OR p_row->>'by_post_id' IS DISTINCT FROM app_text('app.post') OR p_row->>'kind' IS DISTINCT FROM 'child' THEN
    RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
  INSERT INTO child_risk SELECT * FROM jsonb_populate_record(NULL::child_risk, p_row);
END $$;

-- The child's file, to whoever writes on its guardianship: enough to append to its chain.
CREATE FUNCTION child_head(p_case uuid) RETURNS TABLE (id uuid, kind text, scope_key text, state text, version int, chain_seq int, chain_hash text, file_token text, neutral_no text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id, c.kind, c.scope_key, c.state, c.version, c.chain_seq, c.chain_hash, c.file_token, c.neutral_no
  FROM guardianship_file g JOIN case_file c ON c.id = g.child_case_id AND c.kind = 'child' AND c.scope_key = g.scope_key
  WHERE g.case_id = p_case AND in_scope(p_case, true) $$;

-- A decision on guardianship moves the child's file: protected, back to care, or out of the register (adopted).
CREATE FUNCTION signal_child(p_from uuid, p_state text, p_patch jsonb, p_event jsonb, p_tasks jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE child uuid; known text[];
BEGIN
  IF app_text('app.role') IS DISTINCT FROM 'CA' OR NOT in_scope(p_from, true) THEN RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
  SELECT h.id INTO child FROM child_head(p_from) h;
  IF child IS NULL THEN RAISE EXCEPTION 'no child' USING ERRCODE = '42501'; END IF;
  known := CASE p_state WHEN 'protected' THEN ARRAY['danger'] WHEN 'in_care' THEN ARRAY['protected'] WHEN 'exited' THEN ARRAY['protected'] END;
  IF known IS NULL THEN RAISE EXCEPTION 'no such signal' USING ERRCODE = '42501'; END IF;
  PERFORM write_linked(child, known, p_state, 'child_file', ARRAY['protected_on', 'exit_cause', 'exited_on', 'in_care_on', 'support_until'], p_patch, p_event, p_tasks, ARRAY['report', 'danger_visit', 'proposal']);
  IF p_state = 'exited' THEN
    UPDATE case_file SET closed_on = (p_event->>'event_on')::date WHERE id = child;
    UPDATE case_party SET until_at = app_now() WHERE case_id = child AND until_at > app_now();
  END IF;
  -- Duties of the state that was left.
  UPDATE task SET done_at = app_now(), done_by = app_text('app.post')::uuid, outcome = 'superseded'
    WHERE case_id = child AND done_at IS NULL AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(coalesce(p_tasks, '[]')) t WHERE t->>'id' = task.id::text);
END $$;

GRANT CREATE ON SCHEMA public TO guicheng_mover;
DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND p.proname IN ('enrol_child', 'follow_enrolment', 'class_teacher', 'give_class_task', 'grant_child_view', 'add_child_risk', 'child_elsewhere', 'child_head', 'signal_child') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO guicheng_mover', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    IF f::text NOT LIKE 'class_teacher(%' AND f::text NOT LIKE 'give_class_task(%' AND f::text NOT LIKE 'follow_enrolment(%' THEN EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO guicheng_app', f); END IF;
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
