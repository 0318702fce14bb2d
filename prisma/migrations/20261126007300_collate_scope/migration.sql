-- Codes of units are compared as bytes (COLLATE "C"): a range of codes is a range of the index, whatever the database's own
-- order. These tables were made without. The column stands in their policies, which are taken off and put on again as they were.
DO $$
DECLARE t text; p record; known jsonb; again text;
BEGIN
  FOR t IN SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_collation o ON o.oid = a.attcollation
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attname = 'scope_key' AND o.collname <> 'C' ORDER BY 1 LOOP
    SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]') INTO known FROM pg_policies x WHERE x.schemaname = 'public' AND x.tablename = t;
    FOR p IN SELECT * FROM jsonb_to_recordset(known) AS x(policyname text) LOOP
      EXECUTE format('DROP POLICY %I ON %I', p.policyname, t);
    END LOOP;
    EXECUTE format('ALTER TABLE %I ALTER COLUMN scope_key TYPE text COLLATE "C"', t);
    FOR p IN SELECT * FROM jsonb_to_recordset(known) AS x(policyname text, permissive text, roles text[], cmd text, qual text, with_check text) LOOP
      again := format('CREATE POLICY %I ON %I AS %s FOR %s TO %s', p.policyname, t, p.permissive, p.cmd, (SELECT string_agg(quote_ident(r), ', ') FROM unnest(p.roles) r));
      EXECUTE again || coalesce(' USING (' || p.qual || ')', '') || coalesce(' WITH CHECK (' || p.with_check || ')', '');
    END LOOP;
  END LOOP;
END $$;
