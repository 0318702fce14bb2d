-- Papers of a unit itself follow a merge as papers of files do: the heir reads, prints and withdraws them. Two units may
-- have issued the same table; which unit's paper it is stands in unit_code, which never changes.
DROP INDEX case_document_unit_stands;
CREATE UNIQUE INDEX case_document_unit_stands ON case_document (unit_code, code, about) WHERE case_id IS NULL AND state IN ('draft', 'issued');

GRANT CREATE ON SCHEMA public TO guicheng_mover;
CREATE OR REPLACE FUNCTION merge_unit(p_change uuid) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE n int; c record;
BEGIN
  PERFORM require_admin();
  SELECT * INTO c FROM org_unit_change WHERE id = p_change AND kind = 'merge' AND applied_at IS NULL FOR UPDATE;
  IF NOT FOUND OR c.effective_on > (app_now() AT TIME ZONE 'Asia/Shanghai')::date THEN RAISE EXCEPTION 'no merge of today' USING ERRCODE = '22023'; END IF;
  PERFORM 1 FROM unit u WHERE u.code = ANY (c.from_codes || c.to_code) ORDER BY u.code FOR UPDATE;
  IF c.to_code = ANY (c.from_codes) OR cardinality(c.from_codes) = 0 OR NOT EXISTS (SELECT 1 FROM unit WHERE code = c.to_code AND closed_on IS NULL)
    OR EXISTS (SELECT 1 FROM unnest(c.from_codes) f LEFT JOIN unit u ON u.code = f WHERE u.code IS NULL OR u.closed_on IS NOT NULL OR u.kind <> (SELECT kind FROM unit WHERE code = c.to_code)) THEN
    RAISE EXCEPTION 'units do not fit' USING ERRCODE = '22023'; END IF;
  UPDATE case_file SET scope_key = c.to_code WHERE scope_key = ANY (c.from_codes);
  GET DIAGNOSTICS n = ROW_COUNT;
  UPDATE task SET scope_key = c.to_code WHERE scope_key = ANY (c.from_codes);
  UPDATE referral SET to_key = CASE WHEN to_key = ANY (c.from_codes) THEN c.to_code ELSE to_key END,
    from_unit = CASE WHEN from_unit = ANY (c.from_codes) THEN c.to_code ELSE from_unit END
  WHERE (to_key = ANY (c.from_codes) OR from_unit = ANY (c.from_codes)) AND state IN ('sent', 'accepted');
  UPDATE release_notice SET to_unit = c.to_code FROM case_file f WHERE f.id = release_notice.case_id AND f.closed_on IS NULL AND to_unit = ANY (c.from_codes);
  UPDATE post SET unit_code = c.to_code WHERE unit_code = ANY (c.from_codes);
  UPDATE case_party SET holder = c.to_code WHERE holder = ANY (c.from_codes);
  UPDATE break_glass SET owner_unit = c.to_code WHERE owner_unit = ANY (c.from_codes);
  INSERT INTO import_seen SELECT (jsonb_populate_record(s, jsonb_build_object('post_unit', c.to_code))).* FROM import_seen s WHERE s.post_unit = ANY (c.from_codes) ON CONFLICT DO NOTHING;
  INSERT INTO import_mapping SELECT (jsonb_populate_record(m, jsonb_build_object('post_unit', c.to_code))).* FROM import_mapping m WHERE m.post_unit = ANY (c.from_codes) ON CONFLICT DO NOTHING;
  UPDATE case_document SET scope_key = c.to_code WHERE case_id IS NULL AND scope_key = ANY (c.from_codes);
  UPDATE document_print SET scope_key = c.to_code WHERE case_id IS NULL AND scope_key = ANY (c.from_codes);
  UPDATE unit SET closed_on = c.effective_on WHERE code = ANY (c.from_codes);
  UPDATE org_unit_change SET moved = n, applied_at = app_now() WHERE id = p_change;
  RETURN n;
END $$;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
