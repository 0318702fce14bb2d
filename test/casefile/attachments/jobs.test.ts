/** What the worker does at night with stored files. */
import { existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { addAttachments } from '~/casefile/attachments/add-attachments.server'
import { checkSample } from '~/casefile/attachments/check-attachments.server'
import { receiveFile, type Received } from '~/casefile/attachments/receive.server'
import { attachmentFolder } from '~/casefile/attachments/stored.server'
import { destroyRemoved, sweepOrphans } from '~/casefile/attachments/sweep-attachments.server'
import { loadCase } from '~/casefile/load-case.server'
import { addPaper } from '~/casefile/papers/add-paper.server'
import { forgetRules } from '~/casefile/rules.server'
import { newFileName } from '~/casefile/files/store.server'
import { drawnPhoto } from '../../../prisma/seed/scan'
import { asWorker, actorOf, inScope, NOON, openAt, seedPlaces } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { ownFolder } from '../../support/own-folder'
import { logged } from '../../support/people'

const DAY = 86_400_000
const later = (days: number) => new Date(NOON.getTime() + days * DAY)
const tj = actorOf('TJ', '340705001-JO1')
const placeOf = (name: string) => join(attachmentFolder(), name.slice(0, 2), name)
let caseId = ''

const photo = async (n: number): Promise<Received> =>
  receiveFile(
    {
      field: 'files',
      fileName: `第${n}张.jpg`,
      type: '',
      data: (async function* () {
        yield await drawnPhoto(n)
      })(),
    },
    20 * 1024 * 1024,
  )

/** Puts a photo on the file; gives the names it lies under, dated as long ago as the test needs. */
async function attached(n: number): Promise<{ name: string; small: string }> {
  const received = await photo(n)
  await inScope(tj, async (ctx) => {
    const file = await loadCase(ctx.db, 'support', caseId)
    const paper = {
      title: '照片',
      onDay: '2026-11-20',
      keptAt: '无原件',
      code: 'added',
      addedBy: tj.postId,
      at: tj.now,
    }
    await addAttachments(ctx, file, [received], { paperId: await addPaper(ctx.db, file, paper) })
  })
  const names = { name: received.content.name, small: received.small!.name }
  for (const one of Object.values(names)) utimesSync(placeOf(one), later(-9), later(-9))
  return names
}

/** A file in the store that no row knows. */
function lying(name: string, at: Date): string {
  mkdirSync(dirname(placeOf(name)), { recursive: true })
  writeFileSync(placeOf(name), 'x')
  utimesSync(placeOf(name), at, at)
  return placeOf(name)
}

beforeAll(async () => {
  ownFolder()
  await testDatabase()
  await seedPlaces()
  forgetRules()
  caseId = (await openAt('support', '340705001-JO1'))[0]!.id
})

describe('orphans', () => {
  it('older than a day go, whether finished or not; what has a row, is younger or is no name of ours stays', async () => {
    const { name, small } = await attached(1)
    const old = lying(newFileName(), later(-2))
    const cut = lying(`${newFileName()}.part`, later(-2))
    const young = lying(newFileName(), later(-0.5))
    const foreign = lying('README', later(-100))
    expect(await sweepOrphans(asWorker, NOON)).toBe(2)
    expect([old, cut].filter(existsSync)).toEqual([])
    expect([placeOf(name), placeOf(small), young, foreign].every(existsSync)).toBe(true)
    expect(await sweepOrphans(asWorker, NOON)).toBe(0)
    rmSync(young)
  })
})

describe('what was removed', () => {
  it('is destroyed after its time: content, key and name; the row keeps who removed it', async () => {
    const { name, small } = await attached(2)
    await asSuperuser(
      `UPDATE attachment SET removed_at = $1, removed_by = $2, removed_name = '甲' WHERE stored_name = $3`,
      [NOON, tj.postId, name],
    )
    expect(await destroyRemoved(asWorker, later(29))).toBe(0)
    expect(existsSync(placeOf(name))).toBe(true)
    expect(await destroyRemoved(asWorker, later(31))).toBe(1)
    expect([placeOf(name), placeOf(small)].filter(existsSync)).toEqual([])
    expect(
      await asSuperuser(
        `SELECT key_enc, name_enc, removed_name, destroyed_at IS NOT NULL AS destroyed FROM attachment WHERE stored_name = $1`,
        [name],
      ),
    ).toEqual([{ key_enc: null, name_enc: null, removed_name: '甲', destroyed: true }])
    expect(await destroyRemoved(asWorker, later(32))).toBe(0)
  })
})

describe('the nightly sample', () => {
  it('finds what was changed or is gone, wherever it begins, and raises one alarm each', async () => {
    const [changed, gone] = [await attached(3), await attached(4)]
    for (const from of ['0'.repeat(32), '8'.repeat(32), 'f'.repeat(32)])
      expect(await checkSample(asWorker, NOON, from)).toEqual([])
    writeFileSync(placeOf(changed.name), 'something else')
    rmSync(placeOf(gone.name))
    expect((await checkSample(asWorker, NOON, 'c'.repeat(32))).sort()).toEqual(['changed', 'gone'])
    const [token] = await asSuperuser<{ file_token: string }>('SELECT file_token FROM case_file WHERE id = $1', [
      caseId,
    ])
    const alarms = await logged('file_alarm')
    expect(alarms.map((line) => line.data?.problem).sort()).toEqual(['changed', 'gone'])
    for (const line of alarms) expect(line).toMatchObject({ post_id: null, file_token: token!.file_token })
  })
})

describe('the worker', () => {
  it('changes nothing else of an attachment, and the application nothing but its removal', async () => {
    const may = (role: string, column: string) =>
      asSuperuser<{ may: boolean }>(`SELECT has_column_privilege($1, 'attachment', $2, 'UPDATE') AS may`, [
        role,
        column,
      ])
    for (const column of ['sm3', 'stored_name', 'case_id', 'visit_id', 'added_at', 'by_post_id', 'size'])
      for (const role of ['guicheng_app', 'guicheng_worker'])
        expect((await may(role, column))[0]!.may, `${role} ${column}`).toBe(false)
    expect((await may('guicheng_app', 'key_enc'))[0]!.may).toBe(false)
    expect((await may('guicheng_app', 'removed_at'))[0]!.may).toBe(true)
  })
})
