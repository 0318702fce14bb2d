-- Legal education (法治教育): a vice-principal's service at one school with his lessons, the shared library, and mentoring.

-- The service of a legal vice-principal (法治副校长) at a school: nomination, terms, end. The officer's ID number is kept as
-- a keyed value alone: it tells whether one person serves a third school.
CREATE TABLE "lvp_service" (
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "officer_mac" TEXT NOT NULL,
  "born_on" DATE NOT NULL,
  "organ" TEXT NOT NULL,
  "organ_name" TEXT NOT NULL,
  "duty" TEXT NOT NULL,
  "retired" BOOLEAN NOT NULL DEFAULT false,
  "nominated_on" DATE NOT NULL,
  "appointed_on" DATE,
  "from_on" DATE,
  "until_on" DATE,
  "term" INTEGER NOT NULL DEFAULT 1,
  "training_hours" INTEGER,
  "began_on" DATE,
  "post_id" UUID,
  "vacant_on" DATE,
  "ended_on" DATE,
  "end_cause" TEXT,
  "city" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 4)) STORED,
  "county" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 6)) STORED,
  "town" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 9)) STORED,
  CONSTRAINT "lvp_service_pkey" PRIMARY KEY ("case_id")
);

-- One lesson: planned ahead, then given; whose class, on what, how long, how many were there. No name of a pupil.
CREATE TABLE "legal_lesson" (
  "id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "on_day" DATE NOT NULL,
  "class_name" TEXT NOT NULL,
  "topic" TEXT NOT NULL,
  "hours" INTEGER NOT NULL,
  "head_count" INTEGER,
  "state" TEXT NOT NULL,
  "dropped_why" TEXT,
  "by_post_id" UUID NOT NULL,
  "by_name" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "done_at" TIMESTAMPTZ(3),
  CONSTRAINT "legal_lesson_pkey" PRIMARY KEY ("id")
);

-- What of the library was used in a lesson.
CREATE TABLE "legal_lesson_material" (
  "lesson_id" UUID NOT NULL,
  "material_id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "scope_key" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT "legal_lesson_material_pkey" PRIMARY KEY ("lesson_id", "material_id")
);

-- The library of a county (资料库): shared once the education bureau has looked at it. It names no child and no case.
CREATE TABLE "legal_material" (
  "id" UUID NOT NULL,
  "county" TEXT COLLATE "C" NOT NULL,
  "title" TEXT NOT NULL,
  "topic" TEXT NOT NULL,
  "form" TEXT NOT NULL,
  "found_at" TEXT NOT NULL,
  "outline" TEXT,
  "state" TEXT NOT NULL DEFAULT 'proposed',
  "by_post_id" UUID NOT NULL,
  "by_name" TEXT NOT NULL,
  "by_unit" TEXT NOT NULL,
  "added_at" TIMESTAMPTZ(3) NOT NULL,
  "reviewed_by" TEXT,
  "reviewed_post" UUID,
  "reviewed_at" TIMESTAMPTZ(3),
  "review_why" TEXT,
  CONSTRAINT "legal_material_pkey" PRIMARY KEY ("id")
);

-- Mentoring (结对辅导): the school's file of one child and one vice-principal. It bears the given name alone and no person:
-- whoever may open the child's own file (child_case_id) finds the rest there.
CREATE TABLE "mentoring_file" (
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "child_case_id" UUID NOT NULL,
  "service_id" UUID NOT NULL,
  "post_id" UUID NOT NULL,
  "mentor_name" TEXT NOT NULL,
  "class_name" TEXT NOT NULL,
  "needs" TEXT[] NOT NULL,
  "contact_enc" TEXT NOT NULL,
  "view_enc" TEXT,
  "proposed_on" DATE NOT NULL,
  "agreed_on" DATE,
  "active_on" DATE,
  "until_on" DATE,
  "term" INTEGER NOT NULL DEFAULT 1,
  "last_talk_on" DATE,
  "next_on" DATE,
  "ended_on" DATE,
  "end_cause" TEXT,
  CONSTRAINT "mentoring_file_pkey" PRIMARY KEY ("case_id")
);

-- A talk: when, how long, on what; what was said is not kept.
CREATE TABLE "mentoring_talk" (
  "id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "on_day" DATE NOT NULL,
  "half_hours" INTEGER NOT NULL,
  "topic" TEXT NOT NULL,
  "next_on" DATE,
  "worry" BOOLEAN NOT NULL DEFAULT false,
  "by_post_id" UUID NOT NULL,
  "by_name" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "mentoring_talk_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "lvp_service_case_id_kind_scope_key_key" ON "lvp_service"("case_id", "kind", "scope_key");
CREATE INDEX "lvp_service_scope_key_idx" ON "lvp_service"("scope_key");
CREATE INDEX "lvp_service_officer_mac_idx" ON "lvp_service"("officer_mac");
CREATE UNIQUE INDEX "legal_lesson_id_case_id_key" ON "legal_lesson"("id", "case_id");
CREATE INDEX "legal_lesson_case_id_on_day_idx" ON "legal_lesson"("case_id", "on_day");
CREATE INDEX "legal_lesson_scope_key_on_day_idx" ON "legal_lesson"("scope_key", "on_day");
CREATE INDEX "legal_lesson_material_material_id_idx" ON "legal_lesson_material"("material_id");
CREATE INDEX "legal_lesson_material_case_id_idx" ON "legal_lesson_material"("case_id");
CREATE INDEX "legal_material_county_state_added_at_idx" ON "legal_material"("county", "state", "added_at");
CREATE UNIQUE INDEX "mentoring_file_case_id_kind_scope_key_key" ON "mentoring_file"("case_id", "kind", "scope_key");
CREATE INDEX "mentoring_file_scope_key_idx" ON "mentoring_file"("scope_key");
CREATE INDEX "mentoring_file_child_case_id_idx" ON "mentoring_file"("child_case_id");
CREATE INDEX "mentoring_talk_case_id_on_day_idx" ON "mentoring_talk"("case_id", "on_day");

ALTER TABLE "lvp_service" ADD CONSTRAINT "lvp_service_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "legal_lesson" ADD CONSTRAINT "legal_lesson_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "legal_lesson_material" ADD CONSTRAINT "legal_lesson_material_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "legal_lesson_material" ADD CONSTRAINT "legal_lesson_material_lesson_id_case_id_fkey" FOREIGN KEY ("lesson_id", "case_id") REFERENCES "legal_lesson"("id", "case_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "legal_lesson_material" ADD CONSTRAINT "legal_lesson_material_material_id_fkey" FOREIGN KEY ("material_id") REFERENCES "legal_material"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "mentoring_file" ADD CONSTRAINT "mentoring_file_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "mentoring_talk" ADD CONSTRAINT "mentoring_talk_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE lvp_service ADD CONSTRAINT lvp_service_organ CHECK (organ IN ('court', 'procuratorate', 'police', 'justice'));
ALTER TABLE lvp_service ADD CONSTRAINT lvp_service_days CHECK (until_on IS NULL OR until_on > from_on);
ALTER TABLE legal_lesson ADD CONSTRAINT legal_lesson_hours CHECK (hours BETWEEN 1 AND 4);
ALTER TABLE legal_lesson ADD CONSTRAINT legal_lesson_state CHECK (state IN ('planned', 'done', 'dropped') AND (state <> 'done' OR (head_count > 0 AND done_at IS NOT NULL)));
ALTER TABLE legal_material ADD CONSTRAINT legal_material_state CHECK (state IN ('proposed', 'shared', 'declined') AND ((state = 'proposed') = (reviewed_at IS NULL)));
ALTER TABLE mentoring_talk ADD CONSTRAINT mentoring_talk_hours CHECK (half_hours BETWEEN 1 AND 8);

CALL protect('lvp_service');
CALL protect('legal_lesson');
CALL protect('legal_lesson_material');
CALL protect('mentoring_file');
CALL protect('mentoring_talk');

-- The library: read where it is shared, besides by whoever put it in and by the bureau that reviews it; never by another county.
ALTER TABLE legal_material ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON legal_material FOR SELECT TO guicheng_app USING (
  'legal_lesson' = ANY ((SELECT app_list('app.party_kinds'))::text[]) AND county = left((SELECT app_text('app.unit')), 6)
  AND (state = 'shared' OR by_post_id::text = (SELECT app_text('app.post')) OR (SELECT app_text('app.role')) = 'EC'));
CREATE POLICY app_add ON legal_material FOR INSERT TO guicheng_app WITH CHECK (
  'legal_lesson' = ANY ((SELECT app_list('app.write_kinds'))::text[]) AND county = left((SELECT app_text('app.unit')), 6)
  AND state = 'proposed' AND by_post_id::text = (SELECT app_text('app.post')));
CREATE POLICY app_change ON legal_material FOR UPDATE TO guicheng_app USING (
  'legal_lesson' = ANY ((SELECT app_list('app.write_kinds'))::text[]) AND county = left((SELECT app_text('app.unit')), 6)
  AND (SELECT app_text('app.role')) = 'EC' AND state = 'proposed')
  WITH CHECK (reviewed_post::text = (SELECT app_text('app.post')));
CREATE POLICY mover_all ON legal_material TO guicheng_mover USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON legal_material TO guicheng_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON legal_material TO guicheng_app, guicheng_worker;
GRANT UPDATE (state, reviewed_by, reviewed_post, reviewed_at, review_why) ON legal_material TO guicheng_app;

-- What an officer serves elsewhere: at how many other schools now, and how many terms he had as a retired person before.
-- Two numbers and nothing else; the lock lets two schools not nominate one person at once.
CREATE FUNCTION lvp_elsewhere(p_mac text, p_school text, p_case uuid) RETURNS TABLE (schools int, retired_terms int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF app_text('app.role') IS NOT NULL AND NOT 'legal_lesson' = ANY (coalesce(app_list('app.party_kinds'), '{}')) THEN
    RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('lvp ' || p_mac));
  RETURN QUERY SELECT (count(DISTINCT s.scope_key) FILTER (WHERE s.scope_key <> p_school AND c.state IN ('nominated', 'appointed', 'active', 'expiring', 'renewed')))::int,
    (count(*) FILTER (WHERE s.retired AND s.from_on IS NOT NULL AND c.state IN ('ended', 'vacant')))::int
  FROM lvp_service s JOIN case_file c ON c.id = s.case_id WHERE s.officer_mac = p_mac AND s.case_id IS DISTINCT FROM p_case;
END $$;
-- Whoever ends a service ends what its officer sees as a mentor, also where the bureau sees no mentoring at all.
CREATE FUNCTION cut_mentors(p_service uuid) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE n int;
BEGIN
  IF app_text('app.role') IS NOT NULL AND NOT (app_text('app.role') IN ('SP', 'EC') AND in_scope(p_service, true)) THEN
    RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
  UPDATE case_party p SET until_at = app_now() FROM mentoring_file m
  WHERE m.service_id = p_service AND p.case_id = m.case_id AND p.part = 'mentor' AND p.until_at > app_now();
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;

GRANT CREATE ON SCHEMA public TO guicheng_mover;
ALTER FUNCTION cut_mentors(uuid) OWNER TO guicheng_mover;
ALTER FUNCTION lvp_elsewhere(text, text, uuid) OWNER TO guicheng_mover;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
REVOKE ALL ON FUNCTION lvp_elsewhere(text, text, uuid), cut_mentors(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lvp_elsewhere(text, text, uuid), cut_mentors(uuid) TO guicheng_app, guicheng_worker;
