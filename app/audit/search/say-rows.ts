import type { AuditWords, EventGroup } from '../words/entry'
import { eventLabel, groupOf, purposeText, sayLine } from '../words/event-words'
import type { LogRow } from './find-lines.server'
import type { Names } from './names.server'

/** A line as a page shows it and a sheet holds it. */
export type SaidLine = {
  id: string
  at: Date
  who: string
  username: string
  post: string
  event: string
  group: EventGroup | null
  what: string
  purpose: string
  count: number
  token: string | null
  ip: string
  request: string
  postId: string | null
}

/** Who, in which post, did what: names of staff are looked up, nobody else is named. */
export function sayRow(row: LogRow, names: Names, words: AuditWords): SaidLine {
  const user = names.user(row.user_id)
  const post = names.post(row.post_id)
  const unit = post?.unit ?? names.unit(row.unit_code) ?? row.unit_code ?? ''
  const nobody = row.event === 'sign_in_failed' ? '（没有这个账号）' : '系统'
  return {
    id: String(row.id),
    at: row.at,
    who: user?.name ?? post?.name ?? row.user_id ?? nobody,
    username: user?.username ?? '',
    post: [post && words.term('role', post.role), unit].filter(Boolean).join(' · '),
    event: eventLabel(row.event),
    group: groupOf(row.event),
    what: sayLine(row, words),
    purpose: purposeText(row.purpose),
    count: row.count,
    token: row.file_token,
    ip: row.ip ?? '',
    request: row.request_id ?? '',
    postId: row.post_id,
  }
}
