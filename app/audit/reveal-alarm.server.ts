import type { Db } from '~/lib/db.server'

/**
 * Posts that revealed more files outside their own assigned work within an hour than their role's limit
 * (X.reveal_per_hour.<ROLE>): one line of the log a post and hour, and one alarm for the security administrator to look
 * into. Gives the number raised.
 */
export async function raiseRevealAlarms(db: Db, at: Date): Promise<number> {
  const since = new Date(at.getTime() - 3_600_000)
  return db.$executeRaw`
    WITH raised AS MATERIALIZED (
      SELECT r.* FROM (
        SELECT l.post_id, l.user_id, l.unit_code, count(DISTINCT l.file_token)::int AS n,
          (SELECT q.value FROM rule_param q WHERE q.rule_id = 'X.reveal_per_hour.' || p.role ORDER BY q.effective_from DESC LIMIT 1) AS most
        FROM access_log l JOIN post p ON p.id = l.post_id LEFT JOIN case_file c ON c.file_token = l.file_token
        WHERE l.event = 'reveal' AND l.at >= ${since} AND l.at <= ${at} AND c.owner_post_id IS DISTINCT FROM l.post_id
        GROUP BY l.post_id, l.user_id, l.unit_code, p.role
      ) r
      WHERE r.n > r.most AND NOT EXISTS (SELECT 1 FROM access_log a WHERE a.event = 'reveal_alarm' AND a.post_id = r.post_id AND a.at > ${since})
    ), logged AS MATERIALIZED (
      SELECT log_system('reveal_alarm', ${at}::timestamptz, post_id, user_id, unit_code, jsonb_build_object('count', n, 'limit', most)) FROM raised
    )
    INSERT INTO reveal_alarm (at, post_id, unit_code, count, most)
    SELECT ${at}::timestamptz, post_id, unit_code, n, most FROM raised WHERE (SELECT count(*) FROM logged) > 0`
}
