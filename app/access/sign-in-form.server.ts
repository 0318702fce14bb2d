import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SubmissionResult } from '@conform-to/dom'
import { prisma } from '~/lib/db.server'
import { env } from '~/lib/env.server'
import { typedForm } from './draft.server'
import { sameSitePath, withDraft, type PublicContext } from './public.server'
import { whereNext } from './session/go-on.server'
import { signIn } from './session/sign-in.server'

type Answer =
  { ok: true; to: string; headers: Headers } | { ok: false; status: 422 | 429; lastResult: SubmissionResult<string[]> }

const MAX = { username: 40, password: 200 }

/** The sign-in form: who it is, and where to go then. A refusal keeps the user name and never the password. */
export async function checkSignIn({ form, from }: PublicContext): Promise<Answer> {
  const typed = { username: textOf(form, 'username').trim(), password: textOf(form, 'password') }
  const no = (error: Record<string, string[]>, status: 422 | 429 = 422): Answer => ({
    ok: false,
    status,
    lastResult: typedForm(form, error),
  })
  const missing = {
    ...(typed.username ? {} : { username: ['请填写用户名'] }),
    ...(typed.password ? {} : { password: ['请填写密码'] }),
  }
  if (Object.keys(missing).length) return no(missing)
  if (
    !/^[\p{L}\p{N}._@-]+$/u.test(typed.username) ||
    typed.username.length > MAX.username ||
    typed.password.length > MAX.password
  ) {
    return no({ '': ['用户名或密码不正确。'] })
  }
  const result = await signIn(typed, from)
  if (!result.ok) return no({ '': [result.why] }, result.locked ? 429 : 422)
  const headers = new Headers()
  for (const cookie of result.headers.getSetCookie()) headers.append('Set-Cookie', cookie)
  const to = withDraft(sameSitePath(form.get('to')), form.get('draft'))
  return { ok: true, to: await whereNext(prisma, { ...result, now: from.now }, to), headers }
}

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

export type DemoAccount = { username: string; password: string; posts: { role: string; unit: string }[] }

/** The accounts of the demo city with the names of their units, to be shown on the sign-in page; none outside the demo. */
export async function demoAccounts(): Promise<DemoAccount[]> {
  const file = join(env.VAR_DIR, 'demo', 'accounts.json')
  if (!env.DEMO || !existsSync(file)) return []
  const accounts = JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[]
  const names = new Map(
    (await prisma.unit.findMany({ select: { code: true, name: true } })).map((unit) => [unit.code, unit.name]),
  )
  return accounts.map((account) => ({
    ...account,
    posts: account.posts.map((post) => ({ ...post, unit: names.get(post.unit) ?? post.unit })),
  }))
}
