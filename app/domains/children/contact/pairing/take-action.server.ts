import type { Ctx } from '~/casefile/act.server'
import { notFound } from '~/lib/errors'
import { raiseHelp } from '../raise-help.server'
import { findHelped } from '../views/helped.server'
import { agreePairing, declinePairing } from './agree-pairing.server'
import { endPairing, renewPairing } from './end-pairing.server'
import { recordContact } from './record-contact.server'

/** What the page of a pairing sends, by its intent; gives what was done. Throws 403, 404, 409, 422. */
export async function takePairingAction(ctx: Ctx, id: string | undefined, form: FormData): Promise<string> {
  const intent = form.get('_intent')
  if (intent === 'contact') await recordContact(ctx, id, form)
  else if (intent === 'help') await raiseHelp(ctx, (await findHelped(ctx, id)).case_id)
  else if (intent === 'agree') await agreePairing(ctx, id)
  else if (intent === 'decline') await declinePairing(ctx, id, form)
  else if (intent === 'renew') await renewPairing(ctx, id, form)
  else if (intent === 'end') await endPairing(ctx, id, form)
  else throw notFound()
  return intent
}
