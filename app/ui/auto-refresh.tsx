import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef } from 'react'

/** While `active`, asks the page's data again every few seconds; not while the tab is hidden. */
export function AutoRefresh({ active, seconds = 5 }: { active: boolean; seconds?: number }) {
  const revalidator = useRevalidator()
  const latest = useRef(revalidator)
  latest.current = revalidator
  useEffect(() => {
    if (!active) return
    const timer = setInterval(() => {
      if (!document.hidden && latest.current.state === 'idle') latest.current.revalidate()
    }, seconds * 1000)
    return () => clearInterval(timer)
  }, [active, seconds])
  return null
}
