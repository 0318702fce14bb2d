import { createMemoryRouter, matchRoutes, RouterProvider } from 'react-router-dom'
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server'
import { renderToString } from 'react-dom/server'
import type { ReactNode } from 'react'

/** Puts elements at an address, as the framework does, so that links and forms work. */
export function Page({ at = '/here', children }: { at?: string; children: ReactNode }) {
  const router = createMemoryRouter([{ path: '*', element: children }], { initialEntries: [at] })
  return <RouterProvider router={router} future={{ v7_startTransition: true }} />
}

/** The HTML a browser gets before any script runs. */
export function htmlOf(children: ReactNode, at = '/here'): string {
  const { dataRoutes } = createStaticHandler([{ path: '*', element: children }])
  const context = {
    basename: '/',
    location: { pathname: at, search: '', hash: '', state: null, key: 'first' },
    matches: matchRoutes(dataRoutes, at) ?? [],
    loaderData: {},
    actionData: null,
    errors: null,
    statusCode: 200,
    loaderHeaders: {},
    actionHeaders: {},
    activeDeferreds: null,
  } as unknown as Parameters<typeof createStaticRouter>[1]
  const router = createStaticRouter(dataRoutes, context)
  return renderToString(<StaticRouterProvider router={router} context={context} hydrate={false} />)
}
