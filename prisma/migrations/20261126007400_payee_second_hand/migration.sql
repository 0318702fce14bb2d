-- A changed account (变更收款账户) is confirmed by a second hand: until then nothing of the file goes out, and whoever said where
-- the money goes is not the one who sends it.

-- Did this person say where the money of the file goes, or confirm it? By person, whatever post he said it in.
CREATE FUNCTION payee_hand(p_case uuid, p_user text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM case_event e JOIN post o ON o.id = e.post_id
    WHERE e.case_id = p_case AND e.step IN ('set_payee', 'change_payee', 'change_payee.propose') AND o.user_id = p_user) $$;
CREATE FUNCTION payee_changing(p_case uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM proposal q WHERE q.case_id = p_case AND q.step = 'change_payee' AND q.state = 'waiting') $$;
-- Did whoever gets it die, as far as anybody wrote down?
CREATE FUNCTION payee_dead(p_person uuid, p_payee_mac text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM person p WHERE p.id = p_person AND (p.died_on IS NOT NULL OR EXISTS (SELECT 1 FROM case_file d WHERE d.person_id = p.id AND d.state = 'died')))
    OR EXISTS (SELECT 1 FROM person p WHERE p.id_mac = p_payee_mac AND (p.died_on IS NOT NULL OR EXISTS (SELECT 1 FROM case_file d WHERE d.person_id = p.id AND d.state = 'died'))) $$;

-- As before; with 'hand' for whoever set the account, and 'change' while a new one waits for its second hand.
CREATE OR REPLACE FUNCTION due_payments(p_county text, p_until date, p_user text)
RETURNS TABLE (id uuid, programme text, budget_code text, due_on date, amount_fen int, reserve_unit text, bar text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT a.id, x.programme, a.budget_code, a.due_on, a.amount_fen, CASE WHEN x.programme = 'reserve' THEN a.scope_key END,
    CASE WHEN p_user = a.decided_user OR p_user = a.checked_user OR p_user = a.accepted_user OR p_user = ANY (f.surveyed_users)
           OR EXISTS (SELECT 1 FROM relief_recusal r WHERE r.case_id = a.case_id AND r.user_id = p_user)
           OR x.programme <> 'reserve' AND payee_hand(a.case_id, p_user) THEN 'hand'
         WHEN x.programme <> 'reserve' AND payee_dead(c.person_id, a.payee_id_mac) THEN 'dead'
         WHEN x.programme <> 'reserve' AND payee_changing(a.case_id) THEN 'change'
         WHEN x.programme = 'reserve' AND NOT EXISTS (SELECT 1 FROM payment_reserve v WHERE v.unit_code = a.scope_key)
           OR x.programme <> 'reserve' AND a.payee_account_enc IS NULL THEN 'account' END
  FROM relief_award a JOIN case_file c ON c.id = a.case_id JOIN relief_file f ON f.case_id = a.case_id,
    LATERAL (SELECT CASE WHEN a.part IN ('quick', 'first') THEN 'reserve' ELSE a.benefit_type END AS programme) x
  WHERE a.county = p_county AND a.state = 'unpaid' AND a.due_on <= p_until $$;

-- The last look before a batch goes out: whoever died meanwhile, and whose account is being changed, is held back. Of the dead
-- the file is told by state_reason; the others are due again. Gives how many were held and how many are left.
CREATE OR REPLACE FUNCTION check_payments(p_case uuid) RETURNS TABLE (held int, remaining int) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM own_batch(p_case, ARRAY['draft']);
  WITH barred AS (
    SELECT x.no, x.award_id, x.why FROM (SELECT l.no, l.award_id,
        CASE WHEN payee_dead(c.person_id, a.payee_id_mac) THEN 'dead' WHEN payee_changing(a.case_id) THEN 'change' END AS why
      FROM payment_line l JOIN relief_award a ON a.id = l.award_id JOIN case_file c ON c.id = a.case_id
      WHERE l.case_id = p_case AND l.state = 'listed' AND l.reserve_unit IS NULL) x WHERE x.why IS NOT NULL
  ), lines AS (
    UPDATE payment_line l SET state = 'held', reason = barred.why, state_at = app_now() FROM barred WHERE l.case_id = p_case AND l.no = barred.no
  )
  UPDATE relief_award a SET state = 'unpaid', state_at = app_now(), state_reason = nullif(barred.why, 'change'), batch_id = NULL, payer_user = NULL
  FROM barred WHERE a.id = barred.award_id;
  GET DIAGNOSTICS held = ROW_COUNT;
  PERFORM count_payments(p_case);
  UPDATE payment_batch SET sent_on = (app_now() AT TIME ZONE 'Asia/Shanghai')::date WHERE case_id = p_case RETURNING lines INTO remaining;
  RETURN NEXT;
END $$;
DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname IN ('payee_hand', 'payee_changing', 'payee_dead') LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO guicheng_mover', f);
  END LOOP;
END $$;
