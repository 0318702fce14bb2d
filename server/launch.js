// Starts server/index.ts: for production from its build (made first when missing or older than the sources), for
// development from the source. The build, not a transpiler, serves: no compiler in each process, a start of a second.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const built = join(root, 'build/host/index.js')
const FROM_SOURCE = ['dev', 'new', 'migrate', 'verify', 'archive']
const canBuild = ['@remix-run/dev', 'tsx', 'vite'].every((name) => existsSync(join(root, 'node_modules', name)))
const SOURCES = [
  'app',
  'server',
  'prisma',
  'public',
  'package.json',
  'package-lock.json',
  'remix.config.js',
  'vite.config.ts',
]

/** The time of the newest file below a path, in ms; what the build itself writes does not count. */
function newest(path) {
  if (!existsSync(path) || path.endsWith('app/generated')) return 0
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

function buildIfNeeded() {
  if (
    existsSync(built) &&
    (!canBuild || Math.max(...SOURCES.map((path) => newest(join(root, path)))) < statSync(built).mtimeMs)
  )
    return
  if (!canBuild) throw new Error('There is no build. Run: npm ci && npm run build')
  process.stdout.write('Building …\n')
  const run = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    shell: process.platform === 'win32',
    encoding: 'utf8',
  })
  if (run.status !== 0) throw new Error(`The build failed:\n${run.stdout}\n${run.stderr}`)
}

process.chdir(root)
if (canBuild && FROM_SOURCE.includes(process.argv[2] ?? '')) {
  process.env.NODE_ENV ??= 'development'
  await import('tsx')
  await import('./index.ts')
} else {
  process.env.NODE_ENV ??= 'production'
  try {
    buildIfNeeded()
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
  process.argv[1] = built // its children start it, not this file
  await import(built)
}
