-- Returns by quarters, half-years and years beside months: the duty to file one is done when it has been sent up, whatever its period.
CREATE OR REPLACE FUNCTION settle_return(p_id uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE task t SET done_at = app_now(), done_by = app_text('app.post')::uuid, outcome = 'done'
  FROM unit_return r WHERE r.id = p_id AND r.unit_code = app_text('app.unit') AND r.state = 'submitted'
    AND t.scope_key = r.unit_code AND t.code IN ('monthly_return', 'quarterly_return', 'half_return', 'yearly_return', 'return_sent_back')
    AND t.detail = r.form || ':' || r.period AND t.case_id IS NULL AND t.done_at IS NULL $$;
