/** The house rules that a reader would otherwise have to keep in mind: DESIGN §2 and §3, DOMAIN §1 (what stays out). */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import ts from 'typescript'
import type { RouteConfigEntry } from '@remix-run/route-config'
import { beforeAll, describe, expect, it } from 'vitest'
import routeMap from '~/routes'
import { root } from '../server/root'

const walk = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (path === 'app/generated') return []
    return entry.isDirectory() ? walk(path) : [path]
  })
const code = (path: string) => /\.(ts|tsx|js|mjs)$/.test(path)
const app = walk('app').filter(code)
const server = walk('server').filter(code)
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const lines = (path: string) => read(path).replace(/\n$/, '').split('\n').length

type Import = { from: string; to: string; typeOnly: boolean }
type Parsed = { source: ts.SourceFile; imports: Import[] }
const parsed = new Map<string, Parsed>()
/** A source file with what it imports: paths of this project without an end, names of packages as they are. */
function parse(path: string): Parsed {
  const known = parsed.get(path)
  if (known) return known
  const source = ts.createSourceFile(
    path,
    read(path),
    ts.ScriptTarget.Latest,
    false,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )
  const imports: Import[] = []
  const add = (name: ts.Expression | undefined, typeOnly: boolean) => {
    if (!name || !ts.isStringLiteralLike(name)) return
    const to = name.text.startsWith('~/')
      ? `app/${name.text.slice(2)}`
      : name.text.startsWith('.')
        ? normalize(join(dirname(path), name.text))
        : name.text
    imports.push({ from: path, to, typeOnly })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause
      const named =
        clause?.namedBindings && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings.elements : undefined
      add(
        node.moduleSpecifier,
        Boolean(clause?.isTypeOnly || (named?.length && !clause?.name && named.every((one) => one.isTypeOnly))),
      )
    } else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true)
    ts.forEachChild(node, visit)
  }
  visit(source)
  const given = { source, imports }
  parsed.set(path, given)
  return given
}

/** Room of a path: 'domains/handoff', 'casefile', 'registry' (the files right in app/domains), 'root' (root and entries). */
function roomOf(path: string): string {
  const [, first = '', second = '', third] = path.split('/')
  if (first === 'domains') return third === undefined ? 'registry' : `domains/${second}`
  return second === '' ? 'root' : first
}
const lower = ['messages', 'people', 'orgs', 'access', 'audit', 'sheets', 'ui', 'lib']
const mayImport: Record<string, readonly string[]> = {
  root: ['registry', 'access', 'ui', 'lib'],
  routes: ['registry', 'domains', 'casefile', ...lower],
  registry: ['domains', 'casefile', ...lower],
  domains: ['casefile', ...lower],
  casefile: lower,
  messages: ['people', 'orgs', 'access', 'audit', 'lib'],
  people: ['orgs', 'access', 'audit', 'ui', 'lib'],
  orgs: ['access', 'audit', 'sheets', 'ui', 'lib'],
  access: ['audit', 'lib'],
  audit: ['lib'],
  sheets: ['lib'],
  ui: ['lib'],
  lib: [],
}
const showsPages = (path: string) => /\/pages\//.test(path)
const within = (path: string) => path.replace(/\.(ts|tsx|js)$/, '')
const exists = new Map(walk('app').map((path) => [within(path), path]))

beforeAll(() => [...app, ...server].forEach(parse))

describe('imports', () => {
  it('stay inside the table of rooms', () => {
    const wrong: string[] = []
    for (const path of app) {
      const room = roomOf(path)
      for (const { to } of parse(path).imports) {
        if (!to.startsWith('app/') || to.startsWith('app/generated')) continue
        const target = roomOf(exists.get(within(to)) ?? to)
        if (target === room) continue
        const allowed = mayImport[room.split('/')[0]!]!
        const fits =
          allowed.includes(target.split('/')[0]!) ||
          (showsPages(path) && ['access', 'audit', 'messages'].includes(room) && target === 'ui')
        if (!fits) wrong.push(`${path} → ${to}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('of ui name only lib’s pure files', () => {
    expect(
      app
        .filter((path) => roomOf(path) === 'ui')
        .flatMap((path) => parse(path).imports)
        .filter(({ to }) => /\.server$/.test(to))
        .map(({ from, to }) => `${from} → ${to}`),
    ).toEqual([])
  })

  it('of app never lead to server, prisma or test, except to the embedded engine’s own', () => {
    expect(
      app
        .flatMap((path) => parse(path).imports)
        .filter(({ to, typeOnly }) => !typeOnly && /^(test|prisma|build)\//.test(to))
        .map(({ from, to }) => `${from} → ${to}`),
    ).toEqual([])
  })

  it('of Remix stand in routes, root, entries, access and ui alone', () => {
    const wrong = app
      .filter((path) => !['routes', 'root', 'access', 'ui'].includes(roomOf(path)))
      .flatMap((path) => parse(path).imports.filter(({ to, typeOnly }) => to.startsWith('@remix-run/') && !typeOnly))
    expect(
      wrong.filter(({ from }) => !from.endsWith('app/routes.ts')).map(({ from, to }) => `${from} → ${to}`),
    ).toEqual([])
  })

  it('of pages and ui never reach server code, on any way', () => {
    const wrong: string[] = []
    for (const start of app.filter((path) => path.endsWith('.tsx') && (showsPages(path) || /\/ui\//.test(path)))) {
      const seen = new Set([start])
      const queue = [start]
      while (queue.length) {
        for (const { from, to, typeOnly } of parse(queue.pop()!).imports) {
          if (typeOnly) continue
          if (/\.server$/.test(to) || /^(node:|@prisma\/|pg$)/.test(to) || to === 'app/generated/prisma/client')
            wrong.push(`${start}: ${from} → ${to}`)
          const next = exists.get(within(to))
          if (next && code(next) && !next.includes('.server.') && !seen.has(next)) {
            seen.add(next)
            queue.push(next)
          }
        }
      }
    }
    expect([...new Set(wrong)]).toEqual([])
  })

  it('of Prisma stand in no route, page or ui file', () => {
    const bad = /^(@prisma\/|app\/generated\/prisma\/(?!browser|enums)|app\/lib\/db\.server)/
    const places = app
      .filter((path) => showsPages(path) || /(^app\/routes\/|\/ui\/)/.test(path))
      .filter((path) => !path.includes('.server.'))
    expect(
      places
        .flatMap((path) => parse(path).imports)
        .filter(({ to }) => bad.test(to))
        .map(({ from, to }) => `${from} → ${to}`),
    ).toEqual([])
  })
})

describe('files', () => {
  it('are short: 250 lines, a route 60, a kind 200, lib 10 files', () => {
    const limit = (path: string) => (/^app\/routes\//.test(path) ? 60 : path.endsWith('.kind.ts') ? 200 : 250)
    expect(
      [...app, ...server].filter((path) => lines(path) > limit(path)).map((path) => `${path} ${lines(path)}`),
    ).toEqual([])
    expect(app.filter((path) => roomOf(path) === 'lib').length).toBeLessThanOrEqual(10)
  })

  it('are named by what they do', () => {
    const loose = /(^|[/.-])(utils?|helpers?|misc|common|services?)([/.-]|$)/
    expect([...app, ...server].filter((path) => loose.test(path) && !/pair-helper/.test(path))).toEqual([])
  })

  it('are no barrels', () => {
    const isBarrel = (path: string) => {
      const { statements } = parse(path).source
      const passes = statements.filter((one) => ts.isExportDeclaration(one) && one.moduleSpecifier)
      return (
        passes.some((one) => ts.isExportDeclaration(one) && !one.exportClause) ||
        (passes.length > 0 && passes.length === statements.length)
      )
    }
    expect(app.filter(isBarrel)).toEqual([])
  })

  it('have no open ends', () => {
    expect(
      [...app, ...server, ...walk('prisma').filter((path) => /\.(ts|mjs|sql|prisma)$/.test(path))].filter((path) =>
        /\b(TODO|FIXME|XXX|HACK)\b/.test(read(path)),
      ),
    ).toEqual([])
  })

  it('of decisions fit on a page', () => {
    expect(
      walk('docs/decisions')
        .filter((path) => lines(path) > 40)
        .map((path) => `${path} ${lines(path)}`),
    ).toEqual([])
  })
})

describe('loaders and actions', () => {
  const routes = app.filter((path) => path.startsWith('app/routes/'))
  const isDoor = (name: string) => ['loader', 'action'].includes(name)

  // guardedUser: signed in, but no post chosen yet; for choosing one, and for the own account.
  const ownDoors =
    /^app\/routes\/(posts|password|re-authenticate|second-factor|sign-in\.code|account(\.recovery-codes)?)\.tsx$/
  it('are guarded, or say that they are public', () => {
    const wrong: string[] = []
    for (const path of [...routes, ...app.filter((one) => roomOf(one) === 'root')]) {
      for (const one of parse(path).source.statements) {
        const exported =
          ts.canHaveModifiers(one) &&
          ts.getModifiers(one)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)
        if (ts.isFunctionDeclaration(one) && exported && isDoor(one.name?.text ?? ''))
          wrong.push(`${path}: function ${one.name!.text}`)
        if (
          ts.isExportDeclaration(one) &&
          one.exportClause &&
          ts.isNamedExports(one.exportClause) &&
          one.exportClause.elements.some((element) => isDoor(element.name.text))
        )
          wrong.push(`${path}: passed on`)
        if (!ts.isVariableStatement(one) || !exported) continue
        for (const { name, initializer } of one.declarationList.declarations) {
          if (!isDoor(name.getText(parse(path).source))) continue
          const text = initializer?.getText(parse(path).source) ?? ''
          if (
            !/^guarded\(\s*\{/.test(text) &&
            !/^publicRoute\(\s*\{ public: true \}/.test(text) &&
            !(ownDoors.test(path) && /^guardedUser\(/.test(text))
          )
            wrong.push(`${path}: ${name.getText(parse(path).source)} = ${text.slice(0, 40)}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })

  it('stand in every route file that is in the map, and every route file is in the map', async () => {
    const filesOf = (entries: readonly RouteConfigEntry[]): string[] =>
      entries.flatMap(({ file, children }) => [`app/${file}`, ...filesOf(children ?? [])])
    const named = filesOf(routeMap as RouteConfigEntry[])
    expect(routes.filter((path) => !named.includes(path))).toEqual([])
  })

  it('that are public are few and known', () => {
    const open = routes
      .filter((path) => /publicRoute\(/.test(read(path)))
      .map((path) => relative('app/routes', path).replace(/\.tsx?$/, ''))
    expect(
      open.filter(
        (name) =>
          ![
            ...['sign-in', 'sign-out', 'check', 'help', 'posts', 'missing', 'healthz'],
            ...['notices.list', 'notices.one', 'notices.receipt'],
          ].includes(name),
      ),
    ).toEqual([])
  })
})

describe('what stays out (DOMAIN §1)', () => {
  const forbidden =
    /宗教|信教|信仰|教派|政治面貌|党派|维稳|稳控|重点人口|管控|定位|轨迹|人脸|指纹|虹膜|生物识别|网吧|舆情|收容遣送|强制收治|教育转化|思想转化|风险评分|风险等级|再犯风险|危险性评估|上访|信访苗头|三位一体/
  /** Texts that tell people not to write such things down; `noteWarning` warns when they do. */
  const warns = /不收集|不写|不要写|没有信仰/

  it('is in no label, message or page', () => {
    const found: string[] = []
    for (const path of [...app, ...walk('prisma/seed').filter(code)]) {
      const visit = (node: ts.Node): void => {
        if (
          (ts.isStringLiteralLike(node) ||
            ts.isJsxText(node) ||
            ts.isTemplateHead(node) ||
            ts.isTemplateMiddleOrTemplateTail(node)) &&
          forbidden.test(node.text) &&
          !warns.test(node.text)
        )
          found.push(`${path}: ${node.text.trim().slice(0, 60)}`)
        ts.forEachChild(node, visit)
      }
      visit(parse(path).source)
    }
    expect(found).toEqual([])
  })

  it('is in no column', () => {
    const models = walk('prisma/models').map(read).join('\n')
    expect(
      models.match(
        /\b\w*(relig|belief|politic|party_member|fingerprint|biometric|face_id|latitude|longitude|geo_|gps|risk_score|reoffend_score)\w*/gi,
      ) ?? [],
    ).toEqual([])
  })
})

describe('models', () => {
  it('say what sealing does with them: move, mask or none', () => {
    const wrong: string[] = []
    for (const path of walk('prisma/models')) {
      const text = read(path)
      for (const match of text.matchAll(/((?:^\/\/\/.*\n)*)^model (\w+)/gm))
        if (!/^\/\/\/ seal: (move|mask|none)$/m.test(match[1] ?? '')) wrong.push(`${path} ${match[2]}`)
    }
    expect(wrong).toEqual([])
  })
})
