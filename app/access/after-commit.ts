import type { AccessEvent } from '~/audit/events'

/** What stands ready once the transaction is closed. */
export type Afterwards = {
  /** Writes one line of the access log in a transaction of its own. */
  log: (line: AccessEvent) => Promise<void>
  /** Waits until the client has taken what was written so far; rejects when it is gone. */
  drained: () => Promise<void>
}

/**
 * What a door gives after its transaction is closed: a file that is looked over, then streams (DESIGN rule 3). It is
 * allowed and logged inside the transaction, and reaches no database after it.
 */
export class AfterCommit<T> {
  constructor(readonly make: (then: Afterwards) => Promise<T>) {}
}
