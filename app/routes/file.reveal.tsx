import { redirect } from '@remix-run/node'
import { guarded } from '~/access/guard.server'
import { revealOn } from '~/casefile/ui/reveal-on.server'
import { fileAt } from '~/domains/file-at.server'
import { kindsAt } from '~/domains/menu'

/** Showing is a POST with a purpose; the address alone leads back to the file. */
export const loader = guarded({ kind: kindsAt, verb: 'read', audit: 'file.reveal' }, async (c) =>
  redirect((await fileAt(c, 'read')).base),
)

export const action = guarded({ kind: kindsAt, verb: 'read', audit: 'file.reveal' }, async (c) => {
  const { domain, base } = await fileAt(c, 'read')
  return redirect(`${base}${await revealOn(domain, c)}`)
})
