import { DocumentsTab, OfferButtons } from '~/casefile/documents/pages/documents-tab'
import { CaseHead } from '~/casefile/ui/case-head'
import { DutiesPanel } from '~/casefile/ui/duties-panel'
import { NextPanel } from '~/casefile/ui/next-panel'
import { arrangeSteps } from '~/casefile/ui/next-steps'
import { NotesTab } from '~/casefile/ui/notes-tab'
import { RecentEvents, TimelineTab } from '~/casefile/ui/timeline'
import { AutoRefresh } from '~/ui/auto-refresh'
import { Stats } from '~/ui/facts'
import { ButtonLink } from '~/ui/link'
import { Actions, Cols, Notice, Panel, Tabs } from '~/ui/page'
import type { BatchData, BatchTab } from '../views/batch.server'
import { LinesTab } from './lines-tab'
import { ResultsPanel } from './results-panel'

/** The page of one batch: what to do next, where its money is, its lines. */
export function BatchPage({ data, today }: { data: BatchData; today: string }) {
  const { head, work, tab, about } = data
  const base = `/relief/payments/${head.id}`
  const item = (name: BatchTab, label: string, count?: number) => ({
    href: name === 'lines' ? base : `${base}?tab=${name}`,
    label,
    current: tab === name,
    ...(count ? { count } : {}),
  })
  return (
    <>
      <AutoRefresh active={data.reading} seconds={2} />
      <CaseHead
        trail={[{ href: '/relief/payments', label: '发放批次' }, { label: head.caseNo }]}
        name={head.name}
        state={head.state}
        facts={[head.caseNo, head.owner]}
        base={base}
        road={head.road}
      />
      {data.done && (
        <Notice tone="done" action={data.offers.length > 0 && <OfferButtons offers={data.offers} />}>
          {data.done}
        </Notice>
      )}
      {data.reading && <Notice title="正在读取回盘文件">读完会显示在这里，可以离开此页，稍后再来。</Notice>}
      <Stats
        items={[
          { label: '笔数', value: about.lines },
          { label: '金额（元）', value: about.total },
          ...(about.settledOn ? [{ label: '成功（元）', value: about.paidAmount, hint: `${about.paid} 笔` }] : []),
          ...(about.failed
            ? [{ label: '失败', value: about.failed, href: `${base}?line=failed`, tone: 'late' as const }]
            : []),
          ...(about.returned
            ? [{ label: '退回', value: about.returned, href: `${base}?line=returned`, tone: 'late' as const }]
            : []),
          ...(about.held
            ? [{ label: '暂缓', value: about.held, href: `${base}?line=held`, tone: 'due' as const }]
            : []),
        ]}
      />
      <NextPanel
        next={arrangeSteps(base, work.steps, work.duties, work.mayRecord, today)}
        by={work.by}
        open={head.open}
        about={nextWords(data)}
      />
      {data.exports.length > 0 && (
        <Panel title="银行文件">
          <p className="soft">
            含姓名和完整账号：写明理由，经安全管理员批准（超过规定笔数再经民政审批）后生成，下载都有记录。
          </p>
          <Actions>
            {data.exports.map((one) => (
              <ButtonLink key={one.href} href={one.href} quiet>
                {one.label}
              </ButtonLink>
            ))}
          </Actions>
        </Panel>
      )}
      <ResultsPanel results={data.results} />
      <Tabs
        label="批次内容"
        items={[
          item('lines', '明细'),
          item('documents', '文书', work.counts.documents),
          item('notes', '备注', work.counts.notes),
          item('timeline', '时间线'),
        ]}
      />
      {data.lines ? (
        <LinesTab base={base} lines={data.lines} mayTakeOut={head.state.code === 'draft' && work.mayRecord} />
      ) : (
        <Cols
          main={<Body data={data} base={base} />}
          side={
            <>
              <DutiesPanel
                base={base}
                duties={work.duties}
                steps={work.steps}
                mayRecord={work.mayRecord}
                today={today}
              />
              {tab !== 'timeline' && <RecentEvents events={work.recent} moreHref={`${base}?tab=timeline`} />}
            </>
          }
        />
      )}
    </>
  )
}

function nextWords({ head, about }: BatchData): string | undefined {
  if (head.state.code === 'sent') return '导出银行文件交银行发放；银行办完后，把回盘文件传上来。'
  if (head.state.code === 'settled' && about.failed + about.returned > 0)
    return `${about.failed + about.returned} 笔没有发成，已通知乡镇联系领取人；账户更正后会重新列入待发放。`
  return undefined
}

function Body({ data, base }: { data: BatchData; base: string }) {
  if (data.documents) return <DocumentsTab documents={data.documents} />
  if (data.notes) return <NotesTab base={base} notes={data.notes} mayAdd={data.work.mayRecord && data.head.open} />
  if (data.timeline) return <TimelineTab events={data.timeline.events} broken={data.timeline.broken} />
  return null
}
