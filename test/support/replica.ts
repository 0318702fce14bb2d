/**
 * A replica that stands still: a clone of this worker's database on the same server, whose functions of recovery say
 * what a test wants. It shows its own rows, so that a page tells where it was read.
 */
import { inject } from 'vitest'
import { forgetReplica } from '~/access/replica/read-on-replica.server'
import { forgetRules } from '~/casefile/rules.server'
import { disconnect } from '~/lib/db.server'
import { embeddedUrl, rereadEnv, type Login } from '~/lib/env.server'
import { forgetDirectory } from '~/orgs/find-units.server'
import { asSuperuser } from './database'

const primary = `test_${process.env.VITEST_POOL_ID ?? '1'}`
const copy = `${primary}_replica`

/** Positions before and after everything. */
export const NOTHING = '0/1'
export const EVERYTHING = 'FFFFFFFF/0'

export const onCopy = (sql: string, values: unknown[] = []) => asSuperuser(sql, values, copy)

/** Clones this worker's database as it is now, and points DATABASE_REPLICA_URL at the clone. */
export async function makeReplica(): Promise<void> {
  await dropReplica()
  await asSuperuser(`CREATE DATABASE ${copy} TEMPLATE ${primary} OWNER guicheng_owner`, [], 'postgres')
  await onCopy(`CREATE SCHEMA said;
    CREATE TABLE said.standing (replayed pg_lsn, at timestamptz, recovering boolean);
    INSERT INTO said.standing VALUES ('${EVERYTHING}', clock_timestamp(), true);
    CREATE FUNCTION said.pg_last_wal_replay_lsn() RETURNS pg_lsn LANGUAGE sql AS 'SELECT replayed FROM said.standing';
    CREATE FUNCTION said.pg_last_xact_replay_timestamp() RETURNS timestamptz LANGUAGE sql AS 'SELECT at FROM said.standing';
    CREATE FUNCTION said.pg_is_in_recovery() RETURNS boolean LANGUAGE sql AS 'SELECT recovering FROM said.standing';
    GRANT USAGE ON SCHEMA said TO PUBLIC; GRANT SELECT ON said.standing TO PUBLIC;
    ALTER DATABASE ${copy} SET search_path = said, pg_catalog, public`)
  replicaAt(replicaUrl())
}

export const replicaUrl = (login: Login = 'app'): string =>
  embeddedUrl(login, inject('varDir'), inject('postgresPort'), copy)

/** Points the settings somewhere; undefined: to no replica. Nothing that was learnt of the last one is kept. */
export function replicaAt(url: string | undefined): void {
  if (url) process.env.DATABASE_REPLICA_URL = url
  else delete process.env.DATABASE_REPLICA_URL
  rereadEnv()
  forgetReplica()
  forgetRules()
  forgetDirectory()
}

export async function dropReplica(): Promise<void> {
  replicaAt(undefined)
  await disconnect()
  await asSuperuser(`DROP DATABASE IF EXISTS ${copy} WITH (FORCE)`, [], 'postgres')
}

/** How it says that it stands: how far it has replayed, when the last commit it knows was made, and whether it is one at all. */
export async function stands(
  given: { replayed?: string; secondsAgo?: number; recovering?: boolean } = {},
): Promise<void> {
  await onCopy(
    `UPDATE said.standing SET replayed = $1, at = clock_timestamp() - make_interval(secs => $2), recovering = $3`,
    [given.replayed ?? EVERYTHING, given.secondsAgo ?? 0, given.recovering ?? true],
  )
}
