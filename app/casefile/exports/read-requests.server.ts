/** Requests for exports as their pages show them: metadata alone, whoever looks. */
import { isRole, roles } from '~/access/roles'
import type { ExportRequest } from '~/generated/prisma/client'
import { decrypt } from '~/lib/crypto.server'
import { formatInstant } from '~/lib/dates'
import { notFound } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import { approversOf, type Approver } from './approvers.server'
import { reasonContext } from './ask-export.server'
import { noteContext } from './decide-export.server'
import type { ExportContext, ExportSources } from './source'
import { purposeLabel, stateOf, type ExportState } from './terms'

const PAGE = 50

/** One line of a list of requests. */
const lineOf = (row: ExportRequest) => ({
  id: row.id,
  no: row.no,
  label: row.label,
  who: row.userName,
  unit: row.unitName,
  rows: row.rowsWritten ?? row.rowsAsked,
  askedAt: formatInstant(row.askedAt),
  state: { code: row.state as ExportState, ...stateOf(row.state) },
})
export type RequestLine = ReturnType<typeof lineOf>

export const exportTabs = { mine: '我的申请', second: '待我批准' } as const
export const adminTabs = { waiting: '待批准', done: '已办' } as const

/** A page of requests, newest first; `after` is the id of the last one seen. */
async function listed({ db }: ExportContext, where: object, after: string | null) {
  const rows = await db.exportRequest.findMany({
    where: { ...where, ...(isUuid(after) && { id: { lt: after } }) },
    orderBy: { id: 'desc' },
    take: PAGE + 1,
  })
  return { rows: rows.slice(0, PAGE).map(lineOf), next: rows.length > PAGE ? rows[PAGE - 1]!.id : undefined }
}

/** The requester's own requests, or those that wait for his second approval. */
export async function readMyExports(ctx: ExportContext, url: URL) {
  const { actor, db } = ctx
  const second = {
    state: 'second',
    secondRoles: { has: actor.role },
    userId: { not: actor.userId },
    firstUser: { not: actor.userId },
    lapsesAt: { gt: actor.now },
  }
  const waiting = await db.exportRequest.count({ where: second })
  const tab: keyof typeof exportTabs = url.searchParams.get('tab') === 'second' ? 'second' : 'mine'
  const after = url.searchParams.get('after')
  const list = await listed(ctx, tab === 'second' ? second : { postId: actor.postId }, after)
  return { ...list, tab, waiting }
}
export type MyExports = Awaited<ReturnType<typeof readMyExports>>

/** The security administrator's list: requests of his region that wait for him, or that are decided. */
export async function readExportsToApprove(ctx: ExportContext, url: URL) {
  const { actor, db } = ctx
  const open = { state: 'waiting', lapsesAt: { gt: actor.now } }
  const waiting = await db.exportRequest.count({ where: open })
  const tab: keyof typeof adminTabs = url.searchParams.get('tab') === 'done' ? 'done' : 'waiting'
  const after = url.searchParams.get('after')
  return { ...(await listed(ctx, tab === 'done' ? { NOT: open } : open, after)), tab, waiting }
}
export type ExportsToApprove = Awaited<ReturnType<typeof readExportsToApprove>>

/** One request with what its reader may do about it. Throws 404. */
export async function readExportRequest(sources: ExportSources, ctx: ExportContext, id: string | undefined) {
  const { actor, db } = ctx
  const row = isUuid(id) ? await db.exportRequest.findUnique({ where: { id } }) : null
  if (!row) throw notFound()
  const own = row.postId === actor.postId
  const lapsed = row.lapsesAt <= actor.now && (row.state === 'waiting' || row.state === 'second')
  const expired = row.state === 'ready' && row.expiresAt !== null && row.expiresAt <= actor.now
  const state: ExportState = lapsed ? 'lapsed' : expired ? 'expired' : (row.state as ExportState)
  const other = row.userId !== actor.userId && row.firstUser !== actor.userId
  const decides = actor.role === 'SE' ? state === 'waiting' && other : state === 'second' && other && !own
  const awaited = own && (state === 'waiting' || state === 'second')
  return {
    ...lineOf(row),
    state: { code: state, ...stateOf(state) },
    own,
    role: isRole(row.role) ? roles[row.role] : row.role,
    purpose: purposeLabel(row.purpose),
    reason: decrypt(row.reasonEnc, reasonContext(row.id)),
    about: row.about,
    period: row.period,
    holdsNames: row.holdsNames,
    countedIn: sources.find((source) => source.name === row.source)?.unit ?? '行',
    asked: row.rowsAsked,
    done: row.rowsDone,
    needsSecond: row.needsSecond,
    lapsesAt: formatInstant(row.lapsesAt),
    approvals: [
      row.firstAt && { as: '安全管理员', name: row.firstName ?? '', at: formatInstant(row.firstAt) },
      row.secondAt && { as: '第二人', name: row.secondName ?? '', at: formatInstant(row.secondAt) },
    ].filter((one) => one !== null),
    note: row.noteEnc && decrypt(row.noteEnc, noteContext(row.id)),
    message: row.message,
    expiresAt: row.expiresAt && formatInstant(row.expiresAt),
    downloads: row.downloads,
    decides,
    mayCancel: own && ['waiting', 'second', 'queued', 'running', 'ready'].includes(state),
    mayDownload: own && state === 'ready',
    awaited: awaited ? await nextApprovers(ctx, row, state) : [],
  }
}
export type ExportRequestPage = Awaited<ReturnType<typeof readExportRequest>>

const nextApprovers = (ctx: ExportContext, row: ExportRequest, state: ExportState): Promise<Approver[]> =>
  state === 'waiting'
    ? approversOf(ctx, ['SE'], null)
    : approversOf(
        ctx,
        row.secondRoles as Parameters<typeof approversOf>[1],
        row.kind as Parameters<typeof approversOf>[2],
      )
