/**
 * The floor: plain node:http, pg and React's renderToString. For each request the same page in the same transaction as
 * the application's: scope set, the page's own statements, commit, the same elements rendered. No session, no form
 * token, no access log, no script. Arguments: the recording's file, the port.
 */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import pg from 'pg'
import { createElement, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import type { Markup, Recording } from './recording'

const [file = '', port = ''] = process.argv.slice(2)
const { pages, scopes } = JSON.parse(readFileSync(file, 'utf8')) as Recording
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.FLOOR_CONNECTIONS) })

/** HTML's names where React has its own. */
const NAMES: Record<string, string> = {
  class: 'className',
  for: 'htmlFor',
  value: 'defaultValue',
  selected: 'data-selected',
}
const propsOf = (attributes: Record<string, string | true>) =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [NAMES[name] ?? name, value]))

type Element = [tag: string, props: Record<string, unknown>, ...children: (Element | string)[]]
const prepared = (markup: Markup): Element | string =>
  typeof markup === 'string'
    ? markup
    : [markup[0], propsOf(markup[1]), ...markup.slice(2).map((child) => prepared(child as Markup))]
/** Every element made anew, as a component would. */
const build = (given: Element | string): ReactNode =>
  typeof given === 'string'
    ? given
    : createElement(given[0], { ...given[1] }, ...given.slice(2).map((child) => build(child as Element)))

const documents = Object.fromEntries(
  Object.entries(pages).map(([name, page]) => [name, page.markup && prepared(page.markup)]),
)
const scopeQuery = (settings: Record<string, string>) => ({
  text: `SELECT ${Object.keys(settings)
    .map((_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, true)`)
    .join(', ')}`,
  values: Object.entries(settings).flat(),
})
const scopeQueries = Object.fromEntries(
  Object.entries(scopes).map(([cast, users]) => [cast, users.map((settings) => scopeQuery(settings))]),
)

/** `/cast/page/user/variant` */
async function answer(url: string): Promise<string | null> {
  const [, cast = '', page = '', user = '', variant = ''] = url.split('/')
  const name = `${cast}/${page}`
  const recorded = pages[name]!
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(scopeQueries[cast]![Number(user)]!)
    // A write is taken back inside its transaction: the commit flushes as much, and the next request finds the same.
    if (!recorded.markup) await client.query('SAVEPOINT before')
    for (const statement of recorded.own[Number(user)]![Number(variant)]!) await client.query(statement)
    if (!recorded.markup) await client.query('ROLLBACK TO before')
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
  const document = documents[name]
  return document ? `<!DOCTYPE html>${renderToString(build(document))}` : null
}

const server = createServer((req, res) => {
  answer(req.url ?? '').then(
    (html) => {
      if (html === null) return res.writeHead(302, { Location: '/?done=1', 'Content-Length': 0 }).end()
      res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': Buffer.byteLength(html) })
      return res.end(html)
    },
    (error: unknown) => res.writeHead(500).end(String(error)),
  )
})
server.listen(Number(port), '127.0.0.1')
