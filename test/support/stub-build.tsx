import type { ServerBuild } from '@remix-run/node'
import { Scripts } from '@remix-run/react'
import { createElement as h } from 'react'
import * as entry from '~/entry.server'
import { useNonce } from '~/ui/nonce'

type RouteModule = ServerBuild['routes'][string]['module']

/** A Remix build of a page and the given resource routes, to try the HTTP server without the application's pages. */
export function stubBuild(resources: Record<string, Partial<RouteModule>>): ServerBuild {
  const Page = () =>
    h(
      'html',
      { lang: 'zh-CN' },
      h('head', null, h('title', null, '归程')),
      h('body', null, h('h1', null, '你好'), h(Scripts, { nonce: useNonce() })),
    )
  const modules: Record<string, { path?: string; index?: true; parentId?: string; module: RouteModule }> = {
    root: { path: '', module: { default: Page } as RouteModule },
    home: { index: true, parentId: 'root', module: { default: () => null } as RouteModule },
    ...Object.fromEntries(
      Object.entries(resources).map(([path, module]) => [
        path,
        { path, parentId: 'root', module: module as RouteModule },
      ]),
    ),
  }
  const routes = Object.fromEntries(Object.entries(modules).map(([id, route]) => [id, { id, ...route }]))
  const assets = Object.fromEntries(
    Object.entries(routes).map(([id, { module, ...route }]) => [
      id,
      {
        ...route,
        module: `/assets/${id}.js`,
        hasLoader: 'loader' in module,
        hasAction: 'action' in module,
        hasErrorBoundary: false,
        hasClientLoader: false,
        hasClientAction: false,
      },
    ]),
  )
  return {
    entry: { module: entry as unknown as ServerBuild['entry']['module'] },
    routes,
    assets: {
      entry: { imports: [], module: '/assets/entry.js' },
      routes: assets,
      url: '/assets/manifest.js',
      version: '1',
    },
    publicPath: '/',
    assetsBuildDirectory: 'build/client',
    basename: '/',
    mode: 'production',
    isSpaMode: false,
    future: {
      v3_fetcherPersist: true,
      v3_lazyRouteDiscovery: true,
      v3_relativeSplatPath: true,
      v3_routeConfig: true,
      v3_singleFetch: true,
      v3_throwAbortReason: true,
      unstable_optimizeDeps: false,
    },
  } as ServerBuild
}
