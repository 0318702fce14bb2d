import { createTransport } from 'nodemailer'
import { env } from '~/lib/env.server'

/** Sends one mail through SMTP_URL. Throws when there is no server set or it refuses. */
export async function sendMail(mail: { to: string; subject: string; text: string }): Promise<void> {
  if (!env.SMTP_URL) throw new Error('SMTP_URL is not set')
  const transport = createTransport(env.SMTP_URL)
  try {
    await transport.sendMail({ from: `归程 <no-reply@${new URL(env.PUBLIC_URL).hostname}>`, ...mail })
  } finally {
    transport.close()
  }
}
