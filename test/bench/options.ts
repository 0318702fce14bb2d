/** The command line of `npm run bench -- …`. */
import { parseArgs } from 'node:util'

export interface Options {
  /** Case files of the large database. */
  files: number
  /** Case files of the small one that it is compared with; 0: no comparison. */
  small: number
  /** Concurrent users, one measurement each. */
  users: number[]
  /** How long each page is measured, per side and number of users. */
  seconds: number
  /** In how many alternating slices. */
  rounds: number
  /** Web processes, of the application and of the floor alike. */
  processes: number
  /** Requests a second in all, on each side; 0: as many as are answered. */
  rate: number
  /** Only pages whose name (`role/page`) holds one of these. */
  only: string[]
}

export const HELP = `npm run bench -- [options]
  --files 1000000   case files of the database
  --small 10000     case files of the one it is compared with (0: none)
  --users 1,20      concurrent users, without think time
  --seconds 6       per page, side and number of users
  --rounds 3        alternating slices of application and floor
  --processes 1     web processes, on both sides
  --rate 0          requests a second, of all users together (0: each the next when the last is answered)
  --only a,b        pages whose name (role/page) holds one of these`

const whole = (text: string, name: string, least: number): number => {
  const n = Number(text)
  if (!Number.isInteger(n) || n < least) throw new Error(`--${name} must be a whole number from ${least}\n${HELP}`)
  return n
}

/** Throws with the help text when an option is unknown or not a number. */
export function readOptions(args: string[]): Options {
  const text = (fallback: string) => ({ type: 'string', default: fallback }) as const
  const { values } = parseArgs({
    args,
    options: {
      files: text('1000000'),
      small: text('10000'),
      users: text('1,20'),
      seconds: text('6'),
      rounds: text('3'),
      processes: text('1'),
      rate: text('0'),
      only: text(''),
    },
  })
  return {
    files: whole(values.files, 'files', 1000),
    small: whole(values.small, 'small', 0),
    users: values.users.split(',').map((n) => whole(n, 'users', 1)),
    seconds: whole(values.seconds, 'seconds', 1),
    rounds: whole(values.rounds, 'rounds', 1),
    processes: whole(values.processes, 'processes', 1),
    rate: whole(values.rate, 'rate', 0),
    only: values.only.split(',').filter(Boolean),
  }
}
