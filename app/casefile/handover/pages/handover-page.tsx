import { RadioField, SelectField } from '~/ui/choices'
import { HiddenField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { useStartList } from '~/ui/form-values'
import { A, ButtonLink } from '~/ui/link'
import { Empty, Notice, PageHead, Pagination, Panel, Stack, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { Handover, Other, Row } from '../read-handover.server'

type Props = { handover: Handover; token: string; lastResult: LastResult; done?: string }

/** One person's list: what is handed over to whom, and what a list cannot hand over. */
export function HandoverPage({ handover, token, lastResult, done }: Props) {
  const { who, rows, next, duties, ties, proposals } = handover
  const nothing = who.files + who.duties === 0
  return (
    <>
      <PageHead
        trail={[{ href: '/access/handover', label: '交接在办档案' }, { label: who.name }]}
        title={`交接：${who.name}`}
        sub={`${who.roleLabel} · ${who.unit.name} · 在办档案 ${who.files} 份，指派给本人的事项 ${who.duties} 项`}
      />
      {done && <Notice tone="done">{done}</Notice>}
      <Stack>
        {!handover.able && (
          <Notice tone="due" title="您的岗位不办理这类档案">
            请先由安全管理员为该单位补上负责人，再由负责人交接。
          </Notice>
        )}
        {nothing ? (
          <Panel label="清单">
            <Empty
              title="名下没有在办档案和事项"
              action={
                <ButtonLink href="/access/handover" quiet>
                  回到交接
                </ButtonLink>
              }
            >
              {ties.length + proposals.length > 0 ? '下面几项还要在档案里办理。' : '交接完毕。'}
            </Empty>
          </Panel>
        ) : (
          <List handover={handover} token={token} lastResult={lastResult} rows={rows} duties={duties} />
        )}
        {next && <Pagination next={next} countText="每页 100 份；选“全部”时包括没有列出的" />}
        <Others title="不能按清单移交：档案里点名的" rows={ties}>
          帮教小组和结对帮扶人须与本人商定、签承诺，请在各自的档案里更换。
        </Others>
        <Others title="不用移交：已提交待审批的" rows={proposals}>
          审批照常进行；退回的，由档案的新承办人重新提交。
        </Others>
        <p className="soft">已办结的档案留在原承办人名下备查。按岗位分派的事项由同岗位的同事接着办，不用移交。</p>
      </Stack>
    </>
  )
}

type ListProps = { handover: Handover; token: string; lastResult: LastResult; rows: Row[]; duties: Row[] }

function List({ handover, token, lastResult, rows, duties }: ListProps) {
  const { who, receivers, same } = handover
  return (
    <ActionForm id="handover" token={token} lastResult={lastResult} submitLabel="移交">
      <HiddenField name="files" value={who.files} />
      <HiddenField name="duties" value={who.duties} />
      <Stack>
        {rows.length > 0 && <Lines name="file" caption="在办档案" what="状态" rows={rows} />}
        {duties.length > 0 && <Lines name="duty" caption="指派给本人的事项" what="事项" rows={duties} />}
        <Panel title="移交">
          <RadioField
            name="which"
            label="移交哪些"
            required
            inline
            options={[
              { value: 'chosen', label: '选中的' },
              { value: 'all', label: `全部（档案 ${who.files} 份、事项 ${who.duties} 项）` },
            ]}
          />
          <SelectField
            name="to"
            label="接收人"
            required
            hint={
              same
                ? '同单位、同岗位在任的人；分给几个人的，选中一部分移交一次'
                : '本单位没有其他人任这个岗位，列出的是能承办这类档案的同事'
            }
            options={receivers.map((one) => ({ value: one.id, label: `${one.name}（${one.roleLabel}）` }))}
          />
        </Panel>
      </Stack>
    </ActionForm>
  )
}

function Lines({ name, caption, what, rows }: { name: string; caption: string; what: string; rows: Row[] }) {
  const chosen = useStartList(name)
  return (
    <DataTable
      caption={caption}
      showCaption
      columns={[
        { key: 'name', label: '选', nowrap: true },
        { key: 'no', label: '案件号', nowrap: true },
        { key: 'what', label: what },
        { key: 'due', label: '到期', nowrap: true },
      ]}
      rows={rows.map((row) => ({
        id: row.id,
        cells: {
          name: (
            <span className="option">
              <input
                type="checkbox"
                name={name}
                value={row.id}
                id={`${name}-${row.id}`}
                defaultChecked={chosen.includes(row.id)}
              />
              <label htmlFor={`${name}-${row.id}`}>{row.name}</label>
            </span>
          ),
          no: row.href ? <A href={row.href}>{row.caseNo}</A> : row.caseNo,
          what: row.what,
          due: row.when.tone === 'plain' ? row.when.text : <Tag tone={row.when.tone}>{row.when.text}</Tag>,
        },
      }))}
    />
  )
}

function Others({ title, rows, children }: { title: string; rows: Other[]; children: string }) {
  if (rows.length === 0) return null
  return (
    <Panel title={title}>
      <Stack>
        <p className="prose">{children}</p>
        <DataTable
          caption={title}
          columns={[
            { key: 'name', label: '人员', nowrap: true },
            { key: 'no', label: '案件号', nowrap: true },
            { key: 'what', label: '事项' },
          ]}
          rows={rows.map((row) => ({
            id: row.id,
            ...(row.href && { href: row.href }),
            cells: { name: row.name, no: <span className="code">{row.caseNo}</span>, what: row.what },
          }))}
        />
      </Stack>
    </Panel>
  )
}
