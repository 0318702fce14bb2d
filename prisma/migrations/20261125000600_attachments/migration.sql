-- Attachments: photos of visits and scans of papers. The content lies sealed outside the database; here is what it is,
-- to what it belongs, its hash and its wrapped key. Only a range view "full" or a party view "full" opens the row.

CREATE UNIQUE INDEX "visit_id_case_id_key" ON "visit"("id", "case_id");
CREATE UNIQUE INDEX "case_paper_id_case_id_key" ON "case_paper"("id", "case_id");

CREATE TABLE "attachment" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "visit_id" UUID,
    "paper_id" UUID,
    "type" TEXT NOT NULL,
    "inline" BOOLEAN NOT NULL,
    "name_enc" TEXT,
    "size" INTEGER NOT NULL,
    "sm3" TEXT COLLATE "C" NOT NULL,
    "stored_name" TEXT COLLATE "C" NOT NULL,
    "small_name" TEXT COLLATE "C",
    "key_enc" TEXT,
    "by_post_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "removed_by" UUID,
    "removed_name" TEXT,
    "removed_why_enc" TEXT,
    "destroyed_at" TIMESTAMPTZ(3),

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "attachment_of_one" CHECK (num_nonnulls("visit_id", "paper_id") = 1)
);

CREATE UNIQUE INDEX "attachment_stored_name_key" ON "attachment"("stored_name");
CREATE UNIQUE INDEX "attachment_small_name_key" ON "attachment"("small_name");
CREATE INDEX "attachment_case_id_added_at_idx" ON "attachment"("case_id", "added_at");
CREATE INDEX "attachment_removed_at_idx" ON "attachment"("removed_at");

ALTER TABLE "attachment" ADD CONSTRAINT "attachment_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_visit_id_case_id_fkey" FOREIGN KEY ("visit_id", "case_id") REFERENCES "visit"("id", "case_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_paper_id_case_id_fkey" FOREIGN KEY ("paper_id", "case_id") REFERENCES "case_paper"("id", "case_id") ON DELETE RESTRICT ON UPDATE CASCADE;

CALL protect('attachment', 'case_id', true);

-- What was added stays as it was added: the application may remove, the worker may destroy what was removed.
REVOKE UPDATE ON attachment FROM guicheng_app, guicheng_worker;
GRANT UPDATE (removed_at, removed_by, removed_name, removed_why_enc) ON attachment TO guicheng_app;
GRANT UPDATE (name_enc, key_enc, destroyed_at) ON attachment TO guicheng_worker;
