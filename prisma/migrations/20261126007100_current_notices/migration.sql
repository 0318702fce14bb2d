-- The public page (公示) reads an index from its position on and stops after a page, however much is posted.

ALTER TABLE relief_notice ADD COLUMN county TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(town_code, 6)) STORED;

-- As before; what is generated is not there yet before a row is written.
CREATE OR REPLACE FUNCTION keep_relief_notice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['scope_key', 'county', 'taken_down_at', 'taken_down_why'];
BEGIN
  IF (to_jsonb(OLD) - free) IS DISTINCT FROM (to_jsonb(NEW) - free)
    OR OLD.taken_down_at IS NOT NULL AND NEW.taken_down_at IS DISTINCT FROM OLD.taken_down_at THEN
    RAISE EXCEPTION 'a notice is only taken down' USING ERRCODE = '42501'; END IF;
  RETURN NEW;
END $$;

-- In the order of the page, of everywhere and of a county; with what the page asks, so that counting visits no row.
DROP INDEX relief_notice_current;
CREATE INDEX relief_notice_current ON relief_notice (to_on DESC, notice_no DESC) INCLUDE (from_on, kind, town_code) WHERE taken_down_at IS NULL;
CREATE INDEX relief_notice_of_county ON relief_notice (county, to_on DESC, notice_no DESC) INCLUDE (from_on, kind, town_code) WHERE taken_down_at IS NULL;

-- As before, with its county; the day is asked once and not of each row.
DROP VIEW public_notice;
CREATE VIEW public_notice WITH (security_barrier) AS
  SELECT n.notice_no AS no, n.type AS stage, n.kind AS programme, n.county, n.town_code AS town, n.text->>'head' AS head, n.text->>'village' AS village, n.text->>'type' AS type,
    (n.text->>'persons')::int AS persons, (n.text->>'amountFen')::int AS amount_fen, (n.text->>'monthly')::boolean AS monthly, n.text->>'phone' AS phone,
    n.text->>'window' AS window_name, n.from_on, n.to_on
  FROM relief_notice n
  WHERE n.taken_down_at IS NULL AND n.from_on <= (SELECT (app_now() AT TIME ZONE 'Asia/Shanghai')::date)
    AND n.to_on >= (SELECT (app_now() AT TIME ZONE 'Asia/Shanghai')::date);

-- One page of that view and the row that begins the next: last days first, then the number, beyond a position when one is given.
-- Behind its barrier the planner sorts all that is posted, for whatever page; here it walks the index.
CREATE FUNCTION notice_page(p_county text, p_town text, p_programme text, p_to date, p_no text, p_most int) RETURNS SETOF public_notice
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE today date := (app_now() AT TIME ZONE 'Asia/Shanghai')::date;
BEGIN
  RETURN QUERY SELECT n.notice_no, n.type, n.kind, n.county, n.town_code, n.text->>'head', n.text->>'village', n.text->>'type',
    (n.text->>'persons')::int, (n.text->>'amountFen')::int, (n.text->>'monthly')::boolean, n.text->>'phone', n.text->>'window', n.from_on, n.to_on
  FROM relief_notice n
  WHERE n.taken_down_at IS NULL AND n.from_on <= today AND n.to_on >= today AND (p_county IS NULL OR n.county = p_county) AND (p_town IS NULL OR n.town_code = p_town)
    AND (p_programme IS NULL OR n.kind = p_programme) AND (p_to IS NULL OR (n.to_on, n.notice_no) < (p_to, p_no))
  ORDER BY n.to_on DESC, n.notice_no DESC LIMIT LEAST(p_most, 100);
END $$;
GRANT CREATE ON SCHEMA public TO guicheng_mover;
ALTER VIEW public_notice OWNER TO guicheng_mover;
ALTER FUNCTION notice_page(text, text, text, date, text, int) OWNER TO guicheng_mover;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;
GRANT SELECT ON public_notice TO guicheng_app;
REVOKE ALL ON FUNCTION notice_page(text, text, text, date, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notice_page(text, text, text, date, text, int) TO guicheng_app;
