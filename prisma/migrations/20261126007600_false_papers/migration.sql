-- Which payments were obtained with false papers (社会救助法 73), and what came back of each: beside those after a death.
ALTER TABLE relief_recovery ADD COLUMN cause TEXT NOT NULL DEFAULT 'death', ALTER COLUMN died_on DROP NOT NULL;
ALTER TABLE relief_recovery ADD CONSTRAINT relief_recovery_cause CHECK (cause IN ('death', 'false_papers') AND (cause = 'death') = (died_on IS NOT NULL));

-- What has to come back is a whole payment: one after the day of death, or one of a file that was ended for false papers. What came
-- of it only grows, and a decider alone waives.
CREATE OR REPLACE FUNCTION keep_recovery() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['scope_key', 'recovered_fen', 'waived_fen', 'waived_enc', 'last_on'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF (NEW.recovered_fen, NEW.waived_fen) <> (0, 0) OR NOT EXISTS (SELECT 1 FROM relief_award a JOIN relief_file f ON f.case_id = a.case_id
      WHERE a.id = NEW.award_id AND a.case_id = NEW.case_id AND a.state = 'paid' AND a.amount_fen = NEW.due_fen AND a.part NOT IN ('quick', 'first')
        AND (a.paid_on > NEW.died_on OR NEW.cause = 'false_papers' AND f.false_papers)) THEN
      RAISE EXCEPTION 'what was paid after the death or for false papers alone comes back' USING ERRCODE = '42501'; END IF;
    RETURN NEW;
  END IF;
  IF (to_jsonb(OLD) - free) IS DISTINCT FROM (to_jsonb(NEW) - free) OR NEW.recovered_fen < OLD.recovered_fen OR NEW.waived_fen < OLD.waived_fen THEN
    RAISE EXCEPTION 'a recovery only grows' USING ERRCODE = '42501'; END IF;
  IF current_user = 'guicheng_app' AND NEW.waived_fen <> OLD.waived_fen AND (app_text('app.role') IS NULL OR app_text('app.role') NOT IN ('CA', 'EC', 'HR')) THEN
    RAISE EXCEPTION 'a decider alone writes off' USING ERRCODE = '42501'; END IF;
  RETURN NEW;
END $$;

-- As before, by what it comes back for.
DROP FUNCTION recovery_sums(int);
CREATE FUNCTION recovery_sums(p_year int) RETURNS TABLE (code text, cause text, n bigint, due_fen bigint, recovered_fen bigint, waived_fen bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE unit_region text := split_part(app_text('app.unit'), '-', 1);
BEGIN
  IF app_text('app.role') IS NULL OR app_text('app.role') NOT IN ('FN', 'CK', 'CA') OR length(unit_region) <> 6 THEN
    RAISE EXCEPTION 'not of the county' USING ERRCODE = '42501'; END IF;
  RETURN QUERY SELECT b.code, v.cause, count(*), sum(v.due_fen)::bigint, sum(v.recovered_fen)::bigint, sum(v.waived_fen)::bigint
  FROM relief_recovery v JOIN relief_award a ON a.id = v.award_id JOIN relief_budget b ON b.code = a.budget_code
  WHERE a.county = unit_region AND b.region = unit_region AND b.year = p_year GROUP BY 1, 2 ORDER BY 1, 2;
END $$;
GRANT CREATE ON SCHEMA public TO guicheng_mover;
ALTER FUNCTION recovery_sums(int) OWNER TO guicheng_mover;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
REVOKE ALL ON FUNCTION recovery_sums(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION recovery_sums(int) TO guicheng_app;
