-- Payment (发放): finance makes batches of what decisions made due, sends them to the bank and reads the results back.
-- Finance sees no file: a line holds what a payment list needs, and every step into a batch and out of it is a function here.

-- A batch of payments (发放批次): one programme up to a month, of one finance office. Sums are in fen and follow its lines.
CREATE TABLE "payment_batch" (
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "programme" TEXT NOT NULL,
  "month" DATE NOT NULL,
  "made_on" DATE NOT NULL,
  "made_user" TEXT NOT NULL,
  "sent_on" DATE,
  "settled_on" DATE,
  "lines" INTEGER NOT NULL DEFAULT 0,
  "total_fen" BIGINT NOT NULL DEFAULT 0,
  "paid_lines" INTEGER NOT NULL DEFAULT 0,
  "paid_fen" BIGINT NOT NULL DEFAULT 0,
  "failed_lines" INTEGER NOT NULL DEFAULT 0,
  "returned_lines" INTEGER NOT NULL DEFAULT 0,
  "held_lines" INTEGER NOT NULL DEFAULT 0,
  "city" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 4)) STORED,
  "county" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 6)) STORED,
  "town" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 9)) STORED,
  CONSTRAINT "payment_batch_pkey" PRIMARY KEY ("case_id")
);

-- One payment of a batch: one award, which is one part or month of one decision. Name and account as the award has them,
-- encrypted for it; of a town's reserve the account is that of payment_reserve.
CREATE TABLE "payment_line" (
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "no" INTEGER NOT NULL,
  "award_id" UUID NOT NULL,
  "budget_code" TEXT NOT NULL,
  "benefit_type" TEXT NOT NULL,
  "part" TEXT NOT NULL,
  "due_on" DATE NOT NULL,
  "amount_fen" INTEGER NOT NULL,
  "name_enc" TEXT NOT NULL,
  "account_enc" TEXT NOT NULL,
  "bank" TEXT,
  "reserve_unit" TEXT COLLATE "C",
  "state" TEXT NOT NULL DEFAULT 'listed',
  "state_at" TIMESTAMPTZ(3) NOT NULL,
  "reason" TEXT,
  "result_on" DATE,
  CONSTRAINT "payment_line_pkey" PRIMARY KEY ("case_id", "no")
);

-- A result file of the bank (回盘文件): read by the worker, applied whole or refused with the lines named.
CREATE TABLE "payment_result" (
  "id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "scope_key" TEXT COLLATE "C" NOT NULL,
  "file_name" TEXT NOT NULL,
  "file_key_enc" TEXT,
  "file_hash" TEXT NOT NULL,
  "result_on" DATE NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'waiting',
  "rows" INTEGER NOT NULL DEFAULT 0,
  "message" TEXT,
  "faults" JSONB,
  "post_id" UUID NOT NULL,
  "user_id" TEXT NOT NULL,
  "user_name" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "done_at" TIMESTAMPTZ(3),
  CONSTRAINT "payment_result_pkey" PRIMARY KEY ("id")
);

-- The account of a town's reserve (乡镇备用金), from which urgent relief was handed over: finance makes it good.
CREATE TABLE "payment_reserve" (
  "unit_code" TEXT COLLATE "C" NOT NULL,
  "name_enc" TEXT NOT NULL,
  "account_enc" TEXT NOT NULL,
  "bank" TEXT NOT NULL,
  "set_user" TEXT NOT NULL,
  "set_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "payment_reserve_pkey" PRIMARY KEY ("unit_code")
);

CREATE UNIQUE INDEX "payment_batch_case_id_kind_scope_key_key" ON "payment_batch"("case_id", "kind", "scope_key");
CREATE INDEX "payment_batch_city_made_on_idx" ON "payment_batch"("city", "made_on");
CREATE INDEX "payment_batch_county_made_on_idx" ON "payment_batch"("county", "made_on");
CREATE INDEX "payment_batch_scope_key_made_on_idx" ON "payment_batch"("scope_key", "made_on");
CREATE INDEX "payment_line_case_id_state_no_idx" ON "payment_line"("case_id", "state", "no");
CREATE INDEX "payment_line_award_id_idx" ON "payment_line"("award_id");
CREATE INDEX "payment_line_budget_code_case_id_idx" ON "payment_line"("budget_code", "case_id");
CREATE INDEX "payment_result_case_id_idx" ON "payment_result"("case_id");
CREATE UNIQUE INDEX payment_result_waiting ON payment_result (case_id) WHERE state = 'waiting';
-- No decision is paid twice: of one award one line lives, in whichever batch.
CREATE UNIQUE INDEX payment_line_once ON payment_line (award_id) WHERE state IN ('listed', 'paid');

ALTER TABLE "payment_batch" ADD CONSTRAINT "payment_batch_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payment_line" ADD CONSTRAINT "payment_line_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payment_line" ADD CONSTRAINT "payment_line_award_id_fkey" FOREIGN KEY ("award_id") REFERENCES "relief_award"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payment_result" ADD CONSTRAINT "payment_result_case_id_kind_scope_key_fkey" FOREIGN KEY ("case_id", "kind", "scope_key") REFERENCES "case_file"("id", "kind", "scope_key") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE payment_batch ADD CONSTRAINT payment_batch_programme CHECK (programme IN ('temp_relief', 'dibao', 'school_aid', 'training_subsidy', 'reserve'));
ALTER TABLE payment_line ADD CONSTRAINT payment_line_state CHECK (state IN ('listed', 'removed', 'held', 'paid', 'failed', 'returned') AND amount_fen > 0);
ALTER TABLE payment_result ADD CONSTRAINT payment_result_state CHECK (state IN ('waiting', 'applied', 'refused'));

CALL protect('payment_batch');
CALL protect('payment_line');
CALL protect('payment_result');
-- Lines and sums are written by the functions below alone: the application opens an empty batch.
REVOKE INSERT, UPDATE ON payment_line FROM guicheng_app;
CREATE FUNCTION keep_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'guicheng_app' AND (TG_OP = 'UPDATE' AND (to_jsonb(OLD) - ARRAY['scope_key', 'city', 'county', 'town']) IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['scope_key', 'city', 'county', 'town'])
    OR TG_OP = 'INSERT' AND (NEW.lines, NEW.total_fen, NEW.paid_lines, NEW.paid_fen, NEW.sent_on, NEW.settled_on) IS DISTINCT FROM (0, 0::bigint, 0, 0::bigint, NULL::date, NULL::date)) THEN
    RAISE EXCEPTION 'a batch follows its lines' USING ERRCODE = '42501'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_batch_kept BEFORE INSERT OR UPDATE ON payment_batch FOR EACH ROW EXECUTE FUNCTION keep_batch();

ALTER TABLE payment_reserve ENABLE ROW LEVEL SECURITY;
CREATE POLICY app_read ON payment_reserve FOR SELECT TO guicheng_app USING ((SELECT app_text('app.role')) = 'FN' AND left(unit_code, 6) = left((SELECT app_text('app.unit')), 6));
CREATE POLICY mover_all ON payment_reserve TO guicheng_mover USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON payment_reserve TO guicheng_worker USING (true) WITH CHECK (true);
GRANT SELECT ON payment_reserve TO guicheng_app, guicheng_worker;
GRANT SELECT, INSERT, UPDATE ON payment_reserve TO guicheng_mover;

-- What has to be looked into at the town window.
CREATE INDEX relief_award_back ON relief_award (case_id) WHERE state IN ('failed', 'returned') OR (state = 'unpaid' AND state_reason = 'dead');

-- The fourth hand: whoever pays had no other hand on the file. By person, not by post.
ALTER TABLE relief_award ADD COLUMN payer_user TEXT;
ALTER TABLE relief_award ADD CONSTRAINT relief_award_hands CHECK (payer_user IS NULL OR (payer_user IS DISTINCT FROM accepted_user
  AND payer_user IS DISTINCT FROM checked_user AND payer_user <> decided_user));

-- As keep_award() of before; payer_user is finance's to write.
CREATE OR REPLACE FUNCTION keep_award() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['scope_key', 'city', 'county', 'town', 'state', 'state_at', 'state_reason', 'batch_id', 'paid_on', 'version',
  'payee_name_enc', 'payee_account_enc', 'payee_bank', 'payee_relation', 'payee_id_mac', 'payer_user'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF current_user = 'guicheng_app' AND (NEW.state <> 'unpaid' OR app_text('app.role') IS NULL OR app_text('app.role') NOT IN ('CA', 'EC', 'HR')
      OR NEW.decided_user IS DISTINCT FROM app_text('app.user') OR NEW.payer_user IS NOT NULL) THEN
      RAISE EXCEPTION 'a payment becomes due by a decision alone' USING ERRCODE = '42501'; END IF;
    RETURN NEW;
  END IF;
  IF (to_jsonb(OLD) - free) IS DISTINCT FROM (to_jsonb(NEW) - free) THEN RAISE EXCEPTION 'what is due is frozen' USING ERRCODE = '42501'; END IF;
  IF OLD.state <> NEW.state AND NOT ((OLD.state, NEW.state) IN (('unpaid', 'in_batch'), ('unpaid', 'stopped'), ('in_batch', 'paid'), ('in_batch', 'failed'),
    ('in_batch', 'unpaid'), ('paid', 'returned'), ('failed', 'unpaid'), ('failed', 'stopped'), ('returned', 'unpaid'), ('returned', 'stopped'))) THEN
    RAISE EXCEPTION 'a payment does not go from % to %', OLD.state, NEW.state USING ERRCODE = '42501'; END IF;
  IF current_user = 'guicheng_app' AND OLD.state <> NEW.state AND NEW.state NOT IN ('stopped', 'unpaid') OR current_user = 'guicheng_app' AND OLD.state IN ('in_batch', 'paid', 'stopped')
    AND OLD.state <> NEW.state OR current_user = 'guicheng_app' AND (OLD.payer_user, OLD.batch_id, OLD.paid_on) IS DISTINCT FROM (NEW.payer_user, NEW.batch_id, NEW.paid_on) THEN
    RAISE EXCEPTION 'finance alone pays' USING ERRCODE = '42501'; END IF;
  IF (OLD.payee_name_enc, OLD.payee_account_enc, OLD.payee_bank, OLD.payee_relation, OLD.payee_id_mac) IS DISTINCT FROM
     (NEW.payee_name_enc, NEW.payee_account_enc, NEW.payee_bank, NEW.payee_relation, NEW.payee_id_mac) AND OLD.state NOT IN ('unpaid', 'failed', 'returned') THEN
    RAISE EXCEPTION 'where a payment under way goes does not change' USING ERRCODE = '42501'; END IF;
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;

-- What is due and unpaid in a county up to a day, with why finance cannot list it now: its person had another hand on the
-- file or is a near relative ('hand'), somebody died ('dead'), there is no account ('account'). NULL: it can be listed.
-- Urgent relief was handed over from the town's reserve: it goes to the reserve, whoever got it.
CREATE FUNCTION due_payments(p_county text, p_until date, p_user text)
RETURNS TABLE (id uuid, programme text, budget_code text, due_on date, amount_fen int, reserve_unit text, bar text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT a.id, x.programme, a.budget_code, a.due_on, a.amount_fen, CASE WHEN x.programme = 'reserve' THEN a.scope_key END,
    CASE WHEN p_user = a.decided_user OR p_user = a.checked_user OR p_user = a.accepted_user OR p_user = ANY (f.surveyed_users)
           OR EXISTS (SELECT 1 FROM relief_recusal r WHERE r.case_id = a.case_id AND r.user_id = p_user) THEN 'hand'
         WHEN x.programme <> 'reserve' AND (EXISTS (SELECT 1 FROM person p WHERE p.id = c.person_id AND (p.died_on IS NOT NULL
             OR EXISTS (SELECT 1 FROM case_file d WHERE d.person_id = p.id AND d.state = 'died')))
           OR EXISTS (SELECT 1 FROM person p WHERE p.id_mac = a.payee_id_mac AND (p.died_on IS NOT NULL
             OR EXISTS (SELECT 1 FROM case_file d WHERE d.person_id = p.id AND d.state = 'died')))) THEN 'dead'
         WHEN x.programme = 'reserve' AND NOT EXISTS (SELECT 1 FROM payment_reserve v WHERE v.unit_code = a.scope_key)
           OR x.programme <> 'reserve' AND a.payee_account_enc IS NULL THEN 'account' END
  FROM relief_award a JOIN case_file c ON c.id = a.case_id JOIN relief_file f ON f.case_id = a.case_id,
    LATERAL (SELECT CASE WHEN a.part IN ('quick', 'first') THEN 'reserve' ELSE a.benefit_type END AS programme) x
  WHERE a.county = p_county AND a.state = 'unpaid' AND a.due_on <= p_until $$;

-- Sums of what is due, for finance: no row of it leaves.
CREATE FUNCTION payable_sums(p_until date) RETURNS TABLE (programme text, budget_code text, bar text, n bigint, fen bigint, since date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF app_text('app.role') IS DISTINCT FROM 'FN' THEN RAISE EXCEPTION 'not finance' USING ERRCODE = '42501'; END IF;
  RETURN QUERY SELECT d.programme, d.budget_code, d.bar, count(*), sum(d.amount_fen)::bigint, min(d.due_on)
    FROM due_payments(left(app_text('app.unit'), 6), p_until, app_text('app.user')) d GROUP BY 1, 2, 3;
END $$;

-- Sums of a batch from its lines.
CREATE FUNCTION count_payments(p_case uuid) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE payment_batch b SET lines = l.n, total_fen = l.fen, paid_lines = l.paid, paid_fen = l.paid_fen, failed_lines = l.failed,
    returned_lines = l.returned, held_lines = l.held
  FROM (SELECT count(*) FILTER (WHERE state NOT IN ('removed', 'held')) AS n, coalesce(sum(amount_fen) FILTER (WHERE state NOT IN ('removed', 'held')), 0) AS fen,
      count(*) FILTER (WHERE state = 'paid') AS paid, coalesce(sum(amount_fen) FILTER (WHERE state = 'paid'), 0) AS paid_fen,
      count(*) FILTER (WHERE state = 'failed') AS failed, count(*) FILTER (WHERE state = 'returned') AS returned, count(*) FILTER (WHERE state = 'held') AS held
    FROM payment_line WHERE case_id = p_case) l WHERE b.case_id = p_case $$;

-- The batch of my own office in one of the states, locked. Raises 42501 when it is not mine, 40001 when it stands elsewhere.
CREATE FUNCTION own_batch(p_case uuid, p_states text[]) RETURNS payment_batch LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE b payment_batch; s text;
BEGIN
  IF app_text('app.role') IS DISTINCT FROM 'FN' THEN RAISE EXCEPTION 'not finance' USING ERRCODE = '42501'; END IF;
  SELECT c.state INTO s FROM case_file c WHERE c.id = p_case AND c.kind = 'payment_batch' AND c.scope_key = app_text('app.unit') FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
  IF s <> ALL (p_states) THEN RAISE EXCEPTION 'batch is %', s USING ERRCODE = '40001'; END IF;
  SELECT * INTO b FROM payment_batch x WHERE x.case_id = p_case;
  RETURN b;
END $$;

-- Puts what is due into a new batch, at most so many and nothing of a month that has not come; what somebody else is about to list or to stop is left alone. Gives
-- the number of lines.
CREATE FUNCTION list_payments(p_case uuid, p_most int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE b payment_batch; me text := app_text('app.user'); n int;
BEGIN
  b := own_batch(p_case, ARRAY['draft']);
  IF b.lines > 0 THEN RAISE EXCEPTION 'batch is listed' USING ERRCODE = '40001'; END IF;
  WITH mine AS (
    SELECT d.id, d.reserve_unit FROM due_payments(left(b.scope_key, 6),
      (LEAST(b.month, date_trunc('month', app_now() AT TIME ZONE 'Asia/Shanghai')::date) + interval '1 month' - interval '1 day')::date, me) d
    WHERE d.programme = b.programme AND d.bar IS NULL ORDER BY d.due_on, d.id LIMIT p_most
  ), locked AS (
    SELECT a.id, mine.reserve_unit FROM mine JOIN relief_award a ON a.id = mine.id WHERE a.state = 'unpaid' ORDER BY a.id FOR UPDATE OF a SKIP LOCKED
  ), taken AS (
    UPDATE relief_award a SET state = 'in_batch', state_at = app_now(), state_reason = NULL, batch_id = p_case, payer_user = me
    FROM locked WHERE a.id = locked.id RETURNING a.*, locked.reserve_unit
  )
  INSERT INTO payment_line (case_id, kind, scope_key, no, award_id, budget_code, benefit_type, part, due_on, amount_fen, name_enc, account_enc, bank, reserve_unit, state_at)
  SELECT p_case, b.kind, b.scope_key, row_number() OVER (ORDER BY t.due_on, t.id), t.id, t.budget_code, t.benefit_type, t.part, t.due_on, t.amount_fen,
    coalesce(v.name_enc, t.payee_name_enc), coalesce(v.account_enc, t.payee_account_enc), CASE WHEN v.unit_code IS NULL THEN t.payee_bank ELSE v.bank END, t.reserve_unit, app_now()
  FROM taken t LEFT JOIN payment_reserve v ON v.unit_code = t.reserve_unit;
  GET DIAGNOSTICS n = ROW_COUNT;
  PERFORM count_payments(p_case);
  RETURN n;
END $$;

-- Takes one line out of a batch that has not gone out; what it would have paid is due again.
CREATE FUNCTION take_payment_out(p_case uuid, p_no int, p_reason text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE a uuid;
BEGIN
  PERFORM own_batch(p_case, ARRAY['draft']);
  UPDATE payment_line SET state = 'removed', reason = p_reason, state_at = app_now() WHERE case_id = p_case AND no = p_no AND state = 'listed' RETURNING award_id INTO a;
  IF a IS NULL THEN RETURN false; END IF;
  UPDATE relief_award SET state = 'unpaid', state_at = app_now(), batch_id = NULL, payer_user = NULL WHERE id = a;
  PERFORM count_payments(p_case);
  RETURN true;
END $$;

-- The last look before a batch goes out: whoever died meanwhile is held back, and the file is told by state_reason. Gives
-- how many were held and how many are left.
CREATE FUNCTION check_payments(p_case uuid) RETURNS TABLE (held int, remaining int) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM own_batch(p_case, ARRAY['draft']);
  WITH dead AS (
    SELECT l.no, l.award_id FROM payment_line l JOIN relief_award a ON a.id = l.award_id JOIN case_file c ON c.id = a.case_id
    WHERE l.case_id = p_case AND l.state = 'listed' AND l.reserve_unit IS NULL AND (
      EXISTS (SELECT 1 FROM person p WHERE p.id = c.person_id AND (p.died_on IS NOT NULL OR EXISTS (SELECT 1 FROM case_file d WHERE d.person_id = p.id AND d.state = 'died')))
      OR EXISTS (SELECT 1 FROM person p WHERE p.id_mac = a.payee_id_mac AND (p.died_on IS NOT NULL OR EXISTS (SELECT 1 FROM case_file d WHERE d.person_id = p.id AND d.state = 'died'))))
  ), lines AS (
    UPDATE payment_line l SET state = 'held', reason = 'dead', state_at = app_now() FROM dead WHERE l.case_id = p_case AND l.no = dead.no
  )
  UPDATE relief_award a SET state = 'unpaid', state_at = app_now(), state_reason = 'dead', batch_id = NULL, payer_user = NULL FROM dead WHERE a.id = dead.award_id;
  GET DIAGNOSTICS held = ROW_COUNT;
  PERFORM count_payments(p_case);
  UPDATE payment_batch SET sent_on = (app_now() AT TIME ZONE 'Asia/Shanghai')::date WHERE case_id = p_case RETURNING lines INTO remaining;
  RETURN NEXT;
END $$;

-- Gives up a batch that has not gone out: everything in it is due again.
CREATE FUNCTION cancel_payments(p_case uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM own_batch(p_case, ARRAY['draft']);
  UPDATE relief_award a SET state = 'unpaid', state_at = app_now(), batch_id = NULL, payer_user = NULL
  FROM payment_line l WHERE l.case_id = p_case AND l.state = 'listed' AND a.id = l.award_id;
  UPDATE payment_line SET state = 'removed', reason = 'cancelled', state_at = app_now() WHERE case_id = p_case AND state = 'listed';
  PERFORM count_payments(p_case);
END $$;

-- Reads the bank's results back: [{no, fen, state, reason}] for exactly the lines that went out, with their amounts, each once.
CREATE FUNCTION settle_payments(p_case uuid, p_rows jsonb, p_on date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM own_batch(p_case, ARRAY['sent']);
  IF (SELECT count(*) <> count(DISTINCT r.no) OR NOT bool_and(r.state IN ('paid', 'failed', 'returned')) FROM jsonb_to_recordset(p_rows) AS r(no int, state text))
    OR EXISTS (SELECT 1 FROM (SELECT l.no, l.amount_fen FROM payment_line l WHERE l.case_id = p_case AND l.state = 'listed') l
      FULL JOIN jsonb_to_recordset(p_rows) AS r(no int, fen int) ON r.no = l.no WHERE l.no IS NULL OR r.no IS NULL OR r.fen IS DISTINCT FROM l.amount_fen) THEN
    RAISE EXCEPTION 'results do not fit the batch' USING ERRCODE = '22023'; END IF;
  UPDATE payment_line l SET state = r.state, reason = left(r.reason, 200), result_on = p_on, state_at = app_now()
  FROM jsonb_to_recordset(p_rows) AS r(no int, state text, reason text) WHERE l.case_id = p_case AND l.no = r.no;
  UPDATE relief_award a SET state = CASE l.state WHEN 'failed' THEN 'failed' ELSE 'paid' END, state_at = app_now(), state_reason = l.reason,
    paid_on = CASE l.state WHEN 'paid' THEN p_on END
  FROM payment_line l WHERE l.case_id = p_case AND l.state IN ('paid', 'failed', 'returned') AND a.id = l.award_id;
  UPDATE relief_award a SET state = 'returned' FROM payment_line l WHERE l.case_id = p_case AND l.state = 'returned' AND a.id = l.award_id;
  UPDATE payment_batch SET settled_on = p_on WHERE case_id = p_case;
  PERFORM count_payments(p_case);
END $$;

-- The bank sends a payment back after it had gone through.
CREATE FUNCTION return_payment(p_case uuid, p_no int, p_reason text, p_on date) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE a uuid;
BEGIN
  PERFORM own_batch(p_case, ARRAY['settled', 'closed']);
  UPDATE payment_line SET state = 'returned', reason = p_reason, result_on = p_on, state_at = app_now() WHERE case_id = p_case AND no = p_no AND state = 'paid' RETURNING award_id INTO a;
  IF a IS NULL THEN RETURN false; END IF;
  UPDATE relief_award SET state = 'returned', state_at = app_now(), state_reason = p_reason, paid_on = NULL WHERE id = a;
  PERFORM count_payments(p_case);
  RETURN true;
END $$;

-- Writes down a town's reserve account; what failed or came back because of the old one is due again.
CREATE FUNCTION set_payment_reserve(p_unit text, p_name_enc text, p_account_enc text, p_bank text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF app_text('app.role') IS DISTINCT FROM 'FN' OR NOT EXISTS (SELECT 1 FROM unit u WHERE u.code = p_unit AND u.kind = 'civil_affairs' AND u.closed_on IS NULL
    AND length(u.region_code) = 9 AND left(u.code, 6) = left(app_text('app.unit'), 6)) THEN RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
  INSERT INTO payment_reserve (unit_code, name_enc, account_enc, bank, set_user, set_at) VALUES (p_unit, p_name_enc, p_account_enc, p_bank, app_text('app.user'), app_now())
    ON CONFLICT (unit_code) DO UPDATE SET name_enc = excluded.name_enc, account_enc = excluded.account_enc, bank = excluded.bank, set_user = excluded.set_user, set_at = excluded.set_at;
  UPDATE relief_award SET state = 'unpaid', state_at = app_now(), state_reason = NULL, batch_id = NULL, payer_user = NULL
    WHERE scope_key = p_unit AND part IN ('quick', 'first') AND state IN ('failed', 'returned');
END $$;

-- Each fen from the budget to the payment: sums of a year's budgets by where the money stands. For finance and those who
-- decide in the county.
CREATE FUNCTION budget_trace(p_year int) RETURNS TABLE (code text, name text, total_fen bigint, decided_fen bigint, unpaid_fen bigint, batch_fen bigint,
  paid_fen bigint, back_fen bigint, stopped_fen bigint, n bigint) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE unit_region text := split_part(app_text('app.unit'), '-', 1);
BEGIN
  IF app_text('app.role') IS NULL OR app_text('app.role') NOT IN ('FN', 'CK', 'CA') OR length(unit_region) <> 6 THEN
    RAISE EXCEPTION 'not of the county' USING ERRCODE = '42501'; END IF;
  RETURN QUERY SELECT b.code, b.name, b.total_fen, coalesce(s.decided, 0), coalesce(s.unpaid, 0), coalesce(s.batch, 0), coalesce(s.paid, 0), coalesce(s.back, 0), coalesce(s.stopped, 0), coalesce(s.n, 0)
  FROM relief_budget b LEFT JOIN (
    SELECT a.budget_code, sum(a.amount_fen) FILTER (WHERE a.state <> 'stopped')::bigint AS decided, sum(a.amount_fen) FILTER (WHERE a.state = 'unpaid')::bigint AS unpaid,
      sum(a.amount_fen) FILTER (WHERE a.state = 'in_batch')::bigint AS batch, sum(a.amount_fen) FILTER (WHERE a.state = 'paid')::bigint AS paid,
      sum(a.amount_fen) FILTER (WHERE a.state IN ('failed', 'returned'))::bigint AS back, sum(a.amount_fen) FILTER (WHERE a.state = 'stopped')::bigint AS stopped,
      count(*) FILTER (WHERE a.state <> 'stopped') AS n
    FROM relief_award a WHERE a.county = unit_region GROUP BY 1) s ON s.budget_code = b.code
  WHERE b.region = unit_region AND b.year = p_year ORDER BY b.code;
END $$;

-- What the bank said of a year's payments, by month and programme: numbers and amounts alone.
CREATE FUNCTION payment_sums(p_year int) RETURNS TABLE (month int, programme text, sent bigint, paid bigint, paid_fen bigint, failed bigint, returned bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE unit_region text := split_part(app_text('app.unit'), '-', 1);
BEGIN
  IF app_text('app.role') IS NULL OR app_text('app.role') NOT IN ('FN', 'CK', 'CA') OR length(unit_region) <> 6 THEN
    RAISE EXCEPTION 'not of the county' USING ERRCODE = '42501'; END IF;
  RETURN QUERY SELECT extract(month FROM b.sent_on)::int, b.programme, sum(b.lines)::bigint, sum(b.paid_lines)::bigint, sum(b.paid_fen)::bigint, sum(b.failed_lines)::bigint, sum(b.returned_lines)::bigint
  FROM payment_batch b WHERE b.county = unit_region AND b.settled_on IS NOT NULL AND extract(year FROM b.sent_on) = p_year GROUP BY 1, 2 ORDER BY 1, 2;
END $$;

GRANT CREATE ON SCHEMA public TO guicheng_mover;
DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname IN ('payable_sums', 'list_payments', 'take_payment_out',
    'check_payments', 'cancel_payments', 'settle_payments', 'return_payment', 'set_payment_reserve', 'budget_trace', 'payment_sums') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO guicheng_mover', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO guicheng_app', f);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
-- Of use inside those alone.
REVOKE ALL ON FUNCTION due_payments(text, date, text), own_batch(uuid, text[]), count_payments(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION due_payments(text, date, text), own_batch(uuid, text[]), count_payments(uuid) TO guicheng_mover;
