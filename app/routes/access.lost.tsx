import { guarded } from '~/access/guard.server'
import { notFound } from '~/lib/errors'

/** An address that leads nowhere: told like a file that is out of reach. */
export const loader = guarded({ kind: null, verb: 'desk', audit: 'lost' }, async () => {
  throw notFound()
})

export const action = guarded({ kind: null, verb: 'desk', audit: 'lost' }, async () => {
  throw notFound()
})

export default function Lost() {
  return null
}
