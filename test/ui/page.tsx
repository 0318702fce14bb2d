import { createMemoryRouter, RouterProvider } from 'react-router-dom'
import type { ReactNode } from 'react'

/** Puts elements at an address, as the framework does, so that links and forms work. */
export function Page({ at = '/here', children }: { at?: string; children: ReactNode }) {
  const router = createMemoryRouter([{ path: '*', element: children }], { initialEntries: [at] })
  return <RouterProvider router={router} />
}
