/**
 * Loaded into the application before its own code: hears every statement that pg sends, when asked to. For recording
 * alone; what is timed runs without it.
 */
import pg from 'pg'
import type { Statement } from './recording'

type Order = { heed: 'begin'; undo: boolean } | { heed: 'end' }
type Call = (this: pg.Client, config: unknown, ...rest: unknown[]) => unknown

let heard: Statement[] | undefined
let undo = false
const client = pg.Client.prototype as unknown as { query: Call }
const query = client.query

const plain = (value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'bigint') return String(value)
  return value ?? null
}

client.query = function (config, ...rest) {
  const { text, values } = (typeof config === 'string' ? { text: config } : config) as Partial<Statement>
  if (heard && text) heard.push({ text, values: (values ?? []).map(plain) })
  // What a recorded step wrote is taken back, so that the floor can write the same again.
  if (undo && text === 'COMMIT')
    return (query.call(this, 'ROLLBACK') as Promise<pg.QueryResult>).then((result) => ({ ...result, command: text }))
  return query.call(this, config, ...rest)
}

process.on('message', (order: Order) => {
  const answer = heard ?? []
  heard = order.heed === 'begin' ? [] : undefined
  undo = order.heed === 'begin' && order.undo
  process.send!(answer)
})
