-- Roles of 归程. Run once by the DBA (embedded: at init) as superuser, before the first migration.
-- The application's role owns nothing, is no superuser and cannot bypass row-level security.
DO $$
DECLARE r text;
BEGIN
  FOREACH r IN ARRAY ARRAY['guicheng_owner', 'guicheng_app', 'guicheng_worker', 'guicheng_mover', 'guicheng_mouth', 'guicheng_vault'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = r) THEN
      EXECUTE format('CREATE ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOLOGIN', r);
    END IF;
  END LOOP;
END $$;
ALTER ROLE guicheng_owner LOGIN CREATEDB PASSWORD :'owner_password'; -- CREATEDB: the shadow database of `prisma migrate dev`
ALTER ROLE guicheng_app LOGIN PASSWORD :'app_password';
ALTER ROLE guicheng_worker LOGIN PASSWORD :'worker_password';
ALTER ROLE guicheng_vault LOGIN PASSWORD :'vault_password';
-- The owner hands functions over to the login-less roles that may do one thing each.
GRANT guicheng_mover, guicheng_mouth, guicheng_worker TO guicheng_owner;
ALTER ROLE guicheng_app SET statement_timeout = '30s';
ALTER ROLE guicheng_app SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE guicheng_app SET plan_cache_mode = 'force_custom_plan';
-- Twenty users share the processors already; starting helpers for one statement takes longer than a page may.
ALTER ROLE guicheng_app SET max_parallel_workers_per_gather = 0;
-- The driver writes instants without an offset, in UTC.
ALTER ROLE guicheng_app SET timezone = 'UTC';
ALTER ROLE guicheng_worker SET timezone = 'UTC';
ALTER ROLE guicheng_owner SET timezone = 'UTC';
ALTER ROLE guicheng_vault SET timezone = 'UTC';
