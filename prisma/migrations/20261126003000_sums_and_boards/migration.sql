-- Exact figures of a million files: sums of one unit and month, kept by the worker, for those who see the rows behind
-- them. Whoever changes a file marks its unit and month in the same transaction; what is marked is counted from the rows
-- until the worker has counted it anew. Marks are only added, so nobody waits for anybody.

-- `basis`: what the sums were counted by: version of the definitions, day, rule parameters. Sums of another basis count
-- no more; without n and d there was nothing to count. Every unit and month that has files stands here or is marked.
CREATE TABLE "figure_sum" (
    "kind" TEXT NOT NULL,
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "month" DATE NOT NULL,
    "basis" TEXT NOT NULL,
    "n" INTEGER[],
    "d" INTEGER[],
    "city" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 4)) STORED,
    "county" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 6)) STORED,
    "town" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 9)) STORED,

    CONSTRAINT "figure_sum_pkey" PRIMARY KEY ("kind", "scope_key", "month"),
    CONSTRAINT "figure_sum_month" CHECK (extract(day FROM month) = 1)
);
CREATE INDEX "figure_sum_kind_county_month_idx" ON "figure_sum"("kind", "county", "month");

-- What each file adds to the sums, of persons who have several: one person counts once, wherever his files lie.
CREATE TABLE "figure_person" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "month" DATE NOT NULL,
    "person_id" UUID NOT NULL,
    "n" INTEGER[],
    "d" INTEGER[],
    "city" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 4)) STORED,
    "county" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 6)) STORED,
    "town" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 9)) STORED,

    CONSTRAINT "figure_person_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "figure_person_kind_scope_key_month_idx" ON "figure_person"("kind", "scope_key", "month");

CREATE TABLE "figure_mark" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "scope_key" TEXT COLLATE "C" NOT NULL,
    "month" DATE NOT NULL,
    "city" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 4)) STORED,
    "county" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 6)) STORED,
    "town" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(scope_key, 9)) STORED,

    CONSTRAINT "figure_mark_pkey" PRIMARY KEY ("id")
);

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['figure_sum', 'figure_person', 'figure_mark'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    -- The sums say what a view "full" says of the rows.
    EXECUTE format('CREATE POLICY app_read ON %I FOR SELECT TO guicheng_app USING (kind = ANY ((SELECT app_list(''app.full_kinds''))::text[])'
      ' AND scope_key >= (SELECT app_text(''app.lo'')) AND scope_key < (SELECT app_text(''app.hi'')))', t);
    EXECUTE format('CREATE POLICY mover_all ON %I TO guicheng_mover USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY worker_all ON %I TO guicheng_worker USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT ON %I TO guicheng_app', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO guicheng_worker', t);
  END LOOP;
END $$;
GRANT INSERT ON figure_mark TO guicheng_mover;

-- keep_figures(kind, its own table, the column of its day, every other table that its definitions look at beside
-- case_file): from now on what is written there marks the unit and month of the file. One statement marks once,
-- whatever it writes.
CREATE PROCEDURE keep_figures(figure_kind text, own_table regclass, day_column text, others regclass[]) LANGUAGE plpgsql AS $$
DECLARE
  target regclass;
  name text;
  mark constant text := 'INSERT INTO figure_mark (kind, scope_key, month) ';
  of_row constant text := format('SELECT DISTINCT h.kind, h.scope_key, date_trunc(''month'', h.%I::timestamp)::date FROM ', day_column);
  day_known constant text := format(' WHERE h.kind = %L AND h.%I IS NOT NULL', figure_kind, day_column);
  beside constant text := format(' x JOIN %s h ON h.case_id = x.case_id', own_table);
  -- What a file's row says of its duties and its chain is in no figure.
  bookkeeping constant text := '''{version,next_due_on,next_task,chain_seq,chain_hash}''::text[]';
  whose constant text := format(' x JOIN case_file f ON f.person_id = x.person_id JOIN %s h ON h.case_id = f.id', own_table);
  changed constant text := format('(SELECT n.* FROM come n JOIN gone o ON o.id = n.id WHERE n.kind = %L AND (to_jsonb(n) - %s) IS DISTINCT FROM (to_jsonb(o) - %s))',
    figure_kind, bookkeeping, bookkeeping);
  -- Of another person now: all files of both count anew, for one person counts once.
  moved constant text := format('(SELECT n.person_id FROM come n JOIN gone o ON o.id = n.id WHERE n.kind = %1$L AND n.person_id IS DISTINCT FROM o.person_id'
    ' UNION SELECT o.person_id FROM come n JOIN gone o ON o.id = n.id WHERE o.kind = %1$L AND n.person_id IS DISTINCT FROM o.person_id)', figure_kind);
  body text;
BEGIN
  FOREACH target IN ARRAY array_cat(ARRAY['case_file'::regclass, own_table], others) LOOP
    name := format('mark_%s_of_%s', figure_kind, target);
    body := CASE target
      WHEN 'case_file'::regclass THEN
        'IF TG_OP = ''UPDATE'' THEN ' || mark || of_row || changed || format(' x JOIN %s h ON h.case_id = x.id', own_table) || day_known || '; '
        || mark || of_row || moved || whose || day_known || '; '
        || 'ELSIF TG_OP = ''INSERT'' THEN ' || mark || of_row || format('(SELECT person_id FROM come WHERE kind = %L)', figure_kind) || whose || day_known || '; '
        || 'ELSE ' || mark || of_row || format('(SELECT person_id FROM gone WHERE kind = %L)', figure_kind) || whose || day_known || '; END IF;'
      WHEN own_table THEN
        'IF TG_OP <> ''DELETE'' THEN ' || mark || of_row || 'come h' || day_known || '; END IF; '
        || 'IF TG_OP <> ''INSERT'' THEN ' || mark || of_row || 'gone h' || day_known || '; END IF;'
      ELSE
        'IF TG_OP <> ''DELETE'' THEN ' || mark || of_row || 'come' || beside || day_known || '; END IF; '
        || 'IF TG_OP <> ''INSERT'' THEN ' || mark || of_row || 'gone' || beside || day_known || '; END IF;'
    END;
    EXECUTE format('CREATE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS %L',
      name, 'BEGIN ' || body || ' RETURN NULL; END');
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %s REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION %I()', name || '_come', target, name);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %s REFERENCING OLD TABLE AS gone NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION %I()', name || '_changed', target, name);
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %s REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION %I()', name || '_gone', target, name);
    EXECUTE format('REVOKE ALL ON FUNCTION %I() FROM PUBLIC', name);
    EXECUTE format('ALTER FUNCTION %I() OWNER TO guicheng_mover', name);
  END LOOP;
  EXECUTE mark || of_row || own_table || ' h' || day_known;
END $$;

GRANT CREATE ON SCHEMA public TO guicheng_mover;
CALL keep_figures('handoff', 'handoff_file', 'release_day',
  ARRAY['handoff_placement', 'handoff_group_member', 'visit', 'handoff_reoffence']::regclass[]);
REVOKE CREATE ON SCHEMA public FROM guicheng_mover;

-- The pickup board: who is not released yet, in the order of the days.
CREATE INDEX handoff_pickup_unit ON handoff_file (scope_key, release_due_on, must_pickup DESC, case_id) WHERE released_on IS NULL;
CREATE INDEX handoff_pickup_county ON handoff_file (county, release_due_on, must_pickup DESC, case_id) WHERE released_on IS NULL;
CREATE INDEX handoff_pickup_city ON handoff_file (city, release_due_on, must_pickup DESC, case_id) WHERE released_on IS NULL;
