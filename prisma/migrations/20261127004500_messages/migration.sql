-- Messages that wait for their time, that are sent once by their key, that may be taken back or declined; and the
-- morning digests of the staff.

ALTER TABLE outbox
  ADD COLUMN key text,
  ADD COLUMN purpose text,
  ADD COLUMN file_token text,
  ADD COLUMN not_before timestamptz(3),
  ADD COLUMN until_at timestamptz(3);
UPDATE outbox SET not_before = created_at;
ALTER TABLE outbox ALTER COLUMN not_before SET NOT NULL,
  ADD CONSTRAINT outbox_state CHECK (state IN ('waiting', 'sent', 'failed', 'cancelled', 'declined', 'expired')),
  -- A message that somebody may decline says of which file and to what purpose it is.
  ADD CONSTRAINT outbox_purpose CHECK (purpose IS NULL OR file_token IS NOT NULL);
DROP INDEX outbox_state_created_at_idx;
CREATE INDEX outbox_state_not_before_idx ON outbox (state, not_before);
-- One message of a key; what was taken back may be queued anew.
CREATE UNIQUE INDEX outbox_key ON outbox (key) WHERE state <> 'cancelled';

-- Who does not want to be reminded, by file and purpose. What the law has to be told is no purpose of this table.
CREATE TABLE message_opt_out (
  case_id uuid NOT NULL,
  kind text NOT NULL,
  scope_key text COLLATE "C" NOT NULL,
  purpose text NOT NULL,
  said_on date NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  withdrawn_on date,
  PRIMARY KEY (case_id, purpose),
  CONSTRAINT message_opt_out_case_id_kind_scope_key_fkey FOREIGN KEY (case_id, kind, scope_key) REFERENCES case_file (id, kind, scope_key) ON UPDATE CASCADE ON DELETE RESTRICT
);
CALL protect('message_opt_out');

-- Takes back what waits under a key: by whoever may write on the file it is of. Gives how many.
CREATE FUNCTION cancel_message(p_key text) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE n int;
BEGIN
  UPDATE outbox o SET state = 'cancelled' FROM case_file c
  WHERE o.key = p_key AND o.state = 'waiting' AND c.file_token = o.file_token AND in_scope(c.id, true);
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;
GRANT SELECT (key, state, file_token), UPDATE (state) ON outbox TO guicheng_mover;

-- The mornings on which the digests were written: once, however often the worker starts.
CREATE TABLE digest_day (day date PRIMARY KEY, written_at timestamptz(3) NOT NULL, messages integer NOT NULL);
ALTER TABLE digest_day ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker_all ON digest_day TO guicheng_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON digest_day TO guicheng_worker;
ALTER TABLE app_user ADD COLUMN digest boolean NOT NULL DEFAULT true;

-- What is done with goes after a while; its line in the log stays.
GRANT DELETE ON outbox TO guicheng_worker;

GRANT CREATE ON SCHEMA public TO guicheng_mover, guicheng_worker;
-- By numbers and codes: no text, no address, no template. What waits for its own time is told apart from what is late.
CREATE OR REPLACE FUNCTION outbox_counts(p_since timestamptz) RETURNS TABLE (day date, channel text, state text, code text, messages int) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
  PERFORM require_admin();
  RETURN QUERY SELECT (o.created_at AT TIME ZONE 'Asia/Shanghai')::date, o.channel,
    CASE WHEN o.state = 'waiting' AND o.attempts = 0 AND o.not_before > app_now() THEN 'planned' ELSE o.state END,
    CASE WHEN o.state NOT IN ('waiting', 'failed') OR o.last_error IS NULL THEN '' WHEN o.last_error ~ '^[a-z0-9_]{1,30}$' THEN o.last_error ELSE 'other' END, count(*)::int
  FROM outbox o WHERE o.created_at >= p_since OR o.state IN ('waiting', 'failed') GROUP BY 1, 2, 3, 4 ORDER BY 1 DESC, 2, 3, 4;
END $$;
CREATE OR REPLACE FUNCTION retry_outbox(p_channel text) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE n int;
BEGIN
  PERFORM require_admin();
  UPDATE outbox SET state = 'waiting', attempts = 0, not_before = app_now() WHERE state = 'failed' AND channel = p_channel;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;
ALTER FUNCTION cancel_message(text) OWNER TO guicheng_mover;
REVOKE ALL ON FUNCTION cancel_message(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cancel_message(text) TO guicheng_app;
REVOKE CREATE ON SCHEMA public FROM guicheng_mover, guicheng_worker;
