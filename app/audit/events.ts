/** Why a sign-in or a re-authentication failed: codes only. */
export type SignInFailure = 'locked' | 'password' | 'unknown' | 'code' | 'replay' | 're_auth'

/** What was done with an account; `account` in the line is the id of its user. */
export type AccountDeed =
  | 'created'
  | 'disabled'
  | 'enabled'
  | 'unlocked'
  | 'password_reset'
  | 'password_changed'
  | 'second_factor_enrolled'
  | 'second_factor_reset'
  | 'recovery_codes'
  | 'unused_warned'
  | 'digest_on'
  | 'digest_off'
  | 'unused_disabled'

/** Every sort of line in the access log, by name; data is typed by its event and never holds identity. */
export type AccessEvent =
  | { event: 'read'; fileToken: string; fields: number; purpose?: string }
  | { event: 'list'; data: { kind: string; rows: number } }
  | { event: 'names'; purpose?: string; data: { kind: string; rows: number } }
  | { event: 'reveal'; fileToken: string; fields: number; purpose: string }
  | { event: 'print'; fileToken?: string; fields?: number; data?: { what: string; way?: string; copies?: number } }
  | { event: 'document'; fileToken?: string; data: { code: string; act: DocumentAct } }
  | { event: 'refuse'; data: { verb: string; kind: string | null; status: number; reason: string } }
  | { event: 'step'; fileToken: string; data: { kind: string; step: string } }
  | { event: 'open'; fileToken: string; data: { kind: string } }
  | { event: 'party'; fileToken: string; data: { part: string; view: string; ended?: boolean } }
  | { event: 'break_glass'; fileToken: string; purpose: string }
  | { event: 'break_glass_review'; fileToken: string; data: { outcome: string } }
  | { event: 'reveal_alarm'; data: { count: number; limit: number } }
  | { event: 'sign_in'; data: { by: 'password' | 'code' | 'recovery' } }
  | { event: 'sign_in_failed'; data: { reason: SignInFailure } }
  | { event: 'locked' | 're_authenticate' }
  | { event: 'sign_out'; data?: { everywhere: boolean } }
  | { event: 'switch_post'; data: { role: string } }
  | { event: 'account'; data: { what: AccountDeed; account: string } }
  | { event: 'import'; data: { variant: string; rows: number; created: number } }
  | { event: 'export'; data: { request: string; source: string; step: ExportStep; rows: number } }
  /** Who handles a matter in a town (分派表) was changed. */
  | { event: 'route_table'; data: { matter: string; town: string; unit: string } }
  /** A weekly slot of a school's call room was set or ended. */
  | { event: 'call_slot'; data: { what: 'add' | 'end'; unit: string } }
  /** Finance wrote down the account of a town's reserve. */
  | { event: 'payment_reserve'; data: { unit: string } }
  | { event: 'referral'; data: { type: string; state: string } }
  | { event: 'authorise'; data: { postId: string; until: string } }
  | { event: 'deputy'; data: { postId: string; until: string } }
  | { event: 'return'; data: { form: string; period: string; version: number; act: string } }
  | { event: 'post_grant'; data: { postId: string; role: string; unit: string; confirmed: boolean } }
  | { event: 'post_confirm'; data: { postId: string; by: 'head' | 'security' } }
  | { event: 'post_end'; data: { postId: string; until: string; cause: string; sessions: number } }
  | { event: 'certify'; data: { posts: string[] } }
  | { event: 'handover'; data: { from: string; to: string; files: number; duties: number } }
  | { event: 'break_glass_second'; fileToken: string; data: { outcome: string } }
  | { event: 'alarm_review'; data: { alarm: string; outcome: string } }
  | { event: 'download'; fileToken: string; fields: number; data: { type: string } }
  | { event: 'file_alarm'; fileToken?: string; data: { problem: 'changed' | 'gone' } }
  | { event: 'merge_unit'; data: { from: string[]; to: string; moved: number } }
  | {
      event: 'org_change'
      data: { what: 'add' | 'rename' | 'close' | 'plan_merge' | 'cancel_merge' | 'grid'; code: string }
    }
  | { event: 'org_import'; data: { rows: number; created: number } }
  | { event: 'rule_change'; data: { batch: string; subject: string; step: string } }
  | {
      event: 'rule_change_applied'
      data: { batch: string; cause: string; applied: number; doneMeanwhile: number; changedMeanwhile: number }
    }
  | { event: 'outbox_retry'; data: { channel: string; messages: number } }
  /** A mandatory report. Of its reporter without the report's token: who filed which is not for the log to tell. */
  | { event: 'report'; fileToken?: string; data: { act: ReportAct } }
  /** A message left, or could not; of a file where it reminds of one. `code`: why not. */
  | {
      event: 'message'
      fileToken?: string
      data: { channel: string; template: string; result: MessageResult; code?: string }
    }
  /** The family of a file wants reminders for a purpose, or not any more. */
  | { event: 'message_choice'; fileToken: string; data: { purpose: string; wanted: boolean } }
  /** An auditor's own look-up; `by`: the filters set, with the codes and numbers they were set to. */
  | { event: 'audit_search'; fileToken?: string; data: { from: string; to: string; by: Record<string, string> } }
  /** Batches, anchors, archives or timelines do not fit; `what`: the sorts of faults. */
  | { event: 'chain_alarm'; data: { what: string[]; faults: number } }
  | { event: 'log_archive' | 'log_archive_read'; data: { month: string; rows: number } }

/** filed, own read by the reporter; the others by a receiving office; reporter: shown who reported. */
export type ReportAct = 'file' | 'own' | 'inbox' | 'acknowledge' | 'feedback' | 'close' | 'reporter' | 'attachment'

/** declined: by the family, before it was sent; expired: too late to be of use. */
export type MessageResult = 'sent' | 'failed' | 'declined' | 'expired'

/** What happened to a request for an export; second: approved by the second person. */
export type ExportStep = 'ask' | 'approve' | 'second' | 'refuse' | 'cancel' | 'write' | 'fail' | 'download'

/** What was done with a document (文书). */
export type DocumentAct = 'read' | 'draft' | 'issue' | 'approve' | 'return' | 'withdraw'

/** Groups of fields of a file that a page may reveal, as bits of access_log.fields. */
export const fieldGroups = {
  outline: 1,
  identity: 2,
  contact: 4,
  offence: 8,
  help: 16,
  timeline: 32,
  papers: 64,
  attachments: 128,
} as const

export type FieldGroup = keyof typeof fieldGroups

const labels: Record<FieldGroup, string> = {
  outline: '概况',
  identity: '证件号码',
  contact: '联系方式',
  offence: '原案信息',
  help: '帮扶内容',
  timeline: '办理经过',
  papers: '文书材料',
  attachments: '附件内容',
}

export const fieldBits = (groups: readonly FieldGroup[]): number =>
  groups.reduce((bits, group) => bits | fieldGroups[group], 0)

/** The Chinese names of the groups in a bit set, in order. */
export const fieldLabels = (bits: number): string[] =>
  (Object.keys(fieldGroups) as FieldGroup[]).filter((group) => bits & fieldGroups[group]).map((group) => labels[group])

/** Purpose codes (查看事由) that a reveal asks for. */
export const purposes = {
  verify: '核实身份',
  contact: '联系本人或家属',
  handover: '办理衔接交接',
  help: '办理帮扶事项',
  correct: '更正登记信息',
  supervise: '复核与督办',
} as const

export type Purpose = keyof typeof purposes
