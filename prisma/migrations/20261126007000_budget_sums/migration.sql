-- What is drawn on a budget (预算): kept as the payments change, in their transaction, and never added up from them again.

-- Everything due or paid of a budget, by unit and benefit, in fen: who decides in one unit waits for nobody in another.
CREATE TABLE "relief_budget_sum" (
  "budget_code" TEXT NOT NULL,
  "unit_code" TEXT COLLATE "C" NOT NULL,
  "benefit_type" TEXT NOT NULL,
  "spent_fen" BIGINT NOT NULL,
  CONSTRAINT "relief_budget_sum_pkey" PRIMARY KEY ("budget_code", "unit_code", "benefit_type")
);
ALTER TABLE relief_budget_sum ENABLE ROW LEVEL SECURITY;
-- Who may read a budget may read what is drawn on it.
CREATE POLICY app_read ON relief_budget_sum FOR SELECT TO guicheng_app USING (budget_code IN (SELECT b.code FROM relief_budget b));
CREATE POLICY worker_read ON relief_budget_sum FOR SELECT TO guicheng_worker USING (true);
CREATE POLICY mover_all ON relief_budget_sum TO guicheng_mover USING (true) WITH CHECK (true);
GRANT SELECT ON relief_budget_sum TO guicheng_app, guicheng_worker;
GRANT SELECT, INSERT, UPDATE ON relief_budget_sum TO guicheng_mover;

-- Adds what a statement changed. Sums are locked in one order, so that two statements never wait for each other.
CREATE FUNCTION keep_budget_sums() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO relief_budget_sum AS s (budget_code, unit_code, benefit_type, spent_fen)
    SELECT a.budget_code, a.scope_key, a.benefit_type, sum(a.amount_fen) FROM after a WHERE a.state <> 'stopped' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (budget_code, unit_code, benefit_type) DO UPDATE SET spent_fen = s.spent_fen + excluded.spent_fen;
  ELSE
    INSERT INTO relief_budget_sum AS s (budget_code, unit_code, benefit_type, spent_fen)
    SELECT x.budget_code, x.scope_key, x.benefit_type, sum(x.fen) FROM (
      SELECT a.budget_code, a.scope_key, a.benefit_type, a.amount_fen AS fen FROM after a WHERE a.state <> 'stopped'
      UNION ALL SELECT b.budget_code, b.scope_key, b.benefit_type, -b.amount_fen FROM before b WHERE b.state <> 'stopped') x
    GROUP BY 1, 2, 3 HAVING sum(x.fen) <> 0 ORDER BY 1, 2, 3
    ON CONFLICT (budget_code, unit_code, benefit_type) DO UPDATE SET spent_fen = s.spent_fen + excluded.spent_fen;
  END IF;
  RETURN NULL;
END $$;
GRANT CREATE ON SCHEMA public TO guicheng_mover;
ALTER FUNCTION keep_budget_sums() OWNER TO guicheng_mover;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
REVOKE ALL ON FUNCTION keep_budget_sums() FROM PUBLIC;
CREATE TRIGGER relief_award_sums_added AFTER INSERT ON relief_award REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION keep_budget_sums();
CREATE TRIGGER relief_award_sums_changed AFTER UPDATE ON relief_award REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION keep_budget_sums();

-- All sums anew from the payments: for the owner, after rows were put in past the triggers.
CREATE FUNCTION recount_budgets() RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  LOCK TABLE relief_award IN SHARE MODE;
  DELETE FROM relief_budget_sum;
  INSERT INTO relief_budget_sum SELECT a.budget_code, a.scope_key, a.benefit_type, sum(a.amount_fen) FROM relief_award a WHERE a.state <> 'stopped' GROUP BY 1, 2, 3;
END $$;
REVOKE ALL ON FUNCTION recount_budgets() FROM PUBLIC;
SELECT recount_budgets();
DROP INDEX relief_award_spent;
