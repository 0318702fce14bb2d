import type { ShouldRevalidateFunction } from '@remix-run/react'

/** After a conflict the page is read again, so that the next sending carries the version now current. */
export const afterConflict: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate
