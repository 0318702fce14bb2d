import { createContext, useContext } from 'react'

/** Set while the server renders; in the browser it is empty (React keeps what the server wrote). */
export const NonceContext = createContext('')

/** The request's nonce, for `<Scripts nonce>`, `<ScrollRestoration nonce>` and inline `<style nonce>`. */
export const useNonce = (): string => useContext(NonceContext)
