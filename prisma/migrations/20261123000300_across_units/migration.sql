-- The few doors between units. Each function is owned by the login-less guicheng_mover, checks its caller by the scope
-- the guard set, and does one thing. Row-level security refuses every other cross-unit write.

GRANT SELECT, INSERT ON case_link TO guicheng_mover;
GRANT SELECT ON case_link TO guicheng_worker;

-- A batch of numbers of one series; returns the first.
CREATE FUNCTION next_numbers(p_series text, p_count int) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO number_series AS s (series, last) VALUES (p_series, p_count)
  ON CONFLICT (series) DO UPDATE SET last = s.last + p_count RETURNING last - p_count + 1 $$;

-- The only way to a person id: found or created, and never says which. One id per element, in order.
CREATE FUNCTION person_match(p_people jsonb) RETURNS uuid[] LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE result uuid[]; one jsonb; found_id uuid;
BEGIN
  IF app_text('app.post') IS NULL OR app_list('app.write_kinds') IS NULL THEN RAISE EXCEPTION 'no scope' USING ERRCODE = '42501'; END IF;
  FOR one IN SELECT * FROM jsonb_array_elements(p_people) LOOP
    found_id := NULL;
    INSERT INTO person (id, id_type, id_mac, id_enc, no_id_reason, name, pinyin, sex, birth_on)
    VALUES ((one->>'id')::uuid, one->>'id_type', one->>'id_mac', one->>'id_enc', one->>'no_id_reason', one->>'name', one->>'pinyin', one->>'sex', (one->>'birth_on')::date)
    ON CONFLICT (id_mac) DO NOTHING RETURNING id INTO found_id;
    IF found_id IS NULL THEN SELECT id INTO found_id FROM person WHERE id_mac = one->>'id_mac'; END IF;
    result := array_append(result, found_id);
  END LOOP;
  RETURN result;
END $$;

-- Rows for several tables in one statement each; absent columns take their defaults. Runs with the caller's rights.
CREATE FUNCTION add_rows(p_rows jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t text; cols text;
  allowed text[] := ARRAY['case_file', 'case_key', 'case_event', 'case_contact', 'case_paper', 'case_party', 'consent', 'visit', 'case_note',
    'handoff_file', 'handoff_offence', 'handoff_group_member', 'handoff_placement', 'handoff_measure', 'release_notice', 'support_file', 'task', 'case_link'];
BEGIN
  FOREACH t IN ARRAY allowed LOOP
    CONTINUE WHEN p_rows->t IS NULL OR jsonb_array_length(p_rows->t) = 0;
    SELECT string_agg(quote_ident(k), ', ') INTO cols FROM jsonb_object_keys(p_rows->t->0) k;
    EXECUTE format('INSERT INTO %I (%s) SELECT %s FROM jsonb_populate_recordset(NULL::%I, $1)', t, cols, cols, t) USING p_rows->t;
  END LOOP;
END $$;

-- Is the case in the caller's scope (for writing)? The predicate of protect(), for functions that run as the mover.
CREATE FUNCTION in_scope(p_case uuid, p_write boolean) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM case_file c WHERE c.id = p_case
    AND (NOT p_write OR c.kind = ANY (app_list('app.write_kinds')))
    AND ((c.kind = ANY (app_list('app.range_kinds')) AND c.scope_key >= app_text('app.lo') AND c.scope_key < app_text('app.hi'))
      OR (c.kind = ANY (app_list('app.party_kinds')) AND EXISTS (SELECT 1 FROM case_party p
        WHERE p.case_id = c.id AND p.holder = ANY (app_list('app.holders')) AND p.until_at > app_now()
          AND NOT (p_write AND p.part IN ('break_glass', 'one_off')))))) $$;

-- Duties are written by whoever may write on their file, or by the one they are given to.
CREATE POLICY app_add ON task FOR INSERT TO guicheng_app WITH CHECK (
  kind = ANY ((SELECT app_list('app.write_kinds'))::text[]) AND in_scope(case_id, true));
CREATE POLICY app_change ON task FOR UPDATE TO guicheng_app USING (
  kind = ANY ((SELECT app_list('app.write_kinds'))::text[]) AND (assignee_id::text = (SELECT app_text('app.post')) OR in_scope(case_id, true)));

-- A prison's liaison delivers: opens the county's file (or a neutral support file at the town) from his notice.
CREATE FUNCTION deliver_case(p_rows jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF app_text('app.role') IS DISTINCT FROM 'PR' THEN RAISE EXCEPTION 'not a liaison' USING ERRCODE = '42501'; END IF;
  IF EXISTS (SELECT 1 FROM jsonb_object_keys(p_rows) k WHERE k NOT IN ('case_file', 'case_key', 'case_event', 'case_contact', 'handoff_file', 'handoff_offence', 'support_file', 'task', 'case_link')) THEN
    RAISE EXCEPTION 'table not deliverable' USING ERRCODE = '42501'; END IF;
  IF EXISTS (SELECT 1 FROM jsonb_array_elements(p_rows->'case_file') c
    LEFT JOIN unit u ON u.code = c->>'scope_key' AND u.closed_on IS NULL
    WHERE NOT ((c->>'kind', c->>'state', coalesce(u.kind, '')) IN (('handoff', 'pre_notice', 'justice_bureau'), ('support', 'open', 'justice_office'), ('support', 'open', 'justice_bureau')))) THEN
    RAISE EXCEPTION 'not an entry state of a receiving unit' USING ERRCODE = '42501'; END IF;
  IF EXISTS (SELECT 1 FROM jsonb_each(p_rows) t(name, list), jsonb_array_elements(t.list) r
    WHERE t.name NOT IN ('case_file', 'case_link') AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(p_rows->'case_file') c
      WHERE c->>'id' = r->>'case_id' AND c->>'scope_key' = r->>'scope_key' AND c->>'kind' = r->>'kind')) THEN
    RAISE EXCEPTION 'row of another case' USING ERRCODE = '42501'; END IF;
  IF EXISTS (SELECT 1 FROM jsonb_array_elements(coalesce(p_rows->'case_link', '[]')) l WHERE NOT in_scope((l->>'from_id')::uuid, true)
    OR NOT EXISTS (SELECT 1 FROM jsonb_array_elements(p_rows->'case_file') c WHERE c->>'id' = l->>'to_id' AND c->>'kind' = 'handoff')) THEN
    RAISE EXCEPTION 'link outside the scope' USING ERRCODE = '42501'; END IF;
  PERFORM add_rows(p_rows);
END $$;

-- The file linked to one of mine: enough to append to its chain, nothing that tells about the person.
CREATE FUNCTION linked_head(p_case uuid) RETURNS TABLE (id uuid, kind text, scope_key text, state text, version int, chain_seq int, chain_hash text, file_token text, neutral_no text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id, c.kind, c.scope_key, c.state, c.version, c.chain_seq, c.chain_hash, c.file_token, c.neutral_no
  FROM case_link l JOIN case_file c ON c.id = CASE WHEN l.from_id = p_case THEN l.to_id ELSE l.from_id END
  WHERE (l.from_id = p_case OR l.to_id = p_case) AND l.type = 'notice' AND in_scope(p_case, true) $$;

-- Internal: a state, columns of the kind's own table, one event and tasks on a file that is not the caller's.
CREATE FUNCTION write_linked(p_to uuid, p_from_states text[], p_state text, p_table text, p_columns text[], p_patch jsonb, p_event jsonb, p_tasks jsonb, p_done text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE col text; head record;
BEGIN
  SELECT c.state, c.chain_seq, c.chain_hash, c.scope_key, c.kind INTO head FROM case_file c WHERE c.id = p_to FOR UPDATE;
  IF NOT (head.state = ANY (p_from_states)) THEN RAISE EXCEPTION 'linked file is in state %', head.state USING ERRCODE = '40001'; END IF;
  IF (p_event->>'seq')::int IS DISTINCT FROM head.chain_seq + 1 OR p_event->>'prev_hash' IS DISTINCT FROM head.chain_hash OR p_event->>'case_id' IS DISTINCT FROM p_to::text
    OR p_event->>'scope_key' IS DISTINCT FROM head.scope_key OR p_event->>'kind' IS DISTINCT FROM head.kind THEN
    RAISE EXCEPTION 'chain moved on' USING ERRCODE = '40001'; END IF;
  IF p_event->>'post_id' IS DISTINCT FROM app_text('app.post') THEN RAISE EXCEPTION 'event of another post' USING ERRCODE = '42501'; END IF;
  IF EXISTS (SELECT 1 FROM jsonb_array_elements(coalesce(p_tasks, '[]')) t WHERE t->>'case_id' IS DISTINCT FROM p_to::text OR t->>'scope_key' IS DISTINCT FROM head.scope_key OR t->>'kind' IS DISTINCT FROM head.kind) THEN
    RAISE EXCEPTION 'task of another case' USING ERRCODE = '42501'; END IF;
  UPDATE case_file SET state = coalesce(p_state, state), version = version + (p_state IS NOT NULL)::int, chain_seq = chain_seq + 1, chain_hash = p_event->>'hash',
    closed_on = CASE WHEN p_state IN ('closed', 'terminated') THEN (p_event->>'event_on')::date ELSE closed_on END WHERE id = p_to;
  FOR col IN SELECT jsonb_object_keys(coalesce(p_patch, '{}')) LOOP
    IF NOT (col = ANY (p_columns)) THEN RAISE EXCEPTION 'column % not deliverable', col USING ERRCODE = '42501'; END IF;
    EXECUTE format('UPDATE %I SET %I = (jsonb_populate_record(NULL::%I, $1)).%I WHERE case_id = $2', p_table, col, p_table, col) USING p_patch, p_to;
  END LOOP;
  UPDATE task SET done_at = app_now(), done_by = app_text('app.post')::uuid, outcome = 'done' WHERE case_id = p_to AND done_at IS NULL AND code = ANY (p_done);
  IF p_state IN ('closed', 'terminated') THEN
    UPDATE task SET done_at = app_now(), done_by = app_text('app.post')::uuid, outcome = 'superseded' WHERE case_id = p_to AND done_at IS NULL;
  END IF;
  PERFORM add_rows(jsonb_build_object('case_event', jsonb_build_array(p_event), 'task', coalesce(p_tasks, '[]')));
END $$;

-- The county answers the prison's notice, or the prison answers the county: between two linked files only.
CREATE FUNCTION signal_case(p_from uuid, p_to uuid, p_state text, p_patch jsonb, p_event jsonb, p_tasks jsonb, p_done text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE pair text;
BEGIN
  IF NOT in_scope(p_from, true) THEN RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
  SELECT a.kind || '>' || b.kind INTO pair FROM case_link l, case_file a, case_file b
    WHERE l.type = 'notice' AND a.id = p_from AND b.id = p_to AND ((l.from_id = p_from AND l.to_id = p_to) OR (l.from_id = p_to AND l.to_id = p_from));
  IF pair = 'handoff>release_notice' AND (p_state IS NULL OR p_state IN ('verified', 'returned', 'planned', 'handed_over', 'no_show', 'closed')) THEN
    PERFORM write_linked(p_to, ARRAY['sent', 'verified', 'returned', 'planned', 'handed_over', 'no_show', 'signed'], p_state, 'release_notice',
      ARRAY['verify_result', 'replied_on', 'return_reason', 'pickup_mode', 'pickup_at', 'released_on'], p_patch, p_event, p_tasks, p_done);
  ELSIF pair = 'release_notice>handoff' AND (p_state IS NULL OR p_state IN ('pre_notice', 'terminated')) THEN
    PERFORM write_linked(p_to, CASE p_state WHEN 'pre_notice' THEN ARRAY['returned'] WHEN 'terminated' THEN ARRAY['pre_notice', 'returned', 'verified', 'pickup_planned', 'await_release']
      ELSE ARRAY['pre_notice', 'returned', 'verified', 'pickup_planned', 'await_release', 'handed_over', 'no_show', 'registered', 'in_help'] END, p_state, 'handoff_file',
      ARRAY['release_due_on', 'release_due_basis', 'release_cert_no', 'prison_signed_on', 'prison_signed_by', 'end_cause', 'ended_on'], p_patch, p_event, p_tasks, p_done);
  ELSE
    RAISE EXCEPTION 'no such signal' USING ERRCODE = '42501';
  END IF;
END $$;

-- Referrals (DOMAIN 4.13): sent by the side that holds the file, answered by the unit it is addressed to.
CREATE FUNCTION deliver_referral(p_row jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT in_scope((p_row->>'from_case_id')::uuid, true) THEN RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
  IF p_row->>'state' <> 'sent' OR p_row->>'from_unit' IS DISTINCT FROM app_text('app.unit') OR NOT EXISTS (SELECT 1 FROM unit u WHERE u.code = p_row->>'to_key' AND u.closed_on IS NULL)
    OR NOT EXISTS (SELECT 1 FROM case_file c WHERE c.id = (p_row->>'from_case_id')::uuid AND c.kind = p_row->>'from_kind' AND c.scope_key = p_row->>'from_key') THEN
    RAISE EXCEPTION 'referral not deliverable' USING ERRCODE = '42501'; END IF;
  INSERT INTO referral (id, neutral_no, type, from_case_id, from_kind, from_key, from_unit, to_key, subject, fields_enc, consent_id, sent_on, sent_by, due_on, due_reason, state)
  SELECT id, neutral_no, type, from_case_id, from_kind, from_key, from_unit, to_key, subject, fields_enc, consent_id, sent_on, sent_by, due_on, due_reason, state
  FROM jsonb_populate_record(NULL::referral, p_row);
END $$;

CREATE FUNCTION referral_head(p_id uuid) RETURNS TABLE (id uuid, kind text, scope_key text, state text, version int, chain_seq int, chain_hash text, file_token text, neutral_no text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id, c.kind, c.scope_key, c.state, c.version, c.chain_seq, c.chain_hash, c.file_token, c.neutral_no
  FROM referral r JOIN case_file c ON c.id = r.from_case_id
  WHERE r.id = p_id AND r.to_key = app_text('app.unit') AND r.type = ANY (app_list('app.referral_types')) $$;

CREATE FUNCTION answer_referral(p_id uuid, p_state text, p_answer_enc text, p_on date, p_case_state text, p_event jsonb, p_tasks jsonb, p_done text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r record;
BEGIN
  SELECT * INTO r FROM referral WHERE id = p_id AND to_key = app_text('app.unit') AND type = ANY (app_list('app.referral_types')) FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
  IF NOT ((r.state, p_state) IN (('sent', 'accepted'), ('sent', 'returned'), ('sent', 'answered'), ('accepted', 'answered'), ('accepted', 'returned')))
    OR (r.type = 'transfer' AND r.state = 'accepted') THEN
    RAISE EXCEPTION 'referral is %', r.state USING ERRCODE = '40001'; END IF;
  UPDATE referral SET state = p_state, answer_enc = coalesce(p_answer_enc, answer_enc), answered_on = p_on, answered_by = app_text('app.post')::uuid WHERE id = p_id;
  IF r.from_case_id IS NULL THEN RETURN; END IF;
  IF r.type = 'transfer' AND ((p_state = 'accepted' AND p_case_state = 'closed') OR (p_state = 'returned' AND p_case_state = 'in_help')) THEN
    PERFORM write_linked(r.from_case_id, ARRAY['transferred'], p_case_state, NULL, NULL, NULL, p_event, p_tasks, p_done);
  ELSIF p_case_state IS NULL THEN
    PERFORM write_linked(r.from_case_id, (SELECT ARRAY[state] FROM case_file WHERE id = r.from_case_id), NULL, NULL, NULL, NULL, p_event, p_tasks, p_done);
  ELSE
    RAISE EXCEPTION 'no such answer' USING ERRCODE = '42501';
  END IF;
END $$;

-- The sender withdraws an unanswered referral or notes that it was chased.
CREATE FUNCTION touch_referral(p_id uuid, p_withdraw boolean, p_on date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE referral SET state = CASE WHEN p_withdraw THEN 'withdrawn' ELSE state END, chased_on = CASE WHEN p_withdraw THEN chased_on ELSE p_on END
  WHERE id = p_id AND state IN ('sent', 'accepted') AND from_case_id IS NOT NULL AND in_scope(from_case_id, true);
  IF NOT FOUND THEN RAISE EXCEPTION 'outside the scope' USING ERRCODE = '42501'; END IF;
END $$;

-- Danger to life: one file, until p_until, two people told by a task each. Answers NULL when there is no such file for this role.
CREATE FUNCTION break_glass_open(p_case_no text, p_id uuid, p_reason text, p_until timestamptz, p_tasks jsonb) RETURNS TABLE (case_id uuid, kind text, file_token text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE c record; told text[]; t jsonb; here text := app_text('app.unit');
BEGIN
  SELECT f.id, f.kind, f.scope_key, f.file_token, f.neutral_no INTO c FROM case_file f WHERE f.case_no = p_case_no AND f.kind = ANY (app_list('app.party_kinds'));
  IF NOT FOUND OR p_until > app_now() + interval '31 minutes' THEN RETURN; END IF;
  told := ARRAY[c.scope_key, here];
  INSERT INTO case_party (id, case_id, kind, scope_key, holder, part, view, from_at, until_at, basis, granted_by)
  VALUES (gen_random_uuid(), c.id, c.kind, c.scope_key, app_text('app.post'), 'break_glass',
    CASE WHEN c.kind = ANY (app_list('app.full_kinds')) THEN 'full' ELSE 'limited' END, app_now(), p_until, '紧急查看', app_text('app.post')::uuid);
  INSERT INTO break_glass (id, file_token, post_id, reason, started_at, until_at, owner_unit, told)
  VALUES (p_id, c.file_token, app_text('app.post')::uuid, p_reason, app_now(), p_until, c.scope_key, told);
  FOR t IN SELECT * FROM jsonb_array_elements(p_tasks) LOOP
    t := t || jsonb_build_object('case_id', CASE WHEN t->>'scope_key' IS NULL THEN c.id END, 'kind', c.kind, 'neutral_no', c.neutral_no, 'scope_key', coalesce(t->>'scope_key', c.scope_key),
      'role', CASE (SELECT u.kind FROM unit u WHERE u.code = coalesce(t->>'scope_key', c.scope_key)) WHEN 'justice_office' THEN 'TH' WHEN 'prison' THEN 'PR' ELSE 'JA' END);
    INSERT INTO task (id, scope_key, case_id, kind, neutral_no, code, role, occurrence, trigger_on, due_on, warn_on, provisional, rule_id, rule_value, rule_unit, reason, created_at, detail)
    SELECT id, scope_key, task.case_id, task.kind, neutral_no, code, role, (SELECT count(*) FROM break_glass b WHERE b.file_token = c.file_token), trigger_on, due_on, warn_on, coalesce(provisional, false), rule_id, rule_value, rule_unit, reason, app_now(), p_id::text
    FROM jsonb_populate_record(NULL::task, t) task;
  END LOOP;
  RETURN QUERY SELECT c.id, c.kind, c.file_token;
END $$;

-- A reviewed emergency reading settles the tasks of both units that were told.
CREATE FUNCTION settle_break_glass(p_id uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE task SET done_at = app_now(), done_by = app_text('app.post')::uuid, outcome = 'done'
  WHERE code = 'break_glass_review' AND detail = p_id::text AND done_at IS NULL
    AND EXISTS (SELECT 1 FROM break_glass b WHERE b.id = p_id AND b.reviewed_by = app_text('app.post')::uuid) $$;

-- "Who opened this file", for those who may open it themselves.
CREATE FUNCTION who_opened(p_case uuid, p_limit int) RETURNS TABLE (at timestamptz, event text, name text, role text, unit text, fields int, purpose text, count int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l.at, l.event, u.name, p.role, n.name, l.fields, l.purpose, l.count
  FROM case_file c JOIN access_log l ON l.file_token = c.file_token LEFT JOIN post p ON p.id = l.post_id LEFT JOIN app_user u ON u.id = l.user_id LEFT JOIN unit n ON n.code = l.unit_code
  WHERE c.id = p_case AND in_scope(p_case, false) ORDER BY l.at DESC LIMIT p_limit $$;

-- Units merge (SR-10): files, duties, referrals and posts follow; the change keeps the history.
CREATE FUNCTION merge_unit(p_from text[], p_to text, p_on date, p_reason text) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE n int;
BEGIN
  IF app_text('app.role') IS DISTINCT FROM 'AD' THEN RAISE EXCEPTION 'not the system administrator' USING ERRCODE = '42501'; END IF;
  IF p_to = ANY (p_from) OR NOT EXISTS (SELECT 1 FROM unit WHERE code = p_to AND closed_on IS NULL)
    OR EXISTS (SELECT 1 FROM unnest(p_from) f LEFT JOIN unit u ON u.code = f WHERE u.code IS NULL OR u.closed_on IS NOT NULL OR u.kind <> (SELECT kind FROM unit WHERE code = p_to)) THEN
    RAISE EXCEPTION 'units do not fit' USING ERRCODE = '22023'; END IF;
  UPDATE case_file SET scope_key = p_to WHERE scope_key = ANY (p_from);
  GET DIAGNOSTICS n = ROW_COUNT;
  UPDATE task SET scope_key = p_to WHERE scope_key = ANY (p_from);
  UPDATE referral SET to_key = p_to WHERE to_key = ANY (p_from) AND state IN ('sent', 'accepted');
  UPDATE post SET unit_code = p_to WHERE unit_code = ANY (p_from);
  UPDATE case_party SET holder = p_to WHERE holder = ANY (p_from);
  UPDATE break_glass SET owner_unit = p_to WHERE owner_unit = ANY (p_from);
  UPDATE unit SET closed_on = p_on WHERE code = ANY (p_from);
  INSERT INTO org_unit_change (id, from_codes, to_code, effective_on, reason, moved, decided_by, applied_at)
  VALUES (gen_random_uuid(), p_from, p_to, p_on, p_reason, n, app_text('app.post')::uuid, app_now());
  RETURN n;
END $$;
GRANT UPDATE ON post, unit TO guicheng_mover;
GRANT INSERT ON org_unit_change TO guicheng_mover;

-- The next duty of a file stands on its row, for lists; kept by the tasks themselves.
CREATE FUNCTION keep_next_due() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE case_file c SET next_due_on = coalesce(n.due_on, DATE '9999-12-31'), next_task = n.code
  FROM (SELECT DISTINCT r.case_id FROM changed r WHERE r.case_id IS NOT NULL) k
  LEFT JOIN LATERAL (SELECT t.due_on, t.code FROM task t JOIN case_file f ON f.id = t.case_id
    WHERE t.case_id = k.case_id AND t.done_at IS NULL AND t.scope_key = f.scope_key ORDER BY t.due_on, t.id LIMIT 1) n ON true
  WHERE c.id = k.case_id AND (c.next_due_on, c.next_task) IS DISTINCT FROM (coalesce(n.due_on, DATE '9999-12-31'), n.code);
  RETURN NULL;
END $$;
ALTER FUNCTION keep_next_due() OWNER TO guicheng_mover;
REVOKE ALL ON FUNCTION keep_next_due() FROM PUBLIC;
CREATE TRIGGER task_added AFTER INSERT ON task REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_next_due();
CREATE TRIGGER task_changed AFTER UPDATE ON task REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_next_due();

DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname IN
    ('next_numbers', 'person_match', 'in_scope', 'deliver_case', 'linked_head', 'write_linked', 'signal_case', 'deliver_referral', 'referral_head',
     'answer_referral', 'touch_referral', 'break_glass_open', 'settle_break_glass', 'who_opened', 'merge_unit') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO guicheng_mover', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    IF f::text NOT LIKE 'write_linked(%' THEN EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO guicheng_app', f); END IF;
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION next_numbers(text, int) TO guicheng_worker;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover, guicheng_worker;
