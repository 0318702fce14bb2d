import { afterAll, afterEach } from 'vitest'
import { closeBrowser, closePages } from './browser'

// Files of tests share the modules of their worker: what each one leaves open is ended here.
afterEach(closePages)
afterAll(closeBrowser)
