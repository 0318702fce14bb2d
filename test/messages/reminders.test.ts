import { beforeAll, describe, expect, it } from 'vitest'
import { prisma, workerPrisma, type Db } from '~/lib/db.server'
import { setClock } from '~/lib/dates'
import { declineMessages, wantMessages } from '~/messages/decline-messages.server'
import { deliverOutbox } from '~/messages/deliver-outbox.server'
import { cancelReminder, hasDeclined, queueReminder } from '~/messages/queue-reminder.server'
import { actorOf, inScope, NOON, openAt, seedPlaces } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'
import { logged } from '../support/people'
import { outside } from './outside'

const run = <T>(work: (db: Db) => Promise<T>) => workerPrisma.$transaction(work)
const side = outside()
const mine = actorOf('TJ', '340705001-JO1')
const neighbour = actorOf('TJ', '340705002-JO1')
const before = new Date(NOON.getTime() + 23 * 3_600_000)
const later = new Date(NOON.getTime() + 24 * 3_600_000)

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
  setClock(NOON.toISOString())
})

async function newFile() {
  const [opened] = await openAt('support', '340705001-JO1')
  const [row] = await asSuperuser<{ id: string; kind: string; scopeKey: string; fileToken: string }>(
    `SELECT id, kind, scope_key AS "scopeKey", file_token AS "fileToken" FROM case_file WHERE id = $1`,
    [opened!.id],
  )
  return row!
}
type File = Awaited<ReturnType<typeof newFile>>
const remind = (file: File, key: string) =>
  inScope(mine, ({ db }) =>
    queueReminder(db, file, 'appointment', {
      channel: 'sms',
      to: '13800000001',
      template: 'appointment',
      data: { unit: '西湖镇便民服务窗口', at: '11月25日 10:00' },
      key,
      notBefore: later,
    }),
  )
const stateOf = async (key: string) =>
  (await asSuperuser<{ state: string }>('SELECT state FROM outbox WHERE key = $1 ORDER BY id', [key])).map(
    (row) => row.state,
  )

describe('a reminder', () => {
  it('is sent at its time, once, and logged on its file', async () => {
    const file = await newFile()
    expect(await remind(file, 'a')).toBe('queued')
    expect(await remind(file, 'a')).toBe('there')
    expect(await deliverOutbox(run, before)).toBe(0)
    expect(await deliverOutbox(run, later)).toBe(1)
    expect(JSON.parse(side.texts[0]!.body)).toMatchObject({
      text: '您有一项预约，时间为11月25日 10:00。需要改期的，请联系西湖镇便民服务窗口。',
    })
    const line = (await logged('message')).find(({ file_token }) => file_token === file.fileToken)
    expect(line?.data).toEqual({ channel: 'sms', template: 'appointment', result: 'sent' })
  })

  it('is taken back by whoever may write on the file, and by nobody else; then its key is free', async () => {
    const file = await newFile()
    await remind(file, 'b')
    expect(await inScope(neighbour, ({ db }) => cancelReminder(db, 'b'))).toBe(0)
    expect(await inScope(actorOf('JX', '3407-JB1'), ({ db }) => cancelReminder(db, 'b'))).toBe(0)
    expect(await inScope(mine, ({ db }) => cancelReminder(db, 'b'))).toBe(1)
    expect(await deliverOutbox(run, later)).toBe(0)
    expect(await remind(file, 'b')).toBe('queued')
    expect(await stateOf('b')).toEqual(['cancelled', 'waiting'])
    await expect(prisma.$executeRaw`UPDATE outbox SET state = 'cancelled'`).rejects.toThrow(/permission denied/)
    await expect(prisma.$queryRaw`SELECT to_enc FROM outbox`).rejects.toThrow(/permission denied/)
    await inScope(mine, ({ db }) => cancelReminder(db, 'b'))
  })

  it('that the family declines is not queued, and what waits is not sent; until they want it again', async () => {
    const file = await newFile()
    await remind(file, 'c')
    await expect(inScope(mine, (ctx) => declineMessages(ctx, file, 'appointment', '2026-11-24'))).rejects.toMatchObject(
      { status: 422 },
    )
    await inScope(mine, (ctx) => declineMessages(ctx, file, 'appointment', '2026-11-23'))
    await inScope(mine, (ctx) => declineMessages(ctx, file, 'appointment', '2026-11-23'))
    expect(await remind(file, 'd')).toBe('declined')
    expect(await deliverOutbox(run, later)).toBe(0)
    expect(await stateOf('c')).toEqual(['declined'])
    expect(await inScope(mine, (ctx) => wantMessages(ctx, file, 'appointment'))).toBe(true)
    expect(await inScope(mine, (ctx) => wantMessages(ctx, file, 'appointment'))).toBe(false)
    expect(await remind(file, 'd')).toBe('queued')
    expect((await logged('message_choice')).map((line) => [line.file_token, line.data?.wanted])).toEqual([
      [file.fileToken, false],
      [file.fileToken, false],
      [file.fileToken, true],
    ])
  })

  it('of a file of another unit is neither declined nor seen as declined', async () => {
    const file = await newFile()
    await expect(inScope(neighbour, (ctx) => declineMessages(ctx, file, 'appointment', '2026-11-23'))).rejects.toThrow()
    await inScope(mine, (ctx) => declineMessages(ctx, file, 'appointment', '2026-11-23'))
    expect(await inScope(neighbour, ({ db }) => hasDeclined(db, file.id, 'appointment'))).toBe(false)
    expect(await inScope(neighbour, (ctx) => wantMessages(ctx, file, 'appointment'))).toBe(false)
  })
})
