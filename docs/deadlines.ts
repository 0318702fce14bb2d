/** `npm run docs` writes docs/deadlines.md; a test compares it with what the code declares. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { roles } from '~/access/roles'
import { registerText } from '~/casefile/deadlines/register'
import { domains } from '~/domains'
import { jobTable } from '~/domains/jobs.server'
import { ruleRows } from '../prisma/seed/rules'

export const registerFile = fileURLToPath(new URL('./deadlines.md', import.meta.url))

/** The register as the code declares it now. */
export const currentRegister = (): string =>
  registerText({
    kinds: Object.values(domains).map((domain) => domain.kind as never),
    rules: ruleRows,
    jobs: jobTable,
    roles,
  })

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(registerFile, currentRegister())
