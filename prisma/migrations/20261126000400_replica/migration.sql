-- Up to where a replica must have come before it may be asked for this session: a position of the log (WAL) at or after
-- the session's last commit. The writing transaction sets NULL ("not known": the primary is asked); whoever is next
-- outside of a transaction notes the position. Grants of the table hold for it.
ALTER TABLE app_session ADD COLUMN wal_position pg_lsn;
