import { redirect } from '@remix-run/node'
import { guarded } from '~/access/guard.server'
import { handoff } from '~/domains/handoff/domain.server'
import { revealOn } from '~/domains/handoff/views/reveal.server'

/** Showing is a POST with a purpose; the address alone leads back to the file. */
export const loader = guarded({ kind: 'handoff', verb: 'read', audit: 'handoff.reveal' }, async (c) =>
  redirect(`/handoff/${c.params.id}`),
)

export const action = guarded({ kind: 'handoff', verb: 'read', audit: 'handoff.reveal' }, async (c) =>
  redirect(`/handoff/${c.params.id}${await revealOn(handoff, c)}`),
)
