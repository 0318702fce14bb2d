import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Browser tests: the built application as `npm run demo` serves it, seen through Chromium. Two files at a time. */
export default defineConfig({
  resolve: { alias: { '~': fileURLToPath(new URL('./app', import.meta.url)) } },
  test: {
    environment: 'node',
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: ['test/e2e/support/app.ts'],
    setupFiles: ['test/e2e/support/setup.ts'],
    testTimeout: 90_000,
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
    pool: 'forks',
    poolOptions: { forks: { minForks: 2, maxForks: 2, isolate: false } },
    passWithNoTests: true,
  },
})
