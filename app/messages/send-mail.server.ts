import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { env } from '~/lib/env.server'

/** A server that does not answer must not hold the outbox. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

/** `id`: of the message; its Message-ID stays the same when it is handed over again. */
export type Mail = { id: string; to: string; subject: string; text: string }

/** Sends one mail through SMTP_URL; without it keeps it as `<VAR_DIR>/mail/<id>.eml`. Throws when the server refuses. */
export async function sendMail({ id, ...mail }: Mail): Promise<void> {
  const host = new URL(env.PUBLIC_URL).hostname
  const letter = { from: `归程 <no-reply@${host}>`, messageId: `<${id}@${host}>`, ...mail }
  if (!env.SMTP_URL) return keep(id, letter)
  const transport = createTransport({ url: env.SMTP_URL, ...PATIENCE })
  try {
    await transport.sendMail(letter)
  } finally {
    transport.close()
  }
}

/** Whole or not at all; a second time it is the same file. */
async function keep(id: string, letter: object): Promise<void> {
  const folder = join(env.VAR_DIR, 'mail')
  const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail(letter)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `.${id}`)
  await writeFile(draft, message as Buffer, { mode: 0o600 })
  await rename(draft, join(folder, `${id}.eml`))
}
