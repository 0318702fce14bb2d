import { purposes } from '~/audit/events'
import { SelectField } from '~/ui/choices'
import { Why } from '~/ui/facts'
import { ActionForm, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Actions, Empty, Notice, Panel } from '~/ui/page'
import { Paper } from '~/ui/print'
import type { Week } from '../week.server'

type Props = { week: Week; token: string; lastResult?: LastResult }

/** 本周走访联系单: a sheet to take along, with blank columns for the result. */
export function WeekPage({ week, token, lastResult }: Props) {
  return (
    <>
      <div className="noprint stack">
        <Actions>
          <ButtonLink href={week.own ? '/week' : '/week?own=1'} quiet>
            {week.own ? '全所的' : '只看我经办的'}
          </ButtonLink>
        </Actions>
        {!week.shown && week.rows.length > 0 && <RevealForm token={token} own={week.own} lastResult={lastResult} />}
        {week.shown && (
          <Notice tone="due">
            已显示姓名、电话和住址，两分钟内有效；请在此期间打印，用后收好，不要留在车上或村里。
          </Notice>
        )}
        {week.more && <Notice>事项超过 200 项，这里列出最早到期的 200 项。</Notice>}
      </div>
      <Paper
        title="本周走访联系单"
        kind="list"
        landscape
        backHref="/"
        sub={`${week.unit}${week.own ? ` · ${week.by}经办` : ''} · 截至 ${week.until} · 共 ${week.rows.length} 项`}
        foot={
          <span>
            {week.by} {week.printedAt} 打印 · 内部使用，用后交回统一销毁
          </span>
        }
      >
        {week.rows.length === 0 ? (
          <Empty title="本周没有到期的走访和联系">可以提前安排下周的。</Empty>
        ) : (
          <Rows week={week} />
        )}
      </Paper>
    </>
  )
}

/** Room to write in; wide enough that a phone scrolls instead of squeezing. */
const ROOM = '\u00a0'.repeat(18)

function Rows({ week }: { week: Week }) {
  const place = week.shown ? '住址和电话' : '居住地'
  const heads = ['到期', '姓名', '事项', place, '案件号', '走访日期', `${ROOM}情况和结果${ROOM}`, '走访人']
  return (
    <table>
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col" key={head}>
              <span className="nowrap">{head}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {week.rows.map((row) => (
          <tr key={row.id}>
            <td>
              <span className="nowrap">{row.when}</span> <span className="nowrap">{row.day}</span>
            </td>
            <td>
              <span className="nowrap">{row.name}</span>
            </td>
            <td>
              <span className="nowrap">{row.duty}</span>
            </td>
            <td>
              {week.shown ? row.address || row.place : <span className="nowrap">{row.place}</span>}{' '}
              <span className="nowrap">{row.phone}</span>
            </td>
            <td>
              <span className="nowrap">{row.caseNo}</span>
            </td>
            <td />
            <td />
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function RevealForm({ token, own, lastResult }: { token: string; own: boolean; lastResult?: LastResult }) {
  return (
    <Panel label="显示全名、电话和住址">
      <Why summary="需要全名、电话和住址？">
        <ActionForm
          token={token}
          action={own ? '/week?own=1' : '/week'}
          lastResult={lastResult}
          submitLabel="显示两分钟"
        >
          <SelectField
            name="purpose"
            label="查看事由"
            hint="单上每个人的查看都会记入各自档案的查看记录"
            required
            options={Object.entries(purposes).map(([value, label]) => ({ value, label }))}
          />
        </ActionForm>
      </Why>
    </Panel>
  )
}
