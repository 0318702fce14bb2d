-- What lists ask of a million files. Row-level security looks at kind, scope_key and the file's id: an index that holds
-- all three answers a count without a visit to the table.

-- Lists by state, and every capped count of a unit, a county or a city.
CREATE INDEX case_file_state_unit ON case_file (kind, scope_key, state, next_due_on, id, opened_on, pinyin);
CREATE INDEX case_file_state_county ON case_file (kind, county, state, next_due_on, id, scope_key, opened_on, pinyin);
CREATE INDEX case_file_state_city ON case_file (kind, city, state, next_due_on, id, scope_key, opened_on, pinyin);
-- Lists by name and, for a city, by the day of opening.
CREATE INDEX case_file_name_unit ON case_file (kind, scope_key, pinyin, id);
CREATE INDEX case_file_name_county ON case_file (kind, county, pinyin, id);
CREATE INDEX case_file_name_city ON case_file (kind, city, pinyin, id);
CREATE INDEX case_file_opened_city ON case_file (kind, city, opened_on, id);
-- What lists and figures ask of single files, without the whole row.
CREATE INDEX case_file_facts ON case_file (id) INCLUDE (kind, scope_key, city, county, town, state, next_due_on, opened_on, pinyin,
  owner_post_id, closed_on, person_id, continues_id);
CREATE INDEX handoff_file_facts ON handoff_file (case_id) INCLUDE (kind, scope_key, support_level, release_due_on, must_pickup);
-- A prefix inside one unit, without the keys of the rest of the city.
CREATE INDEX case_key_unit ON case_key (kind, scope_key, key, case_id);

-- My work: files that came to the unit and nobody has taken, and those given to me of late.
CREATE INDEX case_file_untaken ON case_file (scope_key, kind, id) WHERE owner_post_id IS NULL AND closed_on IS NULL;
CREATE INDEX case_file_given ON case_file (owner_post_id, assigned_on, id) WHERE closed_on IS NULL;
-- Open duties of a role in their order, inside a unit; and of a unit, whoever is to do them.
DROP INDEX task_open;
CREATE INDEX task_open ON task (role, scope_key, due_on, id) INCLUDE (kind, assignee_id) WHERE done_at IS NULL AND assignee_id IS NULL;
CREATE INDEX task_due ON task (scope_key, due_on, id) WHERE done_at IS NULL;
-- Supervision reads every unit's duties, the latest first; its region is looked up once, not for each row.
CREATE INDEX task_neutral ON task (due_on, neutral_no, scope_key) INCLUDE (kind) WHERE done_at IS NULL;
CREATE OR REPLACE VIEW neutral_duty WITH (security_barrier) AS
  SELECT t.neutral_no, t.scope_key, t.due_on, greatest(0, ((SELECT app_now()) AT TIME ZONE 'Asia/Shanghai')::date - t.due_on) AS days_late
  FROM task t
  WHERE t.done_at IS NULL AND t.kind <> 'sealing' AND (SELECT app_text('app.role')) IN ('SV', 'LD')
    AND t.scope_key >= (SELECT app_text('app.subtree_lo')) AND t.scope_key < (SELECT app_text('app.subtree_hi'));
-- Answers to be asked for.
CREATE INDEX referral_unanswered ON referral (from_unit, due_on, id) WHERE state IN ('sent', 'accepted');

-- Filters of the list of released persons.
CREATE INDEX handoff_file_level ON handoff_file (scope_key, support_level, case_id, kind);
CREATE INDEX handoff_file_key ON handoff_file (scope_key, case_id) INCLUDE (kind, key_category, must_pickup, support_level)
  WHERE must_pickup OR key_category <> '{}';

-- Sign-ins of a person are found by access_log_user, which has the same columns.
DROP INDEX access_log_sign_ins;
