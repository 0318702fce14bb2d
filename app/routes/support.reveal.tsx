import { redirect } from '@remix-run/node'
import { guarded } from '~/access/guard.server'
import { support } from '~/domains/handoff/domain.server'
import { revealOn } from '~/domains/handoff/views/reveal.server'

/** Showing is a POST with a purpose; the address alone leads back to the file. */
export const loader = guarded({ kind: 'support', verb: 'read', audit: 'support.reveal' }, async (c) =>
  redirect(`/support/${c.params.id}`),
)

export const action = guarded({ kind: 'support', verb: 'read', audit: 'support.reveal' }, async (c) =>
  redirect(`/support/${c.params.id}${await revealOn(support, c)}`),
)
