import { formatDay } from '~/lib/dates'
import { Facts } from '~/ui/facts'
import { Empty, Notice, PageHead, Panel, Tag } from '~/ui/page'
import type { StateView } from '~/casefile/ui/views'
import type { SlimData } from '../views/slim.server'
import { relations } from '~/people/person-terms'

/** A pair helper's page: whom, how to reach them, what was agreed, and when the next visit is. */
export function SlimPage({ slim }: { slim: SlimData }) {
  return (
    <>
      <PageHead title={slim.name} sub="我结对帮扶的人" />
      <Notice>只用于帮扶。请不要打听、记录或转告本人的过去；有困难请联系司法所。</Notice>
      {slim.paused && <Notice tone="due">服务暂停，恢复后司法所会告诉您。</Notice>}
      <Panel title="联系方式">
        {slim.contacts.length === 0 ? (
          <Empty>还没有登记电话，请向司法所询问。</Empty>
        ) : (
          <Facts
            rows={slim.contacts.map((one) => ({
              label: one.relation
                ? `${relations[one.relation as keyof typeof relations] ?? '家属'}${one.name ? ` ${one.name}` : ''}`
                : '本人电话',
              value: one.value,
            }))}
          />
        )}
      </Panel>
      <Panel title="商定的帮扶">
        {slim.plan ? <p className="prose">{slim.plan}</p> : <Empty>还没有商定帮扶内容。</Empty>}
      </Panel>
      <Panel title="约定的走访">
        {slim.visits.length === 0 ? (
          <Empty>目前没有约定的走访。</Empty>
        ) : (
          <Facts
            rows={slim.visits.map((day, at) => ({
              label: at === 0 ? '下次' : `第 ${at + 1} 次`,
              value: formatDay(day),
            }))}
          />
        )}
      </Panel>
    </>
  )
}

/** One line for an office that only asked how things stand. */
export function StatusPage({ caseNo, state }: { caseNo: string; state: StateView }) {
  return (
    <>
      <PageHead title={caseNo} tag={<Tag tone={state.tone}>{state.label}</Tag>} sub="您的岗位只能查看办理状态。" />
    </>
  )
}
