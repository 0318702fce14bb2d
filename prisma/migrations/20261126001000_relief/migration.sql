-- D7, relief (救助补助): files of the five kinds, their means and households, surveys, objections, public notices, and what
-- decisions make due (relief_award), which finance pays from and from nothing else.

-- D7 (救助补助): what a relief file of any kind holds beside the case row. DOMAIN 11. Amounts in fen, per household.
CREATE TABLE "relief_file" (
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "benefit_type" TEXT NOT NULL,
  "route" TEXT,
  "accept_town" TEXT NOT NULL,
  "village_code" TEXT,
  "applied_on" DATE NOT NULL,
  "accepted_on" DATE NOT NULL,
  "agent_enc" TEXT,
  "agent_basis" TEXT,
  "referral_id" UUID,
  "persons" INTEGER NOT NULL DEFAULT 1,
  "complex" BOOLEAN NOT NULL DEFAULT false,
  "notice_exempt" TEXT,
  "protected_person" BOOLEAN NOT NULL DEFAULT false,
  "need_enc" TEXT,
  "supplement_enc" TEXT,
  "supplement_on" DATE,
  "emergency_at" TIMESTAMPTZ(3),
  "emergency_fen" INTEGER,
  "emergency_no" TEXT,
  "emergency_paid_at" TIMESTAMPTZ(3),
  "emergency_users" TEXT[],
  "papers_done_on" DATE,
  "surveyed_on" DATE,
  "checked_on" DATE,
  "standard_fen" INTEGER,
  "factor_tenths" INTEGER,
  "proposed_fen" INTEGER,
  "proposed_period" TEXT,
  "proposed_stages" INTEGER,
  "proposed_on" DATE,
  "decided_fen" INTEGER,
  "period" TEXT,
  "stages" INTEGER,
  "pay_from" DATE,
  "decision" TEXT,
  "decision_no" TEXT,
  "decided_on" DATE,
  "reason_code" TEXT,
  "reason_enc" TEXT,
  "repeat_reason_enc" TEXT,
  "minutes_on" DATE,
  "minutes_members" INTEGER,
  "told_on" DATE,
  "objected_on" DATE,
  "review_count" INTEGER NOT NULL DEFAULT 0,
  "reversed" BOOLEAN NOT NULL DEFAULT false,
  "heard_on" DATE,
  "heard_enc" TEXT,
  "recheck_class" TEXT,
  "rechecked_on" DATE,
  "recheck_result" TEXT,
  "ended_on" DATE,
  "end_cause" TEXT,
  "false_papers" BOOLEAN NOT NULL DEFAULT false,
  "budget_code" TEXT,
  "payee_enc" TEXT,
  "before_system" BOOLEAN NOT NULL DEFAULT false,
  "accepted_post" UUID,
  "accepted_user" TEXT,
  "checked_post" UUID,
  "checked_user" TEXT,
  "surveyed_users" TEXT[],
  "decided_post" UUID,
  "decided_user" TEXT,
  "first_decided_user" TEXT,
  "trade" TEXT,
  "certificate_on" DATE,
  "child_category" TEXT,
  "school_stage" TEXT,
  "school_year" INTEGER,
  "city" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 4)) STORED,
  "county" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 6)) STORED,
  "town" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 9)) STORED,
  CONSTRAINT "relief_file_pkey" PRIMARY KEY ("case_id")
);

-- L3 codes and numbers of a household's means: view full alone. Fen a month, of the whole household; assets and spending in fen.
CREATE TABLE "relief_means" (
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "cause" TEXT NOT NULL,
  "family_class" TEXT NOT NULL DEFAULT 'none',
  "own_income_fen" INTEGER,
  "income_fen" INTEGER,
  "assets_fen" INTEGER,
  "rigid_fen" INTEGER,
  "compensation_fen" INTEGER,
  "compensation_code" TEXT,
  "income_stable" BOOLEAN NOT NULL DEFAULT false,
  "check_result" TEXT,
  "report_enc" TEXT,
  CONSTRAINT "relief_means_pkey" PRIMARY KEY ("case_id")
);

-- Somebody who lives together with the applicant, or is told of and not counted (a prisoner, a conscript). L3.
CREATE TABLE "relief_member" (
  "id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "name_enc" TEXT NOT NULL,
  "id_enc" TEXT,
  "id_mac" TEXT,
  "relation" TEXT NOT NULL,
  "birth_on" DATE,
  "income_fen" INTEGER NOT NULL DEFAULT 0,
  "ability" TEXT NOT NULL,
  "counted" BOOLEAN NOT NULL DEFAULT true,
  "not_counted" TEXT,
  "consented_on" DATE,
  "from_on" DATE NOT NULL,
  "until_on" DATE,
  CONSTRAINT "relief_member_pkey" PRIMARY KEY ("id")
);

-- An authorisation (核对授权) to look into means: of the applicant, a member, or a relative who owes maintenance.
CREATE TABLE "relief_authorisation" (
  "id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "capacity" TEXT NOT NULL,
  "signer_enc" TEXT NOT NULL,
  "signed_on" DATE NOT NULL,
  "kept_at" TEXT NOT NULL,
  "withdrawn_on" DATE,
  CONSTRAINT "relief_authorisation_pkey" PRIMARY KEY ("id")
);

-- A survey (入户调查), by two; of the county when the town is recused.
CREATE TABLE "relief_survey" (
  "id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "on_day" DATE NOT NULL,
  "type" TEXT NOT NULL,
  "by_county" BOOLEAN NOT NULL DEFAULT false,
  "users" TEXT[],
  "names" TEXT[],
  "result" TEXT NOT NULL,
  "findings_enc" TEXT NOT NULL,
  CONSTRAINT "relief_survey_pkey" PRIMARY KEY ("id")
);

-- A member of staff who is a near relative: recused from the file, and the county visits (DOMAIN 11, D7-edge-03).
CREATE TABLE "relief_recusal" (
  "id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "user_id" TEXT NOT NULL,
  "user_name" TEXT NOT NULL,
  "relation" TEXT NOT NULL,
  "declared_on" DATE NOT NULL,
  CONSTRAINT "relief_recusal_pkey" PRIMARY KEY ("id")
);

-- An objection to a notice or a decision. Who objects is encrypted and never shown to the household.
CREATE TABLE "relief_objection" (
  "id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "notice_id" UUID,
  "source" TEXT NOT NULL,
  "received_at" TIMESTAMPTZ(3) NOT NULL,
  "signer_enc" TEXT,
  "contact_enc" TEXT,
  "claim_enc" TEXT NOT NULL,
  "in_time" BOOLEAN NOT NULL,
  "state" TEXT NOT NULL,
  "answered_on" DATE,
  "answer_enc" TEXT,
  "answered_user" TEXT,
  CONSTRAINT "relief_objection_pkey" PRIMARY KEY ("id")
);

-- A public notice (公示): the text as it was posted, from when to when. Protected persons stand there by number alone.
CREATE TABLE "relief_notice" (
  "id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "notice_no" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "town_code" TEXT COLLATE "C" NOT NULL,
  "text" JSONB NOT NULL,
  "text_hash" TEXT NOT NULL,
  "by_number" BOOLEAN NOT NULL DEFAULT false,
  "from_on" DATE NOT NULL,
  "to_on" DATE NOT NULL,
  "posted_by" UUID,
  "posted_at" TIMESTAMPTZ(3) NOT NULL,
  "taken_down_at" TIMESTAMPTZ(3),
  "taken_down_why" TEXT,
  CONSTRAINT "relief_notice_pkey" PRIMARY KEY ("id")
);

-- One payment that a decision makes due: what finance pays, and nothing else is paid. part = 'once', 'first', 'stage-2', '2026-12'.
CREATE TABLE "relief_award" (
  "id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "benefit_type" TEXT NOT NULL,
  "decision_no" TEXT NOT NULL,
  "part" TEXT NOT NULL,
  "amount_fen" INTEGER NOT NULL,
  "due_on" DATE NOT NULL,
  "month" DATE,
  "payee_name_enc" TEXT NOT NULL,
  "payee_account_enc" TEXT,
  "payee_bank" TEXT,
  "payee_relation" TEXT NOT NULL,
  "payee_id_mac" TEXT,
  "budget_code" TEXT NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'unpaid',
  "state_at" TIMESTAMPTZ(3) NOT NULL,
  "state_reason" TEXT,
  "batch_id" UUID,
  "paid_on" DATE,
  "decided_user" TEXT NOT NULL,
  "checked_user" TEXT,
  "accepted_user" TEXT,
  "decided_on" DATE NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 1,
  "city" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 4)) STORED,
  "county" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 6)) STORED,
  "town" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 9)) STORED,
  CONSTRAINT "relief_award_pkey" PRIMARY KEY ("id")
);

-- The minimum-allowance standard (低保标准) of a region from a day on: fen per person and month. In force once approved.
CREATE TABLE "relief_standard" (
  "id" UUID NOT NULL,
  "region" TEXT COLLATE "C" NOT NULL,
  "amount_fen" INTEGER NOT NULL,
  "effective_from" DATE NOT NULL,
  "basis" TEXT NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'proposed',
  "proposed_user" TEXT,
  "proposed_name" TEXT,
  "proposed_at" TIMESTAMPTZ(3) NOT NULL,
  "approved_user" TEXT,
  "approved_name" TEXT,
  "approved_at" TIMESTAMPTZ(3),
  "households" INTEGER,
  "before_fen" INTEGER,
  "after_fen" INTEGER,
  CONSTRAINT "relief_standard_pkey" PRIMARY KEY ("id")
);

-- Money of a year for relief in a county: what decisions may draw on.
CREATE TABLE "relief_budget" (
  "code" TEXT NOT NULL,
  "region" TEXT COLLATE "C" NOT NULL,
  "year" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "benefits" TEXT[],
  "total_fen" BIGINT NOT NULL,
  CONSTRAINT "relief_budget_pkey" PRIMARY KEY ("code")
);

CREATE UNIQUE INDEX "relief_file_referral_id_key" ON "relief_file"("referral_id");
CREATE UNIQUE INDEX "relief_file_case_id_kind_scope_key_key" ON "relief_file"("case_id", "kind", "scope_key");
CREATE INDEX "relief_file_city_accepted_on_idx" ON "relief_file"("city", "accepted_on");
CREATE INDEX "relief_file_county_accepted_on_idx" ON "relief_file"("county", "accepted_on");
CREATE INDEX "relief_file_scope_key_accepted_on_idx" ON "relief_file"("scope_key", "accepted_on");
CREATE UNIQUE INDEX "relief_means_case_id_kind_scope_key_key" ON "relief_means"("case_id", "kind", "scope_key");
CREATE INDEX "relief_member_case_id_idx" ON "relief_member"("case_id");
CREATE INDEX "relief_member_id_mac_idx" ON "relief_member"("id_mac");
CREATE INDEX "relief_authorisation_case_id_idx" ON "relief_authorisation"("case_id");
CREATE INDEX "relief_survey_case_id_idx" ON "relief_survey"("case_id");
CREATE UNIQUE INDEX "relief_recusal_case_id_user_id_key" ON "relief_recusal"("case_id", "user_id");
CREATE INDEX "relief_objection_case_id_idx" ON "relief_objection"("case_id");
CREATE UNIQUE INDEX "relief_notice_notice_no_key" ON "relief_notice"("notice_no");
CREATE INDEX "relief_notice_case_id_idx" ON "relief_notice"("case_id");
CREATE INDEX "relief_notice_town_code_to_on_idx" ON "relief_notice"("town_code", "to_on");
CREATE UNIQUE INDEX "relief_award_case_id_decision_no_part_key" ON "relief_award"("case_id", "decision_no", "part");
CREATE INDEX "relief_award_case_id_idx" ON "relief_award"("case_id");
CREATE INDEX "relief_award_county_state_due_on_idx" ON "relief_award"("county", "state", "due_on");
CREATE INDEX "relief_award_batch_id_idx" ON "relief_award"("batch_id");
CREATE INDEX "relief_award_payee_id_mac_idx" ON "relief_award"("payee_id_mac");
CREATE INDEX "relief_standard_region_effective_from_idx" ON "relief_standard"("region", "effective_from");
CREATE INDEX "relief_budget_region_year_idx" ON "relief_budget"("region", "year");

ALTER TABLE "relief_file" ADD CONSTRAINT "relief_file_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "relief_means" ADD CONSTRAINT "relief_means_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "relief_member" ADD CONSTRAINT "relief_member_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "relief_authorisation" ADD CONSTRAINT "relief_authorisation_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "relief_survey" ADD CONSTRAINT "relief_survey_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "relief_recusal" ADD CONSTRAINT "relief_recusal_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "relief_objection" ADD CONSTRAINT "relief_objection_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "relief_notice" ADD CONSTRAINT "relief_notice_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "relief_award" ADD CONSTRAINT "relief_award_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE relief_file ADD CONSTRAINT relief_file_amounts CHECK (coalesce(proposed_fen, 0) >= 0 AND coalesce(decided_fen, 0) >= 0 AND coalesce(emergency_fen, 0) >= 0 AND persons > 0);
ALTER TABLE relief_means ADD CONSTRAINT relief_means_amounts CHECK (coalesce(income_fen, 0) >= 0 AND coalesce(own_income_fen, 0) >= 0 AND coalesce(assets_fen, 0) >= 0 AND coalesce(rigid_fen, 0) >= 0 AND coalesce(compensation_fen, 0) >= 0);
ALTER TABLE relief_member ADD CONSTRAINT relief_member_income CHECK (income_fen >= 0 AND (counted OR not_counted IS NOT NULL));
-- Four hands on one file: who accepted, who checked, who decided are three persons.
ALTER TABLE relief_file ADD CONSTRAINT relief_file_hands CHECK (
  (checked_user IS NULL OR checked_user IS DISTINCT FROM accepted_user) AND (decided_user IS NULL OR (decided_user IS DISTINCT FROM accepted_user
    AND decided_user IS DISTINCT FROM checked_user AND NOT (decided_user = ANY (coalesce(surveyed_users, '{}'))))));
ALTER TABLE relief_notice ADD CONSTRAINT relief_notice_days CHECK (to_on >= from_on AND (taken_down_at IS NULL) = (taken_down_why IS NULL));
ALTER TABLE relief_objection ADD CONSTRAINT relief_objection_state CHECK (state IN ('open', 'upheld', 'rejected', 'late'));
ALTER TABLE relief_award ADD CONSTRAINT relief_award_amount CHECK (amount_fen > 0);
ALTER TABLE relief_award ADD CONSTRAINT relief_award_state CHECK (state IN ('unpaid', 'in_batch', 'paid', 'failed', 'returned', 'stopped'));
-- Nothing is due twice: of one file one payment of a part lives, whatever was decided how often.
CREATE UNIQUE INDEX relief_award_once ON relief_award (case_id, part) WHERE state <> 'stopped';
CREATE INDEX relief_award_open ON relief_award (county, due_on, id) WHERE state = 'unpaid';

CALL protect('relief_file');
CALL protect('relief_means', 'case_id', true);
CALL protect('relief_member', 'case_id', true);
CALL protect('relief_authorisation');
CALL protect('relief_survey');
CALL protect('relief_recusal');
CALL protect('relief_objection');
CALL protect('relief_notice');
CALL protect('relief_award');

-- What is due is frozen: amount, part, decision and hands never change; the application itself may stop a payment that is
-- not under way, mend where a failed one goes, and make it due again. Finance's own functions (guicheng_mover) do the rest.
CREATE FUNCTION keep_award() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['scope_key', 'city', 'county', 'town', 'state', 'state_at', 'state_reason', 'batch_id', 'paid_on', 'version',
  'payee_name_enc', 'payee_account_enc', 'payee_bank', 'payee_relation', 'payee_id_mac'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF current_user = 'guicheng_app' AND (NEW.state <> 'unpaid' OR app_text('app.role') IS NULL OR app_text('app.role') NOT IN ('CA', 'EC', 'HR')
      OR NEW.decided_user IS DISTINCT FROM app_text('app.user')) THEN
      RAISE EXCEPTION 'a payment becomes due by a decision alone' USING ERRCODE = '42501'; END IF;
    RETURN NEW;
  END IF;
  IF (to_jsonb(OLD) - free) IS DISTINCT FROM (to_jsonb(NEW) - free) THEN RAISE EXCEPTION 'what is due is frozen' USING ERRCODE = '42501'; END IF;
  IF OLD.state <> NEW.state AND NOT ((OLD.state, NEW.state) IN (('unpaid', 'in_batch'), ('unpaid', 'stopped'), ('in_batch', 'paid'), ('in_batch', 'failed'),
    ('in_batch', 'unpaid'), ('paid', 'returned'), ('failed', 'unpaid'), ('failed', 'stopped'), ('returned', 'unpaid'), ('returned', 'stopped'))) THEN
    RAISE EXCEPTION 'a payment does not go from % to %', OLD.state, NEW.state USING ERRCODE = '42501'; END IF;
  IF current_user = 'guicheng_app' AND OLD.state <> NEW.state AND NEW.state NOT IN ('stopped', 'unpaid') OR current_user = 'guicheng_app' AND OLD.state IN ('in_batch', 'paid', 'stopped')
    AND OLD.state <> NEW.state THEN
    RAISE EXCEPTION 'finance alone pays' USING ERRCODE = '42501'; END IF;
  IF (OLD.payee_name_enc, OLD.payee_account_enc, OLD.payee_bank, OLD.payee_relation, OLD.payee_id_mac) IS DISTINCT FROM
     (NEW.payee_name_enc, NEW.payee_account_enc, NEW.payee_bank, NEW.payee_relation, NEW.payee_id_mac) AND OLD.state NOT IN ('unpaid', 'failed', 'returned') THEN
    RAISE EXCEPTION 'where a payment under way goes does not change' USING ERRCODE = '42501'; END IF;
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER relief_award_kept BEFORE INSERT OR UPDATE ON relief_award FOR EACH ROW EXECUTE FUNCTION keep_award();

-- What was posted stays as it was worded; it is only taken down.
CREATE FUNCTION keep_relief_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(OLD) - ARRAY['scope_key', 'taken_down_at', 'taken_down_why']) IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['scope_key', 'taken_down_at', 'taken_down_why'])
    OR OLD.taken_down_at IS NOT NULL AND NEW.taken_down_at IS DISTINCT FROM OLD.taken_down_at THEN
    RAISE EXCEPTION 'a notice is only taken down' USING ERRCODE = '42501'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER relief_notice_kept BEFORE UPDATE ON relief_notice FOR EACH ROW EXECUTE FUNCTION keep_relief_notice();

-- Standards and budgets: read by whoever works on relief there; a standard is proposed by the checker and put in force by
-- another person, the approver.
ALTER TABLE relief_standard ADD CONSTRAINT relief_standard_state CHECK (state IN ('proposed', 'in_force', 'rejected') AND amount_fen > 0
  AND (approved_user IS NULL OR approved_user IS DISTINCT FROM proposed_user));
CREATE UNIQUE INDEX relief_standard_version ON relief_standard (region, effective_from) WHERE state <> 'rejected';
ALTER TABLE relief_standard ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON relief_standard FOR SELECT TO guicheng_app USING ('relief_dibao' = ANY ((SELECT app_list('app.range_kinds'))::text[])
  OR 'relief_temp' = ANY ((SELECT app_list('app.range_kinds'))::text[]));
CREATE POLICY app_add ON relief_standard FOR INSERT TO guicheng_app WITH CHECK ((SELECT app_text('app.role')) = 'CK' AND state = 'proposed'
  AND region = (SELECT app_text('app.lo')));
CREATE POLICY app_change ON relief_standard FOR UPDATE TO guicheng_app USING ((SELECT app_text('app.role')) = 'CA' AND state = 'proposed'
  AND region = (SELECT app_text('app.lo'))) WITH CHECK (state IN ('in_force', 'rejected'));
CREATE POLICY worker_all ON relief_standard TO guicheng_worker USING (true) WITH CHECK (true);
GRANT SELECT ON relief_standard TO guicheng_app, guicheng_worker, guicheng_mover;
CREATE POLICY mover_read ON relief_standard FOR SELECT TO guicheng_mover USING (true);
GRANT INSERT ON relief_standard TO guicheng_app;
GRANT UPDATE (state, approved_user, approved_name, approved_at, households, before_fen, after_fen) ON relief_standard TO guicheng_app;

ALTER TABLE relief_budget ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON relief_budget FOR SELECT TO guicheng_app USING (region = left((SELECT app_text('app.lo')), 6) OR region = left((SELECT app_text('app.unit')), 6));
CREATE POLICY worker_all ON relief_budget TO guicheng_worker USING (true) WITH CHECK (true);
CREATE POLICY mover_read ON relief_budget FOR SELECT TO guicheng_mover USING (true);
GRANT SELECT ON relief_budget TO guicheng_app, guicheng_worker, guicheng_mover;

-- Rows for several tables in one statement each. Runs with the caller's rights; the case first, then whatever is a child of
-- a case (row-level security and case_id), duties and links.
CREATE OR REPLACE FUNCTION add_rows(p_rows jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE t text; cols text;
BEGIN
  FOR t IN SELECT k FROM jsonb_object_keys(p_rows) k JOIN pg_class c ON c.relname = k AND c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    WHERE k IN ('case_file', 'case_link') OR (c.relrowsecurity AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'case_id'))
    ORDER BY CASE k WHEN 'case_file' THEN 0 WHEN 'task' THEN 2 WHEN 'case_link' THEN 3 ELSE 1 END, k LOOP
    CONTINUE WHEN jsonb_array_length(p_rows->t) = 0;
    SELECT string_agg(quote_ident(k), ', ') INTO cols FROM jsonb_object_keys(p_rows->t->0) k;
    EXECUTE format('INSERT INTO %I (%s) SELECT %s FROM jsonb_populate_recordset(NULL::%I, $1)', t, cols, cols, t) USING p_rows->t;
  END LOOP;
END $$;
