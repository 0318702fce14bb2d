/** Opens every page once as every user and keeps what the floor needs to do the same. */
import { settings } from '~/access/scope.server'
import type { Asked } from './sides/load'
import { markupOf, ownStatements, type RecordedPage, type Statement } from './sides/recording'
import type { Side } from './sides/processes'
import type { User } from './users'

export interface Recorded {
  page: RecordedPage
  /** SQL statements of one request, all of them: of the middle one when they differ. */
  statements: number
}

/** The settings of each user's scope as the guard sets them. */
export const scopesOf = (users: readonly User[]) => users.map(({ actor }) => settings(actor))

const order = (side: Side, what: { heed: 'begin'; undo: boolean } | { heed: 'end' }) =>
  new Promise<Statement[]>((resolve) => {
    side.process.once('message', (heard) => resolve(heard as Statement[]))
    side.process.send(what)
  })

/** `asked`: by user and variant. The side runs with sides/record.ts. Throws when an answer is not what was asked for. */
export async function recordPage(side: Side, asked: readonly Asked[][]): Promise<Recorded> {
  const own: Statement[][][] = []
  const counts: number[] = []
  let html = ''
  for (const variants of asked) {
    const lists: Statement[][] = []
    for (const { method, path, headers, body } of variants) {
      await order(side, { heed: 'begin', undo: method === 'POST' })
      const answer = await fetch(side.url + path, { method, headers, body: body ?? null, redirect: 'manual' })
      const text = await answer.text()
      const heard = await order(side, { heed: 'end' })
      const to = answer.headers.get('Location') ?? ''
      if (method === 'GET' ? answer.status !== 200 : !to.includes('done='))
        throw new Error(`${method} ${path} answered ${answer.status} ${to}\n${text.slice(0, 2000)}`)
      html ||= text
      counts.push(heard.length)
      lists.push(ownStatements(heard))
    }
    own.push(lists)
  }
  const markup = asked[0]![0]!.method === 'GET' ? markupOf(html) : null
  return { page: { markup, own }, statements: counts.sort((a, b) => a - b)[Math.floor(counts.length / 2)]! }
}
