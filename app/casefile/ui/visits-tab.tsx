import { formatDay } from '~/lib/dates'
import { A, ButtonLink } from '~/ui/link'
import { Count, Empty, Panel, Stack, Tag } from '~/ui/page'
import { Facts } from '~/ui/facts'
import { AttachmentList } from './attachment-list'
import type { VisitView } from './views'

type Props = { base: string; visits: VisitView[]; mayRecord: boolean; mayAttach?: boolean }

/** Visits, calls, talks and meetings of a file, newest first. */
export function VisitsTab({ base, visits, mayRecord, mayAttach = mayRecord }: Props) {
  const record = mayRecord ? <ButtonLink href={`${base}/visit`}>登记走访或联系</ButtonLink> : undefined
  if (visits.length === 0) {
    return (
      <Panel label="走访与联系">
        <Empty title="还没有走访或联系记录" action={record}>
          走访、电话、谈话和帮教小组会议都记在这里。
        </Empty>
      </Panel>
    )
  }
  return (
    <Stack>
      <div className="panelhead">
        <Count>
          共 <b>{visits.length}</b> 次
        </Count>
        {record && <div className="actions">{record}</div>}
      </div>
      {visits.map((visit) => (
        <Panel
          key={visit.id}
          title={`${formatDay(visit.onDay)} ${visit.label}`}
          actions={
            <>
              {!visit.reached && <Tag tone="due">未见到／未接通</Tag>}
              {mayAttach && (
                <A
                  href={`${base}/attach?to=visit:${visit.id}`}
                  label={`给${formatDay(visit.onDay)}的${visit.label}添加照片`}
                >
                  添加照片
                </A>
              )}
            </>
          }
        >
          {visit.note && <p>{visit.note}</p>}
          <Facts
            rows={[
              !!visit.place && { label: '地点', value: visit.place },
              visit.present.length > 0 && { label: '在场', value: visit.present.join('、') },
              visit.tags.length > 0 && { label: '内容', value: visit.tags.join('、') },
              !!visit.nextOn && { label: '约定下次', value: formatDay(visit.nextOn) },
              { label: '登记人', value: visit.byName },
            ]}
          />
          <AttachmentList files={visit.files} />
        </Panel>
      ))}
    </Stack>
  )
}
