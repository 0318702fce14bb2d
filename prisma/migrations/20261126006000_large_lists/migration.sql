-- What lists ask of a county with 250,000 matters at its windows and 100,000 files of relief.

-- Filters of the list of matters: what is asked, how it hurries, who handles it; in a window or over a county. With what
-- row-level security looks at, so that a number needs no visit to the table.
CREATE INDEX intake_file_matter ON intake_file (matter, scope_key, case_id, kind);
CREATE INDEX intake_file_urgency ON intake_file (urgency, scope_key, case_id, kind);
CREATE INDEX intake_file_unit ON intake_file (main_unit, scope_key, case_id, kind);

-- What a budget still holds: its total less everything that is due or paid.
CREATE INDEX relief_award_spent ON relief_award (budget_code, kind, scope_key) INCLUDE (case_id, amount_fen) WHERE state <> 'stopped';
