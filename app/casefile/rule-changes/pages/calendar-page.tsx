import { formatDay } from '~/lib/dates'
import { CheckField, SelectField } from '~/ui/choices'
import { AreaField, FileField, TextField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Cols, Empty, Notice, PageHead, Panel, Stack, Tabs, Tag } from '~/ui/page'
import { SimpleTable } from '~/ui/table'
import type { CalendarPage as Page, CalendarYear } from '../read-calendar.server'

type Props = { page: Page; token: string; lastResult: LastResult }

/** The working-day calendar by years, and the form that loads one. */
export function CalendarPage({ page, token, lastResult }: Props) {
  const { shown } = page
  return (
    <>
      <PageHead
        title="工作日历"
        trail={[{ href: '/admin', label: '系统管理' }, { label: '工作日历' }]}
        sub="按国务院办公厅每年的放假通知载入。没有载入的年份，期限一律标为“暂定”。"
      />
      {page.missing.map((line) => (
        <Notice key={line.year} tone="due" title={`${line.year} 年的放假安排还没有载入`}>
          {line.provisional > 0 ? `${line.provisional} 项在办事项的日期是暂定的。` : ''}通知公布后请尽快载入。
          {page.later > 0 && `更晚年份另有 ${page.later} 项暂定，届时逐年载入。`}
        </Notice>
      ))}
      <Tabs
        label="年份"
        items={page.lines.map((line) => ({
          href: `/admin/calendar?year=${line.year}`,
          label: `${line.year}`,
          current: line.year === shown.year,
        }))}
      />
      <Cols
        main={<Year year={shown} spans={page.spans} />}
        side={
          <Panel title="载入一年">
            <LoadForm page={page} token={token} lastResult={lastResult} />
          </Panel>
        }
      />
    </>
  )
}

function Year({ year, spans }: { year: CalendarYear; spans: Page['spans'] }) {
  return (
    <Stack>
      {year.changing && (
        <Notice
          tone="due"
          title="这一年有一个变更正在办理"
          action={<ButtonLink href={year.changing}>查看</ButtonLink>}
        />
      )}
      <Panel
        title={`${year.year} 年`}
        actions={year.loaded ? <Tag tone="done">已载入</Tag> : <Tag tone="due">暂定</Tag>}
      >
        {year.loaded ? (
          <>
            <p className="soft">
              {year.loaded.source}，{formatDay(year.loaded.on)}载入。放假 {year.rest} 天，调休上班 {year.work} 天。
            </p>
            <SimpleTable
              caption={`${year.year} 年放假与调休`}
              head={['节日', '日期', '天数', '安排']}
              num={[2]}
              rows={spans.map((span) => [
                span.name,
                span.text,
                span.days,
                span.kind === 'work' ? (
                  <Tag key="w">上班</Tag>
                ) : (
                  <Tag key="r" tone="brand">
                    放假
                  </Tag>
                ),
              ])}
            />
          </>
        ) : (
          <Empty title="还没有载入">
            {year.provisional > 0
              ? `${year.provisional} 项在办事项的日期按周一至周五暂算。`
              : '目前没有事项的日期落在这一年。'}
          </Empty>
        )}
      </Panel>
    </Stack>
  )
}

function LoadForm({ page, token, lastResult }: Props) {
  const asked = lastResult?.error?.sure !== undefined
  return (
    <ActionForm
      token={token}
      lastResult={lastResult}
      encType="multipart/form-data"
      submitLabel="核对并试算"
      defaults={{ year: String(page.toLoad ?? page.choices[0]) }}
    >
      <SelectField
        name="year"
        label="年份"
        required
        width="short"
        options={page.choices.map((year) => ({ value: String(year), label: `${year} 年` }))}
      />
      <TextField
        name="source"
        label="通知名称、文号"
        required
        maxLength={200}
        hint="例如“国务院办公厅关于2027年部分节假日安排的通知”"
      />
      <AreaField
        name="text"
        label="通知正文"
        rows={10}
        hint="粘贴七个节日的段落；也可以一行一天，写成“2027-02-06 休 春节”“2027-02-13 班 春节”。"
      />
      <FileField name="file" label="或上传文本文件" accept=".txt,.csv" hint="正文已粘贴的，不用上传。" />
      {asked && <CheckField name="sure" label="已对照通知原文核对，日期无误" />}
    </ActionForm>
  )
}
