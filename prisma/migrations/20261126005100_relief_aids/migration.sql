-- Aid by the school, training subsidies and referrals for start-up loans (DOMAIN §11): what they hold beside the other kinds.

-- Level of the certificate or proof that a training subsidy is paid for.
ALTER TABLE relief_file ADD COLUMN training_level TEXT;
ALTER TABLE relief_file ADD CONSTRAINT relief_file_school CHECK (kind <> 'relief_school' OR (child_category IS NOT NULL AND school_stage IS NOT NULL AND school_year IS NOT NULL));
-- A loan is the bank's: nothing of it stands here but that it was recommended and what became of it.
ALTER TABLE relief_file ADD CONSTRAINT relief_file_loan CHECK (kind <> 'relief_loan' OR (proposed_fen IS NULL AND decided_fen IS NULL AND payee_enc IS NULL));
