import { useNavigate } from '@remix-run/react'
import { useEffect } from 'react'

/** A click that asks for the page itself, here: not for a new tab or window, not taken by anything else. */
const isPlain = (event: MouseEvent) =>
  event.button === 0 && !event.defaultPrevented && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)

const isOurs = (link: HTMLAnchorElement) =>
  link.origin === location.origin &&
  !link.target &&
  !link.hasAttribute('download') &&
  !link.relList.contains('external')

const addressOf = (place: Pick<Location, 'pathname' | 'search'>) => place.pathname + place.search

/**
 * Follows links of this site without loading the page anew; without script they are what they are. One listener for the
 * whole page, instead of a component for each of its hundred links.
 */
export function useFollowLinks(): void {
  const navigate = useNavigate()
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (!link?.href || !isPlain(event) || !isOurs(link)) return
      const same = addressOf(link) === addressOf(location)
      if (same && link.hash) return // a place on this page is the browser's own to show
      event.preventDefault()
      navigate(addressOf(link) + link.hash, { replace: same })
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [navigate])
}
