import { RemixBrowser } from '@remix-run/react'
import { startTransition, StrictMode, useEffect } from 'react'
import { hydrateRoot } from 'react-dom/client'

/**
 * Until React has taken the page over, its events are the browser's alone: a key pressed in between would make React 18
 * hydrate the whole document at once and give up (error 345). Links and forms work without it meanwhile.
 */
const native = [
  ...['keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'change', 'compositionend', 'focusin', 'focusout'],
  ...['click', 'submit', 'mousedown', 'mouseup', 'pointerdown', 'pointerup', 'touchstart', 'touchend'],
]
const hold = (event: Event) => event.stopPropagation()
for (const name of native) window.addEventListener(name, hold, true)

function Ready() {
  useEffect(() => {
    for (const name of native) window.removeEventListener(name, hold, true)
  }, [])
  return null
}

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
      <Ready />
    </StrictMode>,
  )
})
