#!/usr/bin/env node
// Prisma's schema engine as WebAssembly, speaking the CLI's own protocol, so that every `prisma migrate` command
// works where the native engine binary cannot be downloaded (air-gapped networks, registry mirrors only).
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum, bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { parseIntoClientConfig } from 'pg-connection-string'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: { datamodels: { type: 'string', multiple: true }, datasource: { type: 'string' } },
})
const config = parseIntoClientConfig(values.datasource ? JSON.parse(values.datasource).url : process.env.DATABASE_URL)

if (positionals[0] === 'cli') await answerOnce(positionals[1])
else await serve()

/** `cli can-connect-to-database` and `cli create-database`: the exit status answers, errors go to stderr as JSON lines. */
async function answerOnce(command) {
  const creating = command === 'create-database'
  const client = new pg.Client(creating ? { ...config, database: 'postgres' } : config)
  try {
    await client.connect()
    if (creating) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(config.database)}`)
    process.exit(0)
  } catch (error) {
    const code = error.code === '3D000' ? 'P1003' : error.code === '28P01' ? 'P1000' : 'P1001'
    const line = (level, fields) =>
      process.stderr.write(JSON.stringify({ level, target: 'schema_engine::logger', fields }) + '\n')
    line('INFO', { message: 'schema engine (WebAssembly)' })
    line('ERROR', { is_panic: false, error_code: code, message: error.message || String(error.code) })
    process.exit(1)
  }
}

/** Answers JSON-RPC requests, one a line, until the CLI closes the pipe. */
async function serve() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => console.error(message) }
  const wasm = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm')
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()

  const send = (message) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\n')
  const datamodels = values.datamodels?.map((file) => [file, readFileSync(file, 'utf8')])
  let engine
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params } = JSON.parse(line)
    try {
      engine ??= await bindings.SchemaEngine.new(
        { datamodels },
        () => {},
        bindMigrationAwareSqlAdapterFactory(catalogueAdapter()),
      )
      const result = await engine[method](params)
      if (method === 'diff' && result.stdout) send({ id: 0, method: 'print', params: { content: result.stdout } })
      send({ id, result: result ?? {} })
    } catch (error) {
      send({
        id,
        error: {
          code: 4466,
          message: error.message,
          data: { is_panic: false, message: error.message, meta: null, error_code: error.code ?? null },
        },
      })
    }
  }
  process.exit(0)
}

/**
 * The pg driver adapter, able to read PostgreSQL's catalogue: its internal "char" type (oid 18) is unknown to the
 * adapter, so such columns travel as text (oid 25) under a marked name and reach the engine as characters.
 */
function catalogueAdapter() {
  const MARK = '\0char'
  const mark = (result) => {
    for (const field of result?.fields ?? [])
      if (field.dataTypeID === 18) Object.assign(field, { dataTypeID: 25, name: field.name + MARK })
    return result
  }
  class CatalogueClient extends pg.Client {
    query(...args) {
      const callback = args.at(-1)
      if (typeof callback !== 'function') return super.query(...args).then(mark)
      args[args.length - 1] = (error, result) => callback(error, mark(result))
      return super.query(...args)
    }
  }
  const unmark = (queryable) => {
    const { queryRaw, startTransaction } = queryable
    queryable.queryRaw = async (query) => {
      const set = await queryRaw.call(queryable, query)
      set.columnNames.forEach((name, i) => {
        if (!name.endsWith(MARK)) return
        set.columnNames[i] = name.slice(0, -MARK.length)
        set.columnTypes[i] = ColumnTypeEnum.Character
      })
      return set
    }
    // The adapter splits scripts at every semicolon, which breaks function bodies; PostgreSQL takes a script whole, as one transaction.
    if (queryable.executeScript)
      queryable.executeScript = async (script) =>
        void (await queryable.client.query(script).catch((error) => queryable.onError(error)))
    if (startTransaction)
      queryable.startTransaction = async (level) => unmark(await startTransaction.call(queryable, level))
    return queryable
  }
  const open = async (overrides) =>
    unmark(await new PrismaPg({ ...config, ...overrides, Client: CatalogueClient }).connect())
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => open({}),
    connectToShadowDb: async () => {
      const name = `shadow_${randomUUID()}`
      const admin = await open({})
      await admin.executeScript(`CREATE DATABASE "${name}"`)
      const shadow = await open({ database: name })
      const { dispose } = shadow
      shadow.dispose = async () => {
        await dispose.call(shadow)
        await admin.executeScript(`DROP DATABASE "${name}" WITH (FORCE)`)
        await admin.dispose()
      }
      return shadow
    },
  }
}
