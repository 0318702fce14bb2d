import { startPostgres } from '../../server/postgres'

/** A program that starts the server of a folder, says so, and stays: `node --import tsx hold-postgres.ts FOLDER PORT`. */
const [varDir, port] = process.argv.slice(2)
const server = await startPostgres({ varDir: varDir!, port: Number(port) })
process.stdout.write(`ready ${server.adopted ? 'adopted' : 'started'}\n`)
setInterval(() => undefined, 1_000)
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)))
