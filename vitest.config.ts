import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import LargeFirst from './test/support/sequencer'

/** Unit tests, and tests of verbs and routes on a database of their own; those in a browser have vitest.e2e.config.ts. */
export default defineConfig({
  resolve: { alias: { '~': fileURLToPath(new URL('./app', import.meta.url)) } },
  test: {
    environment: 'node',
    globals: false,
    setupFiles: ['test/support/setup.ts'],
    globalSetup: ['test/support/global.ts'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    sequence: { sequencer: LargeFirst },
    // Files share their worker's modules; test/support/setup.ts puts back what they change in the process.
    poolOptions: { forks: { minForks: 1, maxForks: 2, isolate: false } },
    projects: [
      { extends: true, test: { name: 'rules and verbs', include: ['test/**/*.test.ts'] } },
      {
        // One document for all of them, which their libraries hold on to.
        extends: true,
        test: {
          name: 'pages',
          include: ['test/**/*.test.tsx'],
          poolOptions: { forks: { singleFork: true, isolate: true } },
        },
      },
    ],
  },
})
