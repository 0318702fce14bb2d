import { formatInstant } from '~/lib/dates'
import { refused } from '~/lib/errors'
import { variantsFor, type ImportAdapter, type ImportContext } from './adapter'
import { asRun, type RunState } from './load-run.server'

const SHOWN = 20
export const stateLabels: Record<RunState, string> = {
  waiting: '等待读取',
  reading: '正在读取',
  ready: '待确认',
  queued: '等待写入',
  writing: '正在写入',
  written: '已导入',
  failed: '没有读成',
  discarded: '已放弃',
}

/** The upload page: what this role may import, and this post's last runs. Throws 403 for a role that imports nothing. */
export async function readUploadPage(adapter: ImportAdapter, { actor, db }: ImportContext) {
  const variants = variantsFor(adapter, actor.role)
  if (variants.length === 0) throw refused()
  const rows = await db.importRun.findMany({
    where: { postId: actor.postId, kind: adapter.kind },
    orderBy: { createdAt: 'desc' },
    take: SHOWN,
  })
  return {
    home: adapter.home(actor.role),
    variants: variants.map(({ key, variant }) => ({ value: key, label: variant.label, hint: variant.hint })),
    runs: rows.map(asRun).map((run) => ({
      id: run.id,
      href: `${adapter.path}/${run.id}`,
      fileName: run.fileName,
      list: adapter.variants[run.variant]?.label ?? '',
      at: formatInstant(run.createdAt),
      state: run.state,
      stateLabel: stateLabels[run.state],
      created: (run.counts.created ?? 0) + (run.counts.vault ?? 0),
    })),
  }
}
export type UploadPage = Awaited<ReturnType<typeof readUploadPage>>
