import { SelectField } from '~/ui/choices'
import { AreaField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { Facts } from '~/ui/facts'
import { ButtonLink } from '~/ui/link'
import { Empty, Notice, PageHead, Panel, Stack } from '~/ui/page'
import type { Approver } from '../approvers.server'
import type { AskPage } from '../ask-export.server'
import { exportPurposes } from '../terms'

const purposes = Object.entries(exportPurposes).map(([value, label]) => ({ value, label }))

/** Asking for a file: what it holds, who approves, and why it is wanted. */
export function AskExportPage({ page, token, lastResult }: { page: AskPage; token: string; lastResult: LastResult }) {
  return (
    <>
      <PageHead
        title={`申请导出：${page.label}`}
        trail={[{ href: page.backHref, label: page.label }, { label: '申请导出' }]}
        sub="导出的文件离开系统，须写明理由，经批准后生成；每次下载都有记录。"
      />
      <Stack>
        <Panel title="导出什么">
          <Facts
            rows={[
              { label: '内容', value: page.label, hint: page.holdsNames ? '含人员姓名' : '只有合计数，没有姓名' },
              { label: '条件', value: page.about },
              page.period ? { label: '时间', value: page.period } : false,
              { label: '行数', value: `${page.rows} ${page.unit}` },
              { label: '保留', value: `生成后 ${page.keepHours} 小时，到时自动删除` },
            ]}
          />
        </Panel>
        <Panel title="由谁批准">
          <ol>
            <li>安全管理员（只看谁、要什么、多少行、为什么，看不到内容）：{namesOf(page.security)}</li>
            {page.needsSecond && (
              <li>
                超过 {page.secondOver} {page.unit}，还须负责人作第二次批准：{namesOf(page.second)}
              </li>
            )}
          </ol>
          <p className="soft">{page.waitDays} 天内没有批准的，申请自动失效。批准人和申请人不能是同一人。</p>
        </Panel>
        {page.needsSecond && page.second.length === 0 && (
          <Notice tone="due" title="目前没有可以作第二次批准的人">
            请缩小范围到 {page.secondOver} {page.unit}以内，或请负责人先指定代理。
          </Notice>
        )}
        {page.rows === 0 ? (
          <Panel label="没有内容">
            <Empty
              title="没有可以导出的内容"
              action={
                <ButtonLink href={page.backHref} quiet>
                  返回换个条件
                </ButtonLink>
              }
            />
          </Panel>
        ) : (
          <Panel title="为什么导出">
            <ActionForm token={token} lastResult={lastResult} submitLabel="提交申请" cancelHref={page.backHref}>
              <SelectField name="purpose" label="用途" required options={purposes} />
              <AreaField
                name="reason"
                label="理由"
                required
                maxLength={200}
                rows={3}
                hint="写明用在哪里、给谁看、用后怎么处理；不要写人员姓名"
              />
            </ActionForm>
          </Panel>
        )}
      </Stack>
    </>
  )
}

export const namesOf = (people: readonly Approver[]): string =>
  people.length
    ? people
        .slice(0, 5)
        .map(({ name, unit }) => `${name}（${unit}）`)
        .join('、')
    : '暂无'
