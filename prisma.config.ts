import { chmodSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'
import { env } from './app/lib/env.server'

// The schema engine as WebAssembly: the native one would be a download from a foreign host.
const engine = fileURLToPath(new URL('./prisma/schema-engine.mjs', import.meta.url))
if (!(statSync(engine).mode & 0o100)) chmodSync(engine, 0o755)
process.env.PRISMA_SCHEMA_ENGINE_BINARY = engine

const needsDatabase = process.argv.some((word) => word === 'migrate' || word === 'db')

export default defineConfig({
  schema: 'prisma',
  migrations: { path: 'prisma/migrations' },
  ...(needsDatabase && { datasource: { url: env.DATABASE_OWNER_URL } }),
})
