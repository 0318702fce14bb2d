/** The public notice page in the bench: notices to show, and the request for them; nobody signs in. */
import { withClient } from '../../server/with-client'
import type { Page } from './pages'

/** Posted now, and posted once: a county's busy month among the years before it. */
const CURRENT = 3_000
const ENDED = 60_000

/** Readers come from addresses of their own, as behind a proxy. */
let reader = 0
const address = () => `10.${(reader >> 16) & 255}.${(reader >> 8) & 255}.${reader++ & 255}`

export const noticePages: readonly Page[] = [
  {
    name: 'public notice page',
    casts: ['narrow'],
    ask: () => ({ path: '/notices', headers: { 'X-Forwarded-For': address() } }),
  },
]

/** One relief file in the place of an existing one's person, and its notices. As the superuser. */
export async function addNotices(superUrl: string): Promise<void> {
  await withClient(superUrl, async (client) => {
    await client.query(`
      WITH file AS (
        INSERT INTO case_file (id, kind, scope_key, state, case_no, neutral_no, file_token, person_id, name, pinyin, initials, sex, birth_on, next_due_on, opened_on, lawful_basis, chain_seq, chain_hash)
        SELECT gen_random_uuid(), 'relief_temp', left(scope_key, 9) || '-CW1', 'proposed', 'JZ-' || case_no, neutral_no || '-r', file_token || 'r', person_id, name, pinyin, initials, sex, birth_on,
          next_due_on, opened_on, 'consent', chain_seq, chain_hash FROM case_file WHERE length(scope_key) > 9 AND birth_on < '1990-01-01' LIMIT 1
        RETURNING id, kind, scope_key)
      INSERT INTO relief_file (case_id, kind, scope_key, benefit_type, accept_town, applied_on, accepted_on)
      SELECT id, kind, scope_key, 'temp_relief', left(scope_key, 9), current_date, current_date FROM file`)
    await client.query(
      `INSERT INTO relief_notice (id, case_id, kind, scope_key, notice_no, type, town_code, text, text_hash, from_on, to_on, posted_at)
       SELECT gen_random_uuid(), case_id, kind, scope_key, 'GS-' || left(scope_key, 6) || '-2026-' || lpad(n::text, 6, '0'), CASE n % 2 WHEN 0 THEN 'proposed' ELSE 'decided' END, accept_town,
         jsonb_build_object('head', '王*', 'village', '某村', 'type', '临时救助', 'persons', n % 5 + 1, 'amountFen', n * 100, 'monthly', false, 'phone', '0562-2812345', 'window', '某窗口'), '',
         day, day + 7, now()
       FROM relief_file, generate_series(1, $1::int) n, LATERAL (SELECT current_date - CASE WHEN n <= $2::int THEN n % 7 ELSE 8 + n % 1000 END AS day) d`,
      [CURRENT + ENDED, CURRENT],
    )
  })
}
