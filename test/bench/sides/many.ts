/** Several processes of one program on one port, for both sides alike: how many, the program, its arguments. */
import cluster from 'node:cluster'

const [count = '1', exec = '', ...args] = process.argv.slice(2)
cluster.setupPrimary({ exec, args })
for (let i = 0; i < Number(count); i++) cluster.fork()
process.on('SIGTERM', () => {
  for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM')
  process.exit()
})
