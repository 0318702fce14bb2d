/** Freezing a document: canonical JSON, its SM3 hash, encrypted under its own id; and opening it again, verified. */
import { z } from 'zod'
import { decrypt, encrypt, mac, sm3 } from '~/lib/crypto.server'
import { canonical } from '../chain.server'
import type { Block, PaperContent } from './paper'

const secret = z.enum(['identity', 'phone', 'address']).optional()
const cell = z.object({ label: z.string(), value: z.string(), secret, lines: z.number().optional() })
const column = z.object({ label: z.string(), share: z.number().optional(), secret })
const signature = z.object({ title: z.string(), seal: z.boolean().optional(), lines: z.array(cell) })
const block: z.ZodType<Block> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('rows'), rows: z.array(z.array(cell)) }),
    z.object({ type: z.literal('paragraph'), text: z.string(), style: z.enum(['body', 'flush', 'clause']) }),
    z.object({ type: z.literal('heading'), text: z.string() }),
    z.object({
      type: z.literal('table'),
      caption: z.string().optional(),
      columns: z.array(column),
      rows: z.array(z.array(z.string())),
      blanks: z.number().optional(),
    }),
    z.object({ type: z.literal('signatures'), columns: z.array(signature) }),
    z.object({ type: z.literal('seal') }),
    z.object({ type: z.literal('attachments'), items: z.array(z.string()) }),
    z.object({ type: z.literal('slip'), title: z.string(), to: z.string(), blocks: z.array(block) }),
  ]),
) as z.ZodType<Block>

/** The shape of frozen JSON; whatever else lies in the database is not a document. */
export const contentSchema: z.ZodType<PaperContent> = z.object({
  v: z.literal(1),
  code: z.string(),
  title: z.string(),
  headline: z.string(),
  layout: z.enum(['letter', 'notice', 'form', 'list', 'wide']),
  number: z.string().nullable(),
  unit: z.object({ code: z.string(), name: z.string() }),
  to: z.string().nullable(),
  caseNo: z.string().nullable(),
  about: z.string(),
  issuedOn: z.string().nullable(),
  check: z.object({ by: z.enum(['public', 'signed_in', 'none']), code: z.string().nullable() }),
  blocks: z.array(block),
}) as z.ZodType<PaperContent>

/** SM3 over canonical JSON. The check code inside makes it no guessable digest of what a person is. */
export const hashOfContent = (content: PaperContent): string => sm3(canonical(content))

/** What is stored of a document: encrypted content and its hash. */
export const freeze = (id: string, content: PaperContent): { contentEnc: string; hash: string } => ({
  contentEnc: encrypt(JSON.stringify(content), `document:${id}`),
  hash: hashOfContent(content),
})

/** The content, and whether it still is what was hashed. Throws TamperedError when the encrypted text was changed. */
export function thaw(row: { id: string; contentEnc: string; hash: string }): {
  content: PaperContent
  intact: boolean
} {
  const content = contentSchema.parse(JSON.parse(decrypt(row.contentEnc, `document:${row.id}`)))
  return { content, intact: hashOfContent(content) === row.hash }
}

/** A keyed digest of what a form showed, so that nobody issues what he has not seen. Not a hash to keep. */
export const seenDigest = (content: PaperContent): string => mac(canonical(content), 'document-seen').slice(0, 32)
