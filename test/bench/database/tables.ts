/** The tables the bench fills, with the columns it gives them; parents first. */
const columns = (list: string) => list.trim().split(/\s+/)

export const TABLES: Record<string, readonly string[]> = {
  person: columns('id id_type id_mac id_enc name pinyin sex birth_on'),
  case_file: columns(`
    id kind scope_key state case_no neutral_no file_token person_id name pinyin initials sex birth_on huji_code
    residence_code next_due_on next_task opened_on closed_on owner_post_id assigned_on lawful_basis chain_seq chain_hash`),
  case_key: columns('case_id kind scope_key key'),
  case_contact: columns('id case_id kind scope_key what value_enc added_at'),
  case_event: columns(`
    id case_id kind scope_key seq at event_on step from_state to_state post_id actor_name actor_unit inputs_enc digest
    prev_hash hash`),
  visit: columns('id case_id kind scope_key type on_day present tags note_enc by_post_id by_name created_at'),
  task: columns(`
    id case_id kind scope_key neutral_no code role occurrence trigger_on due_on warn_on rule_id rule_value rule_unit
    reason created_at`),
  case_party: columns('id case_id kind scope_key holder part view from_at basis'),
  referral: columns(`
    id neutral_no type from_case_id from_kind from_key from_unit to_key subject fields_enc sent_on sent_by due_on
    due_reason state`),
  handoff_file: columns(`
    case_id kind scope_key source_type prison_code prison_name notice_on release_due_on released_on key_category
    must_pickup verify_result needs responsible_town support_level level_on pair_helper_post_id pair_helper_name
    agreement_status help_start_on help_end_on placement_type placed_on insurance_status last_contact_on contacts_made
    handed_over_at at_gate placement_checked_on first_placed_on guidance_owner contact_owner support_owner ended_on
    end_cause`),
  handoff_offence: columns('case_id kind scope_key offence_code sentence_months'),
}
