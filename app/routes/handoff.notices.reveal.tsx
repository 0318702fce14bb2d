import { redirect } from '@remix-run/node'
import { guarded } from '~/access/guard.server'
import { releaseNotice } from '~/domains/handoff/domain.server'
import { revealOn } from '~/domains/handoff/views/reveal.server'

/** Showing is a POST with a purpose; the address alone leads back to the file. */
export const loader = guarded({ kind: 'release_notice', verb: 'read', audit: 'release_notice.reveal' }, async (c) =>
  redirect(`/handoff/notices/${c.params.id}`),
)

export const action = guarded({ kind: 'release_notice', verb: 'read', audit: 'release_notice.reveal' }, async (c) =>
  redirect(`/handoff/notices/${c.params.id}${await revealOn(releaseNotice, c)}`),
)
