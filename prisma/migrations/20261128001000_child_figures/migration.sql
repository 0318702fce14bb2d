-- What the figures of left-behind children count beside the plain columns of a file: on which days an agreement was in force, and
-- sums of what an office has a part in without seeing its rows.

-- The days on which an entrusted-care agreement (委托照护协议) was in force, so that a past day counts right after a renewal, and whoever
-- lists the file counts the same: agreements themselves are read in the view full alone. What a ledger told of the days before the
-- first agreement that was signed here stands beside them.
ALTER TABLE child_file ADD COLUMN agreed_days datemultirange NOT NULL DEFAULT '{}';
CREATE INDEX child_file_scope_key_case_id_idx ON child_file (scope_key, case_id);

CREATE FUNCTION agreed_days_of(p_case uuid, p_known datemultirange, p_from date, p_to date) RETURNS datemultirange
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(a.days + p_known * datemultirange(daterange(NULL, a.first)), CASE WHEN p_from <= p_to THEN datemultirange(daterange(p_from, p_to, '[]')) END, '{}')
  FROM (SELECT range_agg(daterange(from_on, least(to_on + 1, CASE WHEN ended_on IS NOT NULL THEN greatest(ended_on, from_on) END))) AS days, min(from_on) AS first
    FROM child_agreement WHERE case_id = p_case) a $$;

CREATE FUNCTION keep_agreed_days() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.agreed_days := agreed_days_of(NEW.case_id, CASE TG_OP WHEN 'UPDATE' THEN OLD.agreed_days ELSE '{}' END, NEW.agreement_from, NEW.agreement_to);
  RETURN NEW;
END $$;
CREATE TRIGGER child_agreed BEFORE INSERT OR UPDATE OF agreement_from, agreement_to ON child_file FOR EACH ROW EXECUTE FUNCTION keep_agreed_days();

CREATE FUNCTION follow_agreement() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE child_file f SET agreed_days = agreed_days_of(f.case_id, f.agreed_days, f.agreement_from, f.agreement_to)
  WHERE f.case_id = NEW.case_id OR (TG_OP = 'UPDATE' AND f.case_id = OLD.case_id);
  RETURN NULL;
END $$;
CREATE TRIGGER agreement_days AFTER INSERT OR UPDATE OF case_id, from_on, to_on, ended_on ON child_agreement FOR EACH ROW EXECUTE FUNCTION follow_agreement();

UPDATE child_file SET agreed_days = agreed_days_of(case_id, '{}', agreement_from, agreement_to);

-- Mandatory reports (强制报告) of a span of days, counted: what was delivered to the asking role at its own unit and at those below.
-- `due`: feedback that was due or given by the last day.
CREATE FUNCTION report_counts(p_from date, p_to date) RETURNS TABLE (to_key text, filed int, acknowledged int, due int, fed_back int, closed int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.to_key, count(*)::int, (count(*) FILTER (WHERE (d.acknowledged_at AT TIME ZONE 'Asia/Shanghai')::date <= p_to))::int,
    (count(*) FILTER (WHERE d.feedback_by <= p_to OR (d.feedback_at AT TIME ZONE 'Asia/Shanghai')::date <= p_to))::int,
    (count(*) FILTER (WHERE (d.feedback_at AT TIME ZONE 'Asia/Shanghai')::date <= p_to))::int,
    (count(*) FILTER (WHERE (d.closed_at AT TIME ZONE 'Asia/Shanghai')::date <= p_to))::int
  FROM report_delivery d
  WHERE app_text('app.role') IN ('CA', 'EC', 'PV') AND d.to_role = app_text('app.role')
    AND (d.to_key = app_text('app.unit') OR (d.to_key >= app_text('app.subtree_lo') AND d.to_key < app_text('app.subtree_hi')))
    AND d.filed_at >= (p_from::timestamp AT TIME ZONE 'Asia/Shanghai') AND d.filed_at < ((p_to + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')
  GROUP BY d.to_key $$;

-- Contact with the parents in the week that ends on a day, and pairing on it: the education bureau has no part in either and sees no
-- row of it; it is told how many of the children of its whole region, never of a part: parts could be taken from each other.
CREATE FUNCTION child_contact_sums(p_day date) RETURNS TABLE (away int, contacted int, registered int, paired int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (count(*) FILTER (WHERE x.away <> 'none'))::int, (count(*) FILTER (WHERE x.away <> 'none' AND x.contacted))::int, count(*)::int, (count(*) FILTER (WHERE x.paired))::int
  FROM (SELECT h.away,
      EXISTS (SELECT 1 FROM call k WHERE k.case_id = h.case_id AND k.state = 'done' AND k.on_day > p_day - 7 AND k.on_day <= p_day) AS contacted,
      EXISTS (SELECT 1 FROM pairing p WHERE p.case_id = h.case_id AND p.from_on <= p_day AND p.until_on >= p_day AND (p.ended_on IS NULL OR p.ended_on > p_day)) AS paired
    FROM child_file h JOIN case_file c ON c.id = h.case_id
    WHERE app_text('app.role') = 'EC' AND 'child' = ANY (app_list('app.range_kinds'))
      AND h.scope_key >= app_text('app.lo') AND h.scope_key < app_text('app.hi') AND c.state <> 'opened_in_error'
      AND h.confirmed_on <= p_day AND (h.exited_on IS NULL OR h.exited_on > p_day)) x $$;

GRANT CREATE ON SCHEMA public TO guicheng_mover;
DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND p.proname IN ('agreed_days_of', 'keep_agreed_days', 'follow_agreement', 'report_counts', 'child_contact_sums') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO guicheng_mover', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    IF f::text LIKE 'report_counts(%' OR f::text LIKE 'child_contact_sums(%' THEN EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO guicheng_app', f); END IF;
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
