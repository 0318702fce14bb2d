import type { UserError } from '~/lib/errors'
import { errorText } from './pages/error-texts'
import { renderPage } from './plain-page'

/** A refusal where no page of ours is drawn: a file that is not given. */
export const plainRefusal = ({ status, message }: UserError, requestId: string): Response =>
  new Response(renderPage({ status, ...errorText(status, message) }, requestId), {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  })
