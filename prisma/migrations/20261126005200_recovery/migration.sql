-- Money paid to somebody who had died before the pay day (DOMAIN §11, D7-edge-10): what has to come back, and what became of it.

-- One payment that has to come back (追回): what was recovered and what was written off of it, in fen, and why.
CREATE TABLE "relief_recovery" (
  "award_id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "due_fen" INTEGER NOT NULL,
  "died_on" DATE NOT NULL,
  "found_on" DATE NOT NULL,
  "recovered_fen" INTEGER NOT NULL DEFAULT 0,
  "waived_fen" INTEGER NOT NULL DEFAULT 0,
  "waived_enc" TEXT,
  "last_on" DATE,
  CONSTRAINT "relief_recovery_pkey" PRIMARY KEY ("award_id")
);
CREATE INDEX "relief_recovery_case_id_idx" ON "relief_recovery"("case_id");
ALTER TABLE "relief_recovery" ADD CONSTRAINT "relief_recovery_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "relief_recovery" ADD CONSTRAINT "relief_recovery_award_id_fkey" FOREIGN KEY ("award_id") REFERENCES "relief_award"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE relief_recovery ADD CONSTRAINT relief_recovery_amounts CHECK (due_fen > 0 AND recovered_fen >= 0 AND waived_fen >= 0
  AND recovered_fen + waived_fen <= due_fen AND (waived_fen > 0) = (waived_enc IS NOT NULL));

CALL protect('relief_recovery');

-- What has to come back is exactly what was paid after the day of death; what came of it only grows, and a decider alone waives.
CREATE FUNCTION keep_recovery() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['scope_key', 'recovered_fen', 'waived_fen', 'waived_enc', 'last_on'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF (NEW.recovered_fen, NEW.waived_fen) <> (0, 0) OR NOT EXISTS (SELECT 1 FROM relief_award a WHERE a.id = NEW.award_id AND a.case_id = NEW.case_id
      AND a.state = 'paid' AND a.paid_on > NEW.died_on AND a.amount_fen = NEW.due_fen AND a.part NOT IN ('quick', 'first')) THEN
      RAISE EXCEPTION 'what was paid after the death alone comes back' USING ERRCODE = '42501'; END IF;
    RETURN NEW;
  END IF;
  IF (to_jsonb(OLD) - free) IS DISTINCT FROM (to_jsonb(NEW) - free) OR NEW.recovered_fen < OLD.recovered_fen OR NEW.waived_fen < OLD.waived_fen THEN
    RAISE EXCEPTION 'a recovery only grows' USING ERRCODE = '42501'; END IF;
  IF current_user = 'guicheng_app' AND NEW.waived_fen <> OLD.waived_fen AND (app_text('app.role') IS NULL OR app_text('app.role') NOT IN ('CA', 'EC', 'HR')) THEN
    RAISE EXCEPTION 'a decider alone writes off' USING ERRCODE = '42501'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER relief_recovery_kept BEFORE INSERT OR UPDATE ON relief_recovery FOR EACH ROW EXECUTE FUNCTION keep_recovery();

-- How the worker finds them.
CREATE INDEX relief_file_died ON relief_file (case_id) WHERE end_cause = 'death';
CREATE INDEX person_died ON person (id) WHERE died_on IS NOT NULL;

-- What has to come back to a year's budgets, for finance and those who decide in the county: sums alone.
CREATE FUNCTION recovery_sums(p_year int) RETURNS TABLE (code text, n bigint, due_fen bigint, recovered_fen bigint, waived_fen bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE unit_region text := split_part(app_text('app.unit'), '-', 1);
BEGIN
  IF app_text('app.role') IS NULL OR app_text('app.role') NOT IN ('FN', 'CK', 'CA') OR length(unit_region) <> 6 THEN
    RAISE EXCEPTION 'not of the county' USING ERRCODE = '42501'; END IF;
  RETURN QUERY SELECT b.code, count(*), sum(v.due_fen)::bigint, sum(v.recovered_fen)::bigint, sum(v.waived_fen)::bigint
  FROM relief_recovery v JOIN relief_award a ON a.id = v.award_id JOIN relief_budget b ON b.code = a.budget_code
  WHERE a.county = unit_region AND b.region = unit_region AND b.year = p_year GROUP BY 1 ORDER BY 1;
END $$;
GRANT CREATE ON SCHEMA public TO guicheng_mover;
ALTER FUNCTION recovery_sums(int) OWNER TO guicheng_mover;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
REVOKE ALL ON FUNCTION recovery_sums(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION recovery_sums(int) TO guicheng_app;
