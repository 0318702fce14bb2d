-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "app_user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "display_username" TEXT,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "failed_count" INTEGER NOT NULL DEFAULT 0,
    "failed_since" TIMESTAMPTZ(3),
    "locked_until" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "must_change_password" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "post_id" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ip_address" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "app_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "app_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "app_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "unit_code" TEXT COLLATE "C" NOT NULL,
    "class_code" TEXT,
    "from_on" DATE NOT NULL,
    "until_on" DATE,
    "authorised_by" UUID,
    "authorised_until" DATE,
    "deputy_of" UUID,

    CONSTRAINT "post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_party" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "holder" TEXT COLLATE "C" NOT NULL,
    "part" TEXT NOT NULL,
    "view" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL DEFAULT '9999-12-31 00:00:00+00'::timestamptz,
    "basis" TEXT NOT NULL,
    "granted_by" UUID,

    CONSTRAINT "case_party_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "break_glass" (
    "id" UUID NOT NULL,
    "file_token" TEXT NOT NULL,
    "post_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "owner_unit" TEXT COLLATE "C" NOT NULL,
    "told" TEXT[],
    "reviewed_by" UUID,
    "reviewed_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "break_glass_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "form_token" (
    "nonce" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "post_id" UUID NOT NULL,
    "form" TEXT NOT NULL,
    "outcome" JSONB NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "form_token_pkey" PRIMARY KEY ("nonce")
);

-- CreateTable
CREATE TABLE "draft" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "body_enc" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_log" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "event" TEXT NOT NULL,
    "post_id" UUID,
    "user_id" TEXT,
    "unit_code" TEXT COLLATE "C",
    "file_token" TEXT,
    "fields" INTEGER NOT NULL DEFAULT 0,
    "purpose" TEXT,
    "count" INTEGER NOT NULL DEFAULT 1,
    "ip" TEXT,
    "request_id" TEXT,
    "data" JSONB,

    CONSTRAINT "access_log_pkey" PRIMARY KEY ("id","at")
);

-- CreateTable
CREATE TABLE "audit_batch" (
    "id" SERIAL NOT NULL,
    "from_id" BIGINT NOT NULL,
    "to_id" BIGINT NOT NULL,
    "rows" INTEGER NOT NULL,
    "sm3" TEXT NOT NULL,
    "prev" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_file" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "city" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 4)) STORED,
    "county" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 6)) STORED,
    "town" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 9)) STORED,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "case_no" TEXT NOT NULL,
    "neutral_no" TEXT NOT NULL,
    "file_token" TEXT NOT NULL,
    "person_id" UUID,
    "name" TEXT NOT NULL,
    "pinyin" TEXT COLLATE "C" NOT NULL,
    "initials" TEXT COLLATE "C" NOT NULL,
    "sex" TEXT NOT NULL,
    "birth_on" DATE,
    "huji_code" TEXT,
    "residence_code" TEXT,
    "next_due_on" DATE NOT NULL DEFAULT '9999-12-31'::date,
    "next_task" TEXT,
    "opened_on" DATE NOT NULL,
    "closed_on" DATE,
    "owner_post_id" UUID,
    "assigned_on" DATE,
    "lawful_basis" TEXT NOT NULL,
    "retain_until" DATE,
    "continues_id" UUID,
    "chain_seq" INTEGER NOT NULL DEFAULT 0,
    "chain_hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "case_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_key" (
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "case_key_pkey" PRIMARY KEY ("case_id","key")
);

-- CreateTable
CREATE TABLE "case_event" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "event_on" DATE NOT NULL,
    "step" TEXT NOT NULL,
    "from_state" TEXT,
    "to_state" TEXT,
    "post_id" UUID,
    "actor_name" TEXT,
    "actor_unit" TEXT,
    "inputs_enc" TEXT,
    "digest" TEXT NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "case_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task" (
    "id" UUID NOT NULL,
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "case_id" UUID,
    "kind" TEXT NOT NULL,
    "neutral_no" TEXT NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "role" TEXT NOT NULL,
    "assignee_id" UUID,
    "occurrence" INTEGER NOT NULL DEFAULT 1,
    "detail" TEXT,
    "trigger_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "warn_on" DATE NOT NULL,
    "provisional" BOOLEAN NOT NULL DEFAULT false,
    "rule_id" TEXT NOT NULL,
    "rule_value" INTEGER NOT NULL,
    "rule_unit" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "done_by" UUID,
    "outcome" TEXT,
    "note" TEXT,

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "type" TEXT NOT NULL,
    "on_day" DATE NOT NULL,
    "reached" BOOLEAN NOT NULL DEFAULT true,
    "place" TEXT,
    "present" TEXT[],
    "tags" TEXT[],
    "note_enc" TEXT,
    "next_on" DATE,
    "by_post_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "visit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_note" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "note_enc" TEXT NOT NULL,
    "by_post_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_paper" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "title" TEXT NOT NULL,
    "on_day" DATE NOT NULL,
    "kept_at" TEXT NOT NULL,
    "step" TEXT,
    "added_by" UUID,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_paper_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposal" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "step" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "inputs_enc" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "second_roles" TEXT[],
    "proposed_by" UUID NOT NULL,
    "proposed_user" TEXT NOT NULL,
    "proposed_name" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" UUID,
    "decided_name" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "decided_reason" TEXT,
    "effective_on" DATE,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "referral" (
    "id" UUID NOT NULL,
    "neutral_no" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "from_case_id" UUID,
    "from_kind" TEXT,
    "from_key" TEXT COLLATE "C",
    "from_unit" TEXT COLLATE "C" NOT NULL,
    "to_key" TEXT COLLATE "C" NOT NULL,
    "subject" TEXT NOT NULL,
    "fields_enc" TEXT NOT NULL,
    "consent_id" UUID,
    "sent_on" DATE NOT NULL,
    "sent_by" UUID NOT NULL,
    "due_on" DATE,
    "due_reason" TEXT,
    "state" TEXT NOT NULL,
    "answer_enc" TEXT,
    "answered_on" DATE,
    "answered_by" UUID,
    "chased_on" DATE,

    CONSTRAINT "referral_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "number_series" (
    "series" TEXT NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "number_series_pkey" PRIMARY KEY ("series")
);

-- CreateTable
CREATE TABLE "import_run" (
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "variant" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "file_key_enc" TEXT,
    "state" TEXT NOT NULL,
    "message" TEXT,
    "tables" JSONB NOT NULL DEFAULT '[]',
    "answers" JSONB NOT NULL DEFAULT '{}',
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "run_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "post_id" UUID NOT NULL,
    "sheet" TEXT NOT NULL,
    "row_no" INTEGER NOT NULL,
    "table_no" INTEGER NOT NULL,
    "judged" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "data_enc" TEXT NOT NULL,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "warnings" JSONB NOT NULL DEFAULT '[]',
    "note" TEXT,
    "key_mac" TEXT,
    "repeat_of" INTEGER,
    "mended" BOOLEAN NOT NULL DEFAULT false,
    "case_id" UUID,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("run_id","seq")
);

-- CreateTable
CREATE TABLE "import_mapping" (
    "post_unit" TEXT NOT NULL,
    "variant" TEXT NOT NULL,
    "header_sig" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_mapping_pkey" PRIMARY KEY ("post_unit","variant","header_sig")
);

-- CreateTable
CREATE TABLE "import_seen" (
    "post_unit" TEXT NOT NULL,
    "key_mac" TEXT NOT NULL,

    CONSTRAINT "import_seen_pkey" PRIMARY KEY ("post_unit","key_mac")
);

-- CreateTable
CREATE TABLE "worker_heartbeat" (
    "id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_heartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "key_check" (
    "id" INTEGER NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "key_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_link" (
    "from_id" UUID NOT NULL,
    "to_id" UUID NOT NULL,
    "type" TEXT NOT NULL,

    CONSTRAINT "case_link_pkey" PRIMARY KEY ("from_id","to_id")
);

-- CreateTable
CREATE TABLE "handoff_file" (
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'handoff',
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "source_type" TEXT NOT NULL,
    "prison_code" TEXT,
    "prison_name" TEXT,
    "notice_on" DATE,
    "release_due_on" DATE,
    "release_due_basis" TEXT,
    "released_on" DATE,
    "release_diff_reason" TEXT,
    "release_cert_no" TEXT,
    "key_category" TEXT[],
    "must_pickup" BOOLEAN NOT NULL DEFAULT false,
    "verify_result" TEXT,
    "needs" TEXT[],
    "pickup_mode" TEXT,
    "pickup_at" TIMESTAMPTZ(3),
    "pickup_people_enc" TEXT,
    "pickup_transport" TEXT,
    "pickup_cost" INTEGER,
    "fund_source" TEXT,
    "tonight" TEXT,
    "guardian_told" BOOLEAN NOT NULL DEFAULT false,
    "family_told_on" DATE,
    "handed_over_at" TIMESTAMPTZ(3),
    "handover_place" TEXT,
    "at_gate" BOOLEAN NOT NULL DEFAULT false,
    "prison_signed_on" DATE,
    "prison_signed_by" TEXT,
    "person_signed" BOOLEAN NOT NULL DEFAULT false,
    "responsible_town" TEXT,
    "first_talk_on" DATE,
    "guidance_owner" TEXT,
    "contact_owner" TEXT,
    "support_owner" TEXT,
    "help_plan_enc" TEXT,
    "support_level" TEXT,
    "level_on" DATE,
    "pair_helper_post_id" UUID,
    "pair_helper_name" TEXT,
    "pair_declared_on" DATE,
    "agreement_status" TEXT,
    "agreement_on" DATE,
    "help_start_on" DATE,
    "help_end_on" DATE,
    "placement_type" TEXT NOT NULL DEFAULT 'unplaced',
    "placed_on" DATE,
    "placement_checked_on" DATE,
    "insurance_status" TEXT[],
    "screened_on" DATE,
    "last_contact_on" DATE,
    "contacts_made" INTEGER NOT NULL DEFAULT 0,
    "last_meeting_on" DATE,
    "away_to" TEXT,
    "away_until" DATE,
    "paused_on" DATE,
    "unreachable_on" DATE,
    "declined_on" DATE,
    "end_reviewed_on" DATE,
    "ended_on" DATE,
    "end_cause" TEXT,
    "juvenile_school_records" BOOLEAN NOT NULL DEFAULT false,
    "before_system" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "handoff_file_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "handoff_offence" (
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'handoff',
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "offence_code" TEXT,
    "sentence_months" INTEGER,
    "juvenile_at_offence" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "handoff_offence_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "handoff_reoffence" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'handoff',
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "judgment_enc" TEXT NOT NULL,
    "offence_on" DATE NOT NULL,
    "effective_on" DATE NOT NULL,

    CONSTRAINT "handoff_reoffence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "handoff_group_member" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'handoff',
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "member" TEXT NOT NULL,
    "sex" TEXT,
    "post_id" UUID,
    "from_on" DATE NOT NULL,
    "until_on" DATE,

    CONSTRAINT "handoff_group_member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "handoff_placement" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'handoff',
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "type" TEXT NOT NULL,
    "placed_on" DATE NOT NULL,
    "evidence" TEXT,
    "detail_enc" TEXT,
    "verified_on" DATE,
    "ended_on" DATE,

    CONSTRAINT "handoff_placement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "handoff_measure" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'handoff',
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "type" TEXT NOT NULL,
    "referral_id" UUID,
    "referred_on" DATE NOT NULL,
    "result" TEXT,
    "result_on" DATE,

    CONSTRAINT "handoff_measure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release_notice" (
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'release_notice',
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "notice_on" DATE NOT NULL,
    "release_due_on" DATE NOT NULL,
    "release_cert_no" TEXT,
    "to_unit" TEXT NOT NULL,
    "offence_code" TEXT,
    "sentence_months" INTEGER,
    "key_category" TEXT[],
    "verify_result" TEXT,
    "replied_on" DATE,
    "return_reason" TEXT,
    "pickup_mode" TEXT,
    "pickup_at" TIMESTAMPTZ(3),
    "released_on" DATE,
    "signed_on" DATE,
    "signed_by" TEXT,

    CONSTRAINT "release_notice_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "support_file" (
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'support',
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "needs" TEXT[],
    "started_on" DATE,
    "plan_enc" TEXT,
    "ended_on" DATE,
    "end_cause" TEXT,

    CONSTRAINT "support_file_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "to_enc" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "region" (
    "code" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "parent_code" TEXT,
    "ended_on" DATE,

    CONSTRAINT "region_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "unit" (
    "code" TEXT COLLATE "C" NOT NULL,
    "region_code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "opened_on" DATE,
    "closed_on" DATE,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "org_unit_change" (
    "id" UUID NOT NULL,
    "from_codes" TEXT[],
    "to_code" TEXT NOT NULL,
    "effective_on" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "moved" INTEGER NOT NULL DEFAULT 0,
    "decided_by" UUID,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "org_unit_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grid" (
    "code" TEXT COLLATE "C" NOT NULL,
    "region_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "household_count" INTEGER NOT NULL DEFAULT 0,
    "grid_worker_id" UUID,

    CONSTRAINT "grid_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "rule_param" (
    "rule_id" TEXT NOT NULL,
    "effective_from" DATE NOT NULL,
    "effective_to" DATE,
    "value" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "rule_param_pkey" PRIMARY KEY ("rule_id","effective_from")
);

-- CreateTable
CREATE TABLE "workday_calendar" (
    "day" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "workday_calendar_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "workday_year" (
    "year" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "loaded_on" DATE NOT NULL,

    CONSTRAINT "workday_year_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "id_type" TEXT NOT NULL,
    "id_mac" TEXT,
    "id_enc" TEXT,
    "no_id_reason" TEXT,
    "name" TEXT NOT NULL,
    "pinyin" TEXT COLLATE "C" NOT NULL,
    "sex" TEXT NOT NULL,
    "birth_on" DATE NOT NULL,
    "died_on" DATE,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_contact" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "what" TEXT NOT NULL,
    "relation" TEXT,
    "name_enc" TEXT,
    "value_enc" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "case_contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "signer" TEXT NOT NULL,
    "capacity" TEXT NOT NULL,
    "scope" TEXT[],
    "recipients" TEXT[],
    "text_version" TEXT NOT NULL,
    "text_hash" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "signed_on" DATE NOT NULL,
    "withdrawn_on" DATE,
    "kept_at" TEXT,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_user_username_key" ON "app_user"("username");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "app_session_token_key" ON "app_session"("token");

-- CreateIndex
CREATE INDEX "app_session_user_id_idx" ON "app_session"("user_id");

-- CreateIndex
CREATE INDEX "app_account_user_id_idx" ON "app_account"("user_id");

-- CreateIndex
CREATE INDEX "app_verification_identifier_idx" ON "app_verification"("identifier");

-- CreateIndex
CREATE INDEX "post_user_id_idx" ON "post"("user_id");

-- CreateIndex
CREATE INDEX "post_unit_code_role_idx" ON "post"("unit_code", "role");

-- CreateIndex
CREATE INDEX "case_party_holder_kind_case_id_idx" ON "case_party"("holder", "kind", "case_id");

-- CreateIndex
CREATE INDEX "case_party_case_id_idx" ON "case_party"("case_id");

-- CreateIndex
CREATE INDEX "break_glass_owner_unit_reviewed_at_idx" ON "break_glass"("owner_unit", "reviewed_at");

-- CreateIndex
CREATE INDEX "form_token_used_at_idx" ON "form_token"("used_at");

-- CreateIndex
CREATE INDEX "draft_user_id_path_idx" ON "draft"("user_id", "path");

-- CreateIndex
CREATE INDEX "draft_expires_at_idx" ON "draft"("expires_at");

-- CreateIndex
CREATE INDEX "access_log_file_token_at_idx" ON "access_log"("file_token", "at");

-- CreateIndex
CREATE INDEX "access_log_post_id_at_idx" ON "access_log"("post_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "case_file_case_no_key" ON "case_file"("case_no");

-- CreateIndex
CREATE UNIQUE INDEX "case_file_neutral_no_key" ON "case_file"("neutral_no");

-- CreateIndex
CREATE UNIQUE INDEX "case_file_file_token_key" ON "case_file"("file_token");

-- CreateIndex
CREATE INDEX "case_file_kind_scope_key_next_due_on_id_idx" ON "case_file"("kind", "scope_key", "next_due_on", "id");

-- CreateIndex
CREATE INDEX "case_file_kind_town_next_due_on_id_idx" ON "case_file"("kind", "town", "next_due_on", "id");

-- CreateIndex
CREATE INDEX "case_file_kind_county_next_due_on_id_idx" ON "case_file"("kind", "county", "next_due_on", "id");

-- CreateIndex
CREATE INDEX "case_file_kind_city_next_due_on_id_idx" ON "case_file"("kind", "city", "next_due_on", "id");

-- CreateIndex
CREATE INDEX "case_file_kind_county_opened_on_id_idx" ON "case_file"("kind", "county", "opened_on", "id");

-- CreateIndex
CREATE INDEX "case_file_kind_scope_key_opened_on_id_idx" ON "case_file"("kind", "scope_key", "opened_on", "id");

-- CreateIndex
CREATE INDEX "case_file_owner_post_id_kind_next_due_on_idx" ON "case_file"("owner_post_id", "kind", "next_due_on");

-- CreateIndex
CREATE INDEX "case_file_person_id_idx" ON "case_file"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_file_id_kind_scope_key_key" ON "case_file"("id", "kind", "scope_key");

-- CreateIndex
CREATE UNIQUE INDEX "case_event_case_id_seq_key" ON "case_event"("case_id", "seq");

-- CreateIndex
CREATE INDEX "task_scope_key_role_due_on_idx" ON "task"("scope_key", "role", "due_on");

-- CreateIndex
CREATE INDEX "task_case_id_code_idx" ON "task"("case_id", "code");

-- CreateIndex
CREATE INDEX "task_assignee_id_due_on_idx" ON "task"("assignee_id", "due_on");

-- CreateIndex
CREATE INDEX "visit_case_id_on_day_idx" ON "visit"("case_id", "on_day");

-- CreateIndex
CREATE INDEX "case_note_case_id_created_at_idx" ON "case_note"("case_id", "created_at");

-- CreateIndex
CREATE INDEX "case_paper_case_id_idx" ON "case_paper"("case_id");

-- CreateIndex
CREATE INDEX "proposal_case_id_state_idx" ON "proposal"("case_id", "state");

-- CreateIndex
CREATE INDEX "proposal_state_kind_scope_key_idx" ON "proposal"("state", "kind", "scope_key");

-- CreateIndex
CREATE UNIQUE INDEX "referral_neutral_no_key" ON "referral"("neutral_no");

-- CreateIndex
CREATE INDEX "referral_to_key_state_due_on_idx" ON "referral"("to_key", "state", "due_on");

-- CreateIndex
CREATE INDEX "referral_from_case_id_idx" ON "referral"("from_case_id");

-- CreateIndex
CREATE INDEX "referral_from_key_state_idx" ON "referral"("from_key", "state");

-- CreateIndex
CREATE INDEX "import_run_post_id_created_at_idx" ON "import_run"("post_id", "created_at");

-- CreateIndex
CREATE INDEX "import_row_run_id_verdict_seq_idx" ON "import_row"("run_id", "verdict", "seq");

-- CreateIndex
CREATE INDEX "import_row_run_id_key_mac_seq_idx" ON "import_row"("run_id", "key_mac", "seq");

-- CreateIndex
CREATE INDEX "case_link_to_id_idx" ON "case_link"("to_id");

-- CreateIndex
CREATE INDEX "handoff_file_scope_key_release_due_on_idx" ON "handoff_file"("scope_key", "release_due_on");

-- CreateIndex
CREATE UNIQUE INDEX "handoff_file_case_id_kind_scope_key_key" ON "handoff_file"("case_id", "kind", "scope_key");

-- CreateIndex
CREATE UNIQUE INDEX "handoff_offence_case_id_kind_scope_key_key" ON "handoff_offence"("case_id", "kind", "scope_key");

-- CreateIndex
CREATE INDEX "handoff_reoffence_case_id_idx" ON "handoff_reoffence"("case_id");

-- CreateIndex
CREATE INDEX "handoff_group_member_case_id_idx" ON "handoff_group_member"("case_id");

-- CreateIndex
CREATE INDEX "handoff_placement_case_id_idx" ON "handoff_placement"("case_id");

-- CreateIndex
CREATE INDEX "handoff_measure_case_id_idx" ON "handoff_measure"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "release_notice_case_id_kind_scope_key_key" ON "release_notice"("case_id", "kind", "scope_key");

-- CreateIndex
CREATE UNIQUE INDEX "support_file_case_id_kind_scope_key_key" ON "support_file"("case_id", "kind", "scope_key");

-- CreateIndex
CREATE INDEX "outbox_state_created_at_idx" ON "outbox"("state", "created_at");

-- CreateIndex
CREATE INDEX "region_parent_code_idx" ON "region"("parent_code");

-- CreateIndex
CREATE INDEX "unit_region_code_kind_idx" ON "unit"("region_code", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "grid_grid_worker_id_key" ON "grid"("grid_worker_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_id_mac_key" ON "person"("id_mac");

-- CreateIndex
CREATE INDEX "case_contact_case_id_idx" ON "case_contact"("case_id");

-- CreateIndex
CREATE INDEX "consent_case_id_idx" ON "consent"("case_id");

-- AddForeignKey
ALTER TABLE "app_session" ADD CONSTRAINT "app_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_account" ADD CONSTRAINT "app_account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_unit_code_fkey" FOREIGN KEY ("unit_code") REFERENCES "unit"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_party" ADD CONSTRAINT "case_party_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_key" ADD CONSTRAINT "case_key_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_event" ADD CONSTRAINT "case_event_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit" ADD CONSTRAINT "visit_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_note" ADD CONSTRAINT "case_note_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_paper" ADD CONSTRAINT "case_paper_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral" ADD CONSTRAINT "referral_from_case_id_from_kind_from_key_fkey" FOREIGN KEY ("from_case_id", "from_kind", "from_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handoff_file" ADD CONSTRAINT "handoff_file_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handoff_offence" ADD CONSTRAINT "handoff_offence_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handoff_reoffence" ADD CONSTRAINT "handoff_reoffence_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handoff_group_member" ADD CONSTRAINT "handoff_group_member_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handoff_placement" ADD CONSTRAINT "handoff_placement_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handoff_measure" ADD CONSTRAINT "handoff_measure_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_notice" ADD CONSTRAINT "release_notice_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_file" ADD CONSTRAINT "support_file_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grid" ADD CONSTRAINT "grid_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_contact" ADD CONSTRAINT "case_contact_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;



-- A prefix is one index range, cut down to the scope inside the index; names and pinyin are too short for trigrams.
-- The column sorts by "C", so the plain order serves >= and <; text_pattern_ops would not.
CREATE INDEX case_key_search ON case_key (kind, key, scope_key, case_id);
-- Open duties of a unit, and waiting proposals, are what desks read.
CREATE INDEX task_open ON task (scope_key, role, due_on, id) WHERE done_at IS NULL;
CREATE UNIQUE INDEX task_once ON task (case_id, code, occurrence) WHERE done_at IS NULL;
CREATE INDEX proposal_waiting ON proposal (kind, scope_key, proposed_at) WHERE state = 'waiting';
CREATE UNIQUE INDEX proposal_one_waiting ON proposal (case_id, step) WHERE state IN ('waiting', 'decided');
