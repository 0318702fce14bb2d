import { A, ButtonLink } from '~/ui/link'
import { Empty, Notice, PageHead, Panel, Tag } from '~/ui/page'
import { SimpleTable } from '~/ui/table'
import type { Board } from '../../notices/board.server'
import { amountWords, stages, untilWords } from './words'

/** 公示栏: what is posted now, village by village, with the sheet for each board. */
export function BoardPage({ data }: { data: Board }) {
  return (
    <>
      <PageHead
        title="公示栏"
        sub={`${data.unit} · 正在公示 ${data.count} 件。公示期满自动从网上撤下；村（社区）公开栏里的纸质公示也要在期满后取下。`}
        actions={
          <ButtonLink href="/notices" quiet>
            看网上公示
          </ButtonLink>
        }
      />
      {data.more && <Notice tone="due">公示较多，这里只列出前 {data.count} 件。</Notice>}
      {data.villages.length === 0 && (
        <Panel label="公示">
          <Empty title="现在没有公示">初审意见提出后，需要公示的会出现在这里。</Empty>
        </Panel>
      )}
      {data.villages.map((village) => (
        <Panel
          key={village.code}
          title={village.name}
          actions={
            <ButtonLink href={`/relief/notices/print?village=${village.code}`} quiet>
              打印张贴
            </ButtonLink>
          }
        >
          <SimpleTable
            caption={`${village.name}正在公示的事项`}
            head={['户主', '种类', '人数', '金额', '公示到', '公示号']}
            rows={village.notices.map((one) => [
              <A key="a" href={`/relief/${one.caseId}`}>
                {one.text.head}
              </A>,
              <>
                {one.text.type} <Tag tone={one.stage === 'decided' ? 'done' : 'plain'}>{stages[one.stage]}</Tag>
              </>,
              one.text.persons,
              amountWords(one.text),
              untilWords(one),
              <A key="n" href={`/relief/notices/print?no=${one.no}`} label={`打印 ${one.no}`}>
                <span className="code">{one.no}</span>
              </A>,
            ])}
          />
        </Panel>
      ))}
    </>
  )
}
