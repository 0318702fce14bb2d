/** Every role against one report: list, count, search, address, print, duties, export. */
import { beforeAll, describe, expect, it } from 'vitest'
import { reportRoles } from '~/access/policy'
import { roles, type Role } from '~/access/roles'
import { exportSources } from '~/domains/exports.server'
import { menuOf } from '~/domains/menu'
import { setClock } from '~/lib/dates'
import * as deliveryFileRoute from '~/routes/children.reports.delivery.file'
import * as fileRoute from '~/routes/children.reports.file'
import * as spineFileRoute from '~/routes/file.attachment.file'
import * as deliveryRoute from '~/routes/children.reports.delivery'
import * as deliveryPrintRoute from '~/routes/children.reports.delivery.print'
import * as deskRoute from '~/routes/desk'
import * as inboxRoute from '~/routes/children.reports.inbox'
import * as listRoute from '~/routes/children.reports'
import * as newRoute from '~/routes/children.reports.new'
import * as oneRoute from '~/routes/children.reports.one'
import * as printRoute from '~/routes/children.reports.print'
import { inScope, actorOf, NOON } from '../../../support/cases'
import { asSuperuser, testDatabase } from '../../../support/database'
import { asInDemo, makePost, newcomer, seedOrg, signedIn, type SignedIn } from '../../../support/people'
import { drawnPhoto } from '../../../../prisma/seed/scan'
import { ownFolder } from '../../../support/own-folder'
import { CHILD, report, seedOffices, staffOffices, withFiles } from './place'

const everyRole = Object.keys(roles) as Role[]
/** Where a person of the role sits who would like to know: as near to the reporter and the child as the role gets. */
const seats: Partial<Record<Role, string>> = {
  CA: '340705001-CW1',
  EC: '3407-EB1',
  PV: '340705-CA1',
  SP: '340705001-SC1',
  ST: '340705001-SC1',
  CD: '340705001001-VC1',
  CS: '340705001-CW1',
  AD: '340705-JB1',
  SE: '340705-JB1',
  AU: '340705-JB1',
}
const seat = (role: Role) => seats[role] ?? '340705001-SC1'

let reporter: SignedIn
let id: string
let photo: string
let copies: { id: string; to_key: string; to_role: string; report_no: string }[]
beforeAll(async () => {
  asInDemo()
  await testDatabase()
  await seedOrg()
  await seedOffices()
  await staffOffices()
  ownFolder()
  setClock(NOON.toISOString())
  reporter = await newcomer('ST', '340705001-SC1')
  const form = withFiles(report({ named: ['340705001-SC1'] }), [['伤痕.jpg', await drawnPhoto(5)]])
  const filed = await reporter.post(newRoute.action, '/children/reports/new', form)
  id = /reports\/([\w-]+)\?/.exec(filed.location!)![1]!
  photo = (await asSuperuser<{ id: string }>('SELECT id FROM report_attachment'))[0]!.id
  copies = await asSuperuser('SELECT id, to_key, to_role, report_no FROM report_delivery ORDER BY to_role')
})

describe.each(everyRole)('%s who neither reported nor receives', (role) => {
  let person: SignedIn
  beforeAll(async () => {
    person = await signedIn(await makePost({ role, unit: seat(role), authorisedUntil: '2027-06-30' }))
  })

  it('sees it at no address', async () => {
    const answers = [
      await person.get(oneRoute.loader, `/children/reports/${id}`, { id }),
      await person.get(printRoute.loader, `/children/reports/${id}/print`, { id }),
      await person.get(fileRoute.loader, `/children/reports/${id}/files/${photo}`, { id, file: photo }),
    ]
    for (const copy of copies) {
      const params = { id: copy.id }
      answers.push(
        await person.get(deliveryRoute.loader, `/children/reports/inbox/${copy.id}`, params),
        await person.get(deliveryPrintRoute.loader, `/children/reports/inbox/${copy.id}/print`, params),
        await person.get(deliveryFileRoute.loader, `/children/reports/inbox/${copy.id}/files/${photo}`, {
          ...params,
          file: photo,
        }),
        await person.post(deliveryRoute.action, `/children/reports/inbox/${copy.id}`, { _intent: 'reporter' }, params),
        await person.post(
          deliveryRoute.action,
          `/children/reports/inbox/${copy.id}`,
          { _intent: 'acknowledge' },
          params,
        ),
      )
    }
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 404))
    // The spine's door for attachments of a file: of no kind that this role may read, or of no such file.
    const path = `/children/${id}/attachments/${photo}/file`
    expect([403, 404]).toContain((await person.get(spineFileRoute.loader, path, { id, attachment: photo })).status)
    expect(JSON.stringify(answers.map((answer) => answer.data))).not.toContain(CHILD)
  })

  it('finds it in no list, no count and on no desk', async () => {
    const list = await person.get(listRoute.loader, '/children/reports')
    expect(list.status).toBe(reportRoles.file.includes(role) ? 200 : 404)
    if (list.status === 200) expect((list.data.list as { rows: object[] }).rows).toEqual([])
    const inbox = await person.get(inboxRoute.loader, '/children/reports/inbox')
    expect(inbox.status).toBe((reportRoles.receive as readonly Role[]).includes(role) ? 200 : 404)
    if (inbox.status === 200) expect(inbox.data.inbox).toMatchObject({ rows: [], count: '0' })
    const desk = await person.get(deskRoute.loader, '/')
    expect(JSON.stringify(desk.data)).not.toMatch(/report_|查收强制报告/)
  })

  it('reads no row of it, whatever is asked of the database', async () => {
    const actor = actorOf(role, seat(role), { postId: person.id })
    const rows = await inScope(actor, async ({ db }) => [
      await db.mandatoryReport.count(),
      await db.reportDelivery.count(),
      await db.reportAttachment.count(),
      await db.attachment.count(),
      await db.task.count({ where: { kind: 'report' } }),
    ])
    expect(rows).toEqual([0, 0, 0, 0, 0])
  })

  it('may file, or has no such page', async () => {
    const page = await person.get(newRoute.loader, '/children/reports/new')
    expect(page.status).toBe(reportRoles.file.includes(role) ? 200 : 404)
    const hrefs = menuOf(role).flatMap((part) => part.items.map((item) => item.href))
    expect(hrefs.includes('/children/reports')).toBe(reportRoles.file.includes(role))
  })
})

describe('the receivers', () => {
  it('see their own copy and duty alone', async () => {
    for (const copy of copies) {
      const person = await signedIn(await makePost({ role: copy.to_role as Role, unit: copy.to_key }))
      const list = (await person.get(inboxRoute.loader, '/children/reports/inbox')).data.inbox as {
        rows: { id: string }[]
      }
      expect(list.rows.map((row) => row.id)).toEqual([copy.id])
      for (const other of copies) {
        const answer = await person.get(deliveryRoute.loader, `/children/reports/inbox/${other.id}`, { id: other.id })
        expect(answer.status, `${copy.to_role} ${other.to_role}`).toBe(other.id === copy.id ? 200 : 404)
        const params = { id: other.id, file: photo }
        const file = await person.get(deliveryFileRoute.loader, `/children/reports/inbox/${other.id}/files/x`, params)
        expect(file.status, `${copy.to_role} ${other.to_role}`).toBe(other.id === copy.id ? 200 : 404)
        // The reporter's own address is the reporter's.
        expect((await person.get(fileRoute.loader, '/x', { id, file: photo })).status).toBe(404)
      }
      const actor = actorOf(copy.to_role as Role, copy.to_key, { postId: person.id })
      const duties = await inScope(actor, ({ db }) => db.task.findMany({ where: { kind: 'report' } }))
      expect(duties.map((duty) => duty.detail)).toEqual([copy.id])
    }
  })
})

describe('an export', () => {
  it('of reports does not exist', () => {
    expect(
      exportSources.filter((source) => /report|children/.test(source.name) && !/figures|monthly/.test(source.name)),
    ).toEqual([])
  })
})
