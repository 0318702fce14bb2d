import { Why } from '~/ui/facts'
import { Panel, Tag } from '~/ui/page'
import { SimpleTable } from '~/ui/table'
import type { BatchData } from '../views/batch.server'

/** 回盘文件 that were handed in: taken whole, or refused with every row that does not fit. */
export function ResultsPanel({ results }: { results: BatchData['results'] }) {
  if (results.length === 0) return null
  return (
    <Panel title="回盘文件">
      {results.map((one, at) => (
        <div key={one.id}>
          <p>
            <Tag tone={one.state.tone}>{one.state.label}</Tag> {one.fileName}{' '}
            <span className="soft">
              {one.by}，{one.at} 上传{one.rows > 0 && `，${one.rows} 行`}
            </span>
          </p>
          {one.message && <p className="prose">{one.message}</p>}
          {one.faults.length > 0 && (
            <Why summary="哪些行对不上" open={at === 0}>
              <SimpleTable
                caption={`${one.fileName} 中对不上的行`}
                head={['文件行', '序号', '问题']}
                num={[0, 1]}
                rows={one.faults.map((fault) => [fault.row ?? '—', fault.no ?? '—', fault.text])}
              />
            </Why>
          )}
        </div>
      ))}
    </Panel>
  )
}
