import { formatDay } from '~/lib/dates'
import { SelectField } from '~/ui/choices'
import { Facts, Timeline } from '~/ui/facts'
import { DateField, NumberField, TextField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Cols, Empty, Notice, PageHead, Panel, Stack, Tag } from '~/ui/page'
import type { HistoryLine } from '../places/read-history.server'
import type { PlacePage as Place } from '../places/read-place.server'
import { whatHangs } from '../places/what-hangs'
import { gridHint } from '../grids'

type Props = { place: Place; today: string; done?: string; token: string; lastResult: LastResult; sent?: string }

/** A unit, region or grid: what it is, what hangs on it, its history, and what can be done with it. */
export function PlacePage(props: Props) {
  const { place, done, lastResult } = props
  const refusal = lastResult?.error?.['']?.join('；')
  const home = place.type === 'region' ? place.code : place.parent?.code
  return (
    <>
      <PageHead
        title={place.name}
        tag={place.ended ? <Tag>{formatDay(place.ended)}撤销</Tag> : undefined}
        trail={[
          { href: '/admin/organisation', label: '机构' },
          ...(place.parent ? [{ href: `/admin/organisation?at=${place.parent.code}`, label: place.parent.name }] : []),
          { label: place.name },
        ]}
        sub={
          <>
            {place.kind} · <code>{place.code}</code>
          </>
        }
        actions={
          home && (
            <ButtonLink href={`/admin/organisation?at=${home}`} quiet>
              看所在一级
            </ButtonLink>
          )
        }
      />
      {refusal && <Notice tone="late">{refusal}</Notice>}
      {done && !lastResult && <Notice tone="done">{done}</Notice>}
      <Cols
        main={
          <Stack>
            <About place={place} />
            {place.grid && <GridForm {...props} grid={place.grid} />}
            <Panel title="沿革">
              {place.history.length ? (
                <Timeline items={place.history.map((line) => moment(line, place.code))} />
              ) : (
                <Empty>没有改名、合并或撤销的记录。</Empty>
              )}
            </Panel>
          </Stack>
        }
        side={
          place.ended ? (
            <Panel title="已撤销">
              <p>不再有新的事项。原来的档案、名称和代码保留，可以查到去向。</p>
            </Panel>
          ) : (
            <Stack>
              <RenameForm {...props} />
              <CloseForm {...props} />
            </Stack>
          )
        }
      />
    </>
  )
}

/** The answer of the form that was sent; a refusal of the whole stands on top of the page. */
const own = (form: string, sent: string | undefined, last: LastResult): LastResult =>
  sent === form && !last?.error?.[''] ? last : undefined

function About({ place }: { place: Place }) {
  const { load, inside } = place
  return (
    <Panel title="基本情况">
      <Facts
        rows={[
          { label: '所在', value: place.parent?.name },
          place.shortName !== null && place.shortName !== place.name && { label: '简称', value: place.shortName },
          place.type === 'unit' && { label: '办公电话', value: place.phone },
          load && { label: '档案', value: `${load.files} 份，其中在办 ${load.openFiles} 份` },
          load && { label: '待办', value: `${load.duties} 项，未答复的转介 ${load.referrals} 项` },
          load && { label: '在任岗位', value: `${load.posts} 个` },
          inside && { label: '下级', value: `${inside.regions} 个区划、${inside.units} 个单位` },
        ]}
      />
    </Panel>
  )
}

function GridForm({ grid, token, lastResult, sent }: Props & { grid: NonNullable<Place['grid']> }) {
  const hint = gridHint(grid.households, grid.limits)
  return (
    <Panel title="网格">
      {hint && <Notice tone={grid.verdict === 'block' ? 'late' : 'due'}>{hint}</Notice>}
      {!grid.workerId && <Notice tone="due">还没有网格员。每个网格须有一名负责人。</Notice>}
      <ActionForm
        id="grid"
        token={token}
        intent="grid"
        lastResult={own('grid', sent, lastResult)}
        defaults={{ households: String(grid.households), worker: grid.workerId ?? '' }}
        submitLabel="保存网格"
      >
        <NumberField
          name="households"
          label="户数"
          required
          unit="户"
          hint={`超过 ${grid.limits.warn} 户提示，超过 ${grid.limits.block} 户不能保存`}
        />
        <SelectField
          name="worker"
          label="网格员"
          options={grid.choices}
          blank="暂无"
          hint="只列出本村（社区）没有负责别的网格的网格员；岗位由安全管理员设立"
        />
      </ActionForm>
    </Panel>
  )
}

function RenameForm({ place, today, token, lastResult, sent }: Props) {
  return (
    <Panel title="改名">
      <ActionForm
        id="rename"
        token={token}
        intent="rename"
        lastResult={own('rename', sent, lastResult)}
        defaults={{ name: place.name, shortName: place.shortName ?? '', on: today }}
        submitLabel="改名"
      >
        <TextField name="name" label="新名称" required maxLength={60} />
        {place.type === 'region' && <TextField name="shortName" label="简称" maxLength={20} />}
        <DateField name="on" label="生效日期" required max={today} />
        <TextField name="reason" label="依据" required maxLength={200} />
      </ActionForm>
    </Panel>
  )
}

function CloseForm({ place, today, token, lastResult, sent }: Props) {
  const left = whatHangs(place)
  if (left.length)
    return (
      <Panel title="撤销">
        <p>还有 {left.join('、')}，不能撤销。</p>
        {place.type === 'unit' && (
          <ButtonLink href={`/admin/organisation/merge?from=${place.code}`} quiet>
            合并到别的单位
          </ButtonLink>
        )}
      </Panel>
    )
  return (
    <Panel title="撤销" tone="danger">
      <ActionForm
        id="close"
        token={token}
        intent="close"
        lastResult={own('close', sent, lastResult)}
        defaults={{ on: today }}
        submitLabel="撤销"
        danger
      >
        <DateField name="on" label="撤销日期" required max={today} />
        <TextField name="reason" label="依据" required maxLength={200} />
      </ActionForm>
    </Panel>
  )
}

function moment(line: HistoryLine, here: string) {
  const text = {
    rename: `改名：${line.oldName} → ${line.newName}`,
    close: '撤销',
    merge: line.from.some((one) => one.code === here)
      ? `并入${line.to?.name ?? ''}`
      : `${line.from.map((one) => one.name).join('、')}并入，移入档案 ${line.moved} 份`,
  }[line.kind]
  return {
    id: line.id,
    at: formatDay(line.on),
    dateTime: line.on,
    text: text ?? line.kind,
    note: line.applied ? line.reason : `${line.reason}（已安排，到日执行）`,
  }
}
