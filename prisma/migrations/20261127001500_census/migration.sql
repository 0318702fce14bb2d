-- D4, the census (摸底): a school puts its pupils down with the villages where they live.

-- A school's list becomes candidates of the village committees of its county, named on them as the enrolment says. A child who
-- has an open file in the county is left out in silence: the school is not told who is known there.
CREATE FUNCTION deliver_candidates(p_rows jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  seat constant text := left(app_text('app.unit'), 6);
  known uuid[];
  fresh jsonb;
BEGIN
  IF app_text('app.role') IS DISTINCT FROM 'SP' OR NOT ('child' = ANY (coalesce(app_list('app.write_kinds'), '{}'))) THEN
    RAISE EXCEPTION 'not a school' USING ERRCODE = '42501'; END IF;
  IF EXISTS (SELECT 1 FROM jsonb_object_keys(p_rows) k
    WHERE k NOT IN ('case_file', 'case_key', 'case_event', 'child_file', 'child_parent', 'child_carer', 'task')) THEN
    RAISE EXCEPTION 'table not deliverable' USING ERRCODE = '42501'; END IF;
  IF EXISTS (SELECT 1 FROM jsonb_array_elements(p_rows->'case_file') c
    LEFT JOIN unit u ON u.code = c->>'scope_key' AND u.closed_on IS NULL AND u.kind = 'village_committee' AND left(u.region_code, 6) = seat
    WHERE (c->>'kind', c->>'state') IS DISTINCT FROM ('child', 'candidate') OR u.code IS NULL OR c->>'owner_post_id' IS NOT NULL) THEN
    RAISE EXCEPTION 'not a village of the county' USING ERRCODE = '42501'; END IF;
  IF EXISTS (SELECT 1 FROM jsonb_each(p_rows) t(name, list), jsonb_array_elements(t.list) r
    WHERE t.name <> 'case_file' AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(p_rows->'case_file') c
      WHERE c->>'id' = r->>'case_id' AND c->>'scope_key' = r->>'scope_key' AND c->>'kind' = r->>'kind')) THEN
    RAISE EXCEPTION 'row of another case' USING ERRCODE = '42501'; END IF;
  IF EXISTS (SELECT 1 FROM jsonb_array_elements(p_rows->'case_event') e WHERE e->>'post_id' IS DISTINCT FROM app_text('app.post'))
    OR EXISTS (SELECT 1 FROM jsonb_array_elements(p_rows->'child_file') f WHERE f->>'school_code' IS DISTINCT FROM app_text('app.unit')
      OR (f->>'class_code') NOT LIKE app_text('app.unit') || '-%') THEN
    RAISE EXCEPTION 'of another school' USING ERRCODE = '42501'; END IF;
  -- One list of a county at a time: two schools do not put the same child down twice.
  PERFORM pg_advisory_xact_lock(hashtext('candidates:' || seat));
  SELECT coalesce(array_agg((c->>'id')::uuid), '{}') INTO known FROM jsonb_array_elements(p_rows->'case_file') c
    WHERE EXISTS (SELECT 1 FROM case_file o WHERE o.person_id = (c->>'person_id')::uuid AND o.kind = 'child' AND o.closed_on IS NULL
      AND o.scope_key >= seat AND o.scope_key < seat || 'A');
  SELECT jsonb_object_agg(t.name, (SELECT coalesce(jsonb_agg(r ORDER BY n), '[]') FROM jsonb_array_elements(t.list) WITH ORDINALITY x(r, n)
    WHERE NOT (coalesce(r->>'case_id', r->>'id')::uuid = ANY (known)))) INTO fresh FROM jsonb_each(p_rows) t(name, list);
  PERFORM add_rows(fresh);
  INSERT INTO case_party (id, case_id, kind, scope_key, holder, part, view, from_at, basis, granted_by)
  SELECT gen_random_uuid(), (f->>'case_id')::uuid, 'child', f->>'scope_key', v.holder, v.part, 'school', app_now(), 'enrolment', app_text('app.post')::uuid
  FROM jsonb_array_elements(fresh->'child_file') f, LATERAL (VALUES ('school', f->>'school_code'), ('class', f->>'class_code')) v(part, holder)
  WHERE v.holder IS NOT NULL;
END $$;

-- A unit's duty to take the census is done; it belongs to no file.
CREATE FUNCTION finish_census() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH done AS (UPDATE task SET done_at = app_now(), done_by = app_text('app.post')::uuid, outcome = 'done'
    WHERE kind = 'child' AND code = 'census' AND case_id IS NULL AND done_at IS NULL AND scope_key = app_text('app.unit') AND role = app_text('app.role')
      AND 'child' = ANY (app_list('app.write_kinds')) RETURNING 1)
  SELECT count(*)::int FROM done $$;

GRANT CREATE ON SCHEMA public TO guicheng_mover;
DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname IN ('deliver_candidates', 'finish_census') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO guicheng_mover', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO guicheng_app', f);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
