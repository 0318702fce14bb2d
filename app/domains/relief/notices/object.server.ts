/** An objection to a notice, filed by anybody on the public page: on the file once, with a receipt (DOMAIN §11, D7-edge-12). */
import { parseWithZod } from '@conform-to/zod/v4'
import { z } from 'zod'
import { countAsked } from '~/access/count-asked.server'
import { typedForm } from '~/access/draft.server'
import type { PublicContext } from '~/access/public.server'
import { newCheckCode } from '~/casefile/documents/check-code.server'
import { encrypt, mac, randomToken, signToken, verifyToken } from '~/lib/crypto.server'
import { formatDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { notFound } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { enqueue } from '~/lib/jobs.server'
import { requiredText } from '~/lib/text'
import { checkPhone } from '~/people/identity'
import type { LastResult } from '~/ui/form'
import { NOT_POSTED } from './notice-query'
import { inPublic, type PublicNotice } from './public-notices.server'

const LIMIT = { what: 'notice-objection', most: 6, windowMs: 60 * 60_000 }

export const objectionInput = z.object({
  signer: requiredText(50),
  phone: requiredText(30).transform((typed, ctx) => {
    const checked = checkPhone(typed)
    if (checked.ok) return checked.phone
    ctx.addIssue({ code: 'custom', message: checked.why })
    return z.NEVER
  }),
  claim: requiredText(1000, { lines: true }),
})

/** What the page of a current notice carries: this notice, its last day, this page. Whoever sends it saw the notice posted. */
export const noticeToken = ({ no, toOn }: Pick<PublicNotice, 'no' | 'toOn'>): string =>
  signToken([no, toOn, randomToken(12)], 'notice')

type Refused = { ok: false; status: 422 | 429; lastResult: LastResult }
type Answer = { ok: true; receipt: string } | Refused

const late = (toOn: LegalDay) =>
  `公示已于 ${formatDay(toOn)} 24 时结束，不能再在这里提出。仍有情况反映的，可以带上材料到受理窗口反映；对已经作出的决定，可以在知道之日起 60 日内向作出决定的民政部门提出异议，或者依法申请行政复议。`

/**
 * Takes the form. A repeat of it gets the receipt of the first. Gives what to show again when it cannot be taken: fields,
 * too often, or a notice that has ended meanwhile with what may be done instead. Throws 404 for a page that was never given.
 */
export async function objectToNotice({ form, from, params }: PublicContext): Promise<Answer> {
  const no = params.no ?? ''
  const token = form.get('_token')
  const [forNo, toOn, nonce] = (typeof token === 'string' ? verifyToken(token, 'notice') : null) ?? []
  if (!forNo || !toOn || !nonce || forNo !== no) throw notFound(NOT_POSTED)
  const again = (error: Record<string, string[]>, status: Refused['status'] = 422): Refused => ({
    ok: false,
    status,
    lastResult: typedForm(form, error),
  })
  // No person sees this field.
  if (form.get('website')) return again({ '': ['没有提交成功。请重新填写后再提交，或者打电话到受理窗口反映。'] })
  const parsed = parseWithZod(form, { schema: objectionInput })
  if (parsed.status !== 'success')
    return again(Object.fromEntries(Object.entries(parsed.error ?? {}).map(([name, why]) => [name, why ?? []])))
  const key = mac(`${no}:${nonce}`, 'notice-form')
  return inPublic(from.now, async (db) => {
    if (!(await countAsked(db, from, LIMIT)))
      return again({ '': ['提交太频繁，请一小时后再试；急需反映的，请打电话到受理窗口。'] }, 429)
    const receipt = await file(db, no, key, parsed.value)
    return receipt ? { ok: true, receipt } : again({ '': [late(toOn)] })
  })
}

async function file(db: Db, no: string, key: string, said: z.infer<typeof objectionInput>): Promise<string | null> {
  const id = uuidv7()
  const own = (text: string) => encrypt(text, `relief_objection:${id}`)
  const mine = newCheckCode()
  const [row] = await db.$queryRaw<
    { receipt: string | null }[]
  >`SELECT object_to_notice(${no}, ${id}::uuid, ${mine}, ${key},
    ${own(said.signer)}, ${own(said.phone)}, ${own(said.claim)}) AS receipt`
  const receipt = row?.receipt ?? null
  if (receipt === mine) await enqueue(db, 'relief_objection', { id })
  return receipt
}
