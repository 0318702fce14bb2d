import type { LinksFunction, MetaFunction } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import { errorText } from '~/access/pages/error-texts'
import { publicRoute } from '~/access/public.server'
import type { Shell } from '~/access/shell'
import { maySearch, menuAt } from '~/domains/menu'
import { env } from '~/lib/env.server'
import { ErrorPage } from '~/ui/error-page'
import { useFollowLinks } from '~/ui/follow-links'
import { Layout as Frame } from '~/ui/layout'
import { ButtonLink } from '~/ui/link'
import lookHref from '~/ui/look.css?url'
import { useNonce } from '~/ui/nonce'
import { Notice, pageTitle } from '~/ui/page'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: lookHref },
  { rel: 'icon', href: 'data:,' },
]

export const meta: MetaFunction<typeof loader> = ({ error }) => [
  { title: error ? pageTitle(errorText(isRouteErrorResponse(error) ? error.status : 500).title, '归程') : '归程' },
]

/** What the frame needs of the server; no database. */
export const loader = publicRoute({ public: true }, async ({ from }) => ({ demo: env.DEMO, requestId: from.requestId }))

const PUBLIC = ['/sign-in', '/check', '/notices']

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce()
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

/** The shell that the leaf's loader gave. */
function useShell(): Shell | null {
  const leaf = useMatches().at(-1)?.data as { shell?: Shell | null } | undefined
  return leaf?.shell ?? null
}

function Framed({ shell, children }: { shell: Shell | null; children: ReactNode }) {
  useFollowLinks()
  const { pathname, search } = useLocation()
  const root = useRouteLoaderData<typeof loader>('root')
  const q = pathname === '/people' ? (new URLSearchParams(search).get('q') ?? '') : ''
  const finder =
    shell && maySearch(shell.role)
      ? { action: '/people', value: q, label: '查找人员', placeholder: '姓名、拼音、证件后四位、案件号' }
      : undefined
  return (
    <Frame
      brand="归程"
      me={shell && { name: shell.name, postLabel: `${shell.roleLabel} · ${shell.unitName}` }}
      menu={shell ? menuAt(shell.role, pathname) : []}
      search={finder}
      homeHref={shell || !PUBLIC.some((path) => pathname.startsWith(path)) ? '/' : '/sign-in'}
      accountHref={shell ? '/account' : undefined}
      switchHref={shell ? '/posts' : undefined}
      signOutToken={shell?.token}
      banner={<Banner demo={root?.demo ?? false} passwordDays={pathname === '/' ? shell?.passwordDays : undefined} />}
    >
      {children}
    </Frame>
  )
}

/** What stands above the page: that this is the demo; on my work, that the password will soon be too old. */
function Banner({ demo, passwordDays }: { demo: boolean; passwordDays: number | undefined }) {
  if (!demo && passwordDays === undefined) return null
  return (
    <div className="noprint">
      {demo && <Notice tone="due">演示数据：系统里的人员、单位和文书都是虚构的，请不要填写真实信息。</Notice>}
      {passwordDays !== undefined && (
        <Notice tone="due" action={<ButtonLink href="/password">现在修改</ButtonLink>}>
          您的密码还有 {passwordDays} 天到期，到期后须先修改才能继续工作。
        </Notice>
      )}
    </div>
  )
}

export default function App() {
  return (
    <Framed shell={useShell()}>
      <Outlet />
    </Framed>
  )
}

export function ErrorBoundary() {
  const error = useRouteError()
  const root = useRouteLoaderData<typeof loader>('root')
  const status = isRouteErrorResponse(error) ? error.status : 500
  const given = isRouteErrorResponse(error)
    ? (error.data as { message?: unknown; shell?: Shell | null } | string | null)
    : null
  const told = given && typeof given === 'object' ? given : {}
  return (
    <Framed shell={told.shell ?? null}>
      <ErrorPage status={status} {...errorText(status, told.message)} requestId={root?.requestId} />
    </Framed>
  )
}
