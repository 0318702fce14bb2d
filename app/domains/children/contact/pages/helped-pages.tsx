import { ChecksField, CheckField, RadioField } from '~/ui/choices'
import { Facts } from '~/ui/facts'
import { DateField, NumberField } from '~/ui/fields'
import { ActionForm, PostButton, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Actions, Count, Empty, Notice, PageHead, Panel, Tag } from '~/ui/page'
import { DataTable, SimpleTable } from '~/ui/table'
import { optionsOf } from '~/ui/terms'
import { contactSettings, contactTopics, contactWays } from '../terms'
import type { HelpedChildData, HelpedData } from '../views/helped.server'
import { callNow } from './call-now'

/** 我结对的孩子. */
export function HelpedPage({ data }: { data: HelpedData }) {
  return (
    <>
      <PageHead title="我结对的孩子" sub="每月至少联系一次，联系后在手机上登记。" />
      {data.ended.length > 0 && (
        <Notice title="有结对已经结束">
          <ul>
            {data.ended.map((one, n) => (
              <li key={n}>
                {one.day}结束：{one.why}
              </li>
            ))}
          </ul>
          孩子的信息已经看不到，请不要再单独联系孩子。谢谢您的陪伴；有疑问请问提出结对的学校或者村里。
        </Notice>
      )}
      <Count>
        共 <b>{data.rows.length}</b> 个
      </Count>
      <DataTable
        caption="我结对的孩子"
        columns={[
          { key: 'first', label: '名字' },
          { key: 'grade', label: '年级', nowrap: true },
          { key: 'need', label: '约定' },
          { key: 'due', label: '下次联系', nowrap: true },
        ]}
        rows={data.rows.map((row) => ({
          id: row.id,
          href: `/children/pairing/${row.id}`,
          tone: row.due?.tone === 'late' ? ('late' as const) : undefined,
          cells: {
            first: row.first,
            grade: row.grade,
            need: row.need,
            due: row.due && <Tag tone={row.due.tone}>{row.due.text}</Tag>,
          },
        }))}
        empty={<Empty title="目前没有结对的孩子">村里安排并取得监护人同意后会出现在这里。</Empty>}
      />
    </>
  )
}

type ChildProps = { data: HelpedChildData; token: string; lastResult: LastResult }

/** One child as the helper sees it: first name, school year, agreed need, and nothing else. */
export function HelpedChildPage({ data, token, lastResult }: ChildProps) {
  return (
    <>
      <PageHead
        trail={[{ href: '/children/pairing', label: '我结对的孩子' }, { label: data.first }]}
        title={data.first}
        sub={`${data.grade} · ${data.need}`}
      />
      {data.done === 'contact' && <Notice tone="done">已登记，谢谢您。</Notice>}
      {data.done === 'help' && (
        <Notice tone="late" title="已通知监护人一方、学校和村里，请先做这些">
          {callNow}
        </Notice>
      )}
      <Notice tone="due" title="不要与孩子单独在封闭的房间里">
        在学校、儿童之家等公共场所，或者有照料人在场时见面。不拍照，不打听家里的事。
      </Notice>
      <Panel title="登记一次联系" tone="next">
        <ActionForm key={data.hours} token={token} intent="contact" lastResult={lastResult} submitLabel="登记">
          <DateField name="onDay" label="日期" required max={data.today} defaultValue={data.today} />
          <RadioField name="way" label="方式" required inline options={optionsOf(contactWays)} />
          <RadioField name="setting" label="在哪里" required options={optionsOf(contactSettings)} />
          <NumberField name="minutes" label="多长时间" unit="分钟" required maxLength={3} />
          <ChecksField name="topics" label="做了什么" required options={optionsOf(contactTopics)} />
          <CheckField name="open" label="全程没有与孩子单独在封闭的房间里" required />
        </ActionForm>
      </Panel>
      <Panel title="我的登记">
        <Facts
          rows={[
            { label: '结对到', value: data.until },
            { label: '下次联系', value: data.due && <Tag tone={data.due.tone}>{data.due.text}</Tag> },
            { label: '累计', value: data.hours },
          ]}
        />
        {data.contacts.length > 0 && (
          <SimpleTable
            caption="联系记录"
            head={['日期', '方式', '内容', '时长']}
            rows={data.contacts.map((one) => [
              <span key="day" className="nowrap">
                {one.day}
              </span>,
              one.way,
              one.topics,
              one.length,
            ])}
          />
        )}
      </Panel>
      <Panel title="孩子有危险" tone="danger">
        <p>孩子说到伤害自己、被人伤害，或者您看到了危险迹象：立即启动，不要写在登记里。</p>
        <Actions>
          <PostButton token={token} intent="help" label="立即处置" danger quiet={false} />
          <ButtonLink href="/children/reports/new" danger>
            强制报告
          </ButtonLink>
        </Actions>
      </Panel>
    </>
  )
}
