import { HiddenField, AreaField } from '~/ui/fields'
import { Facts } from '~/ui/facts'
import { ActionForm, type LastResult } from '~/ui/form'
import { A, ButtonLink } from '~/ui/link'
import { Actions, Chips, Cols, Notice, PageHead, Panel, SubHead, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import { shownValue } from '../form'
import type { ReturnData } from '../read-return.server'

type Props = { data: ReturnData; token: string; done: string | null; lastResult: LastResult }

/** One return: what is next, whether it adds up, and every number with what stands behind it. */
export function ReturnPage({ data, token, done, lastResult }: Props) {
  const base = `/reports/${data.id}`
  return (
    <>
      <PageHead
        trail={[
          { href: `/reports?period=${data.period.code}`, label: '报表' },
          { label: `${data.period.label} ${data.unit}` },
        ]}
        title={`${data.period.label}${data.title}`}
        tag={<Tag tone={data.state.tone}>{data.state.label}</Tag>}
        sub={`${data.unit} · 第 ${data.version} 版 · 取数 ${data.hands.filledAt}`}
        actions={
          <>
            <ButtonLink href={`${base}/print`} quiet>
              打印
            </ButtonLink>
            {data.exportHref && (
              <ButtonLink href={data.exportHref} quiet>
                导出
              </ButtonLink>
            )}
          </>
        }
      />
      {done && <Notice tone="done">已办理：{done}。</Notice>}
      <Told data={data} />
      <Cols
        main={<Sections data={data} base={base} />}
        side={
          <>
            <Next data={data} token={token} lastResult={lastResult} />
            <Panel title="校验">
              <Facts
                rows={data.checks.map(({ label, holds, words }) => ({
                  label,
                  value: (
                    <>
                      {words} <Tag tone={holds ? 'done' : 'late'}>{holds ? '平' : '不平'}</Tag>
                    </>
                  ),
                }))}
              />
            </Panel>
            <Panel title="经手">
              <Facts
                rows={[
                  { label: '制表', value: data.hands.prepared ?? '系统取数' },
                  { label: '审核', value: data.hands.checked },
                  { label: '签发', value: data.hands.signed },
                  { label: '上报', value: data.hands.submitted },
                  { label: '说明', value: data.note },
                  data.missing !== null && { label: '缺报说明', value: data.missing },
                ]}
              />
            </Panel>
            {data.versions.length > 1 && (
              <Chips
                label="各版本"
                items={data.versions.map((one) => ({
                  label: `第 ${one.version} 版`,
                  ...(!one.current && { href: `/reports/${one.id}` }),
                }))}
              />
            )}
          </>
        }
      />
    </>
  )
}

function Told({ data }: { data: ReturnData }) {
  return (
    <>
      {data.back && (
        <Notice tone="late" title={`${data.back.unit} ${data.back.by} 退回，${data.back.at}`}>
          {data.back.reason}
        </Notice>
      )}
      {!data.sound && (
        <Notice tone="late" title="内容与上报时的校验值不符">
          这份报表在系统外被改动过，请立即联系审计管理员。
        </Notice>
      )}
      {data.stale && <Notice tone="due">取数以后又有下级单位上报或更正，请重新取数。</Notice>}
      {data.changedBelow && <Notice tone="due">下级单位在本报表上报以后作了更正。请发起“更正”，按新数字重报。</Notice>}
      {data.missingNow.length > 0 && (
        <Notice tone="due" title={`还有 ${data.missingNow.length} 个下级单位没有上报`}>
          {data.missingNow.join('、')}
        </Notice>
      )}
    </>
  )
}

function Next({ data, token, lastResult }: Omit<Props, 'done'>) {
  const sent = lastResult?.initialValue?._intent
  const hidden = (
    <>
      <HiddenField name="state" value={data.state.code} />
    </>
  )
  return (
    <Panel title="下一步">
      {data.wait && <p className="soft">{data.wait}</p>}
      {!data.may.length && !data.wait && !data.maySendBack && <p className="soft">没有要您办的。</p>}
      {data.may.map(({ act, label }) => (
        <ActionForm
          key={act}
          id={`act-${act}`}
          token={token}
          version={data.version}
          intent={act}
          lastResult={sent === act ? lastResult : undefined}
          submitLabel={label}
          danger={act === 'rework'}
          defaults={{ note: data.note ?? '' }}
        >
          {hidden}
          {act === 'refill' && (
            <AreaField
              name="note"
              label="说明"
              hint="数字有特殊情况的在这里写明，随报表上报。"
              maxLength={500}
              rows={2}
            />
          )}
          {act === 'submit' && data.missingNow.length > 0 && (
            <AreaField name="missing" label="缺报原因" maxLength={300} rows={2} required />
          )}
        </ActionForm>
      ))}
      {data.maySendBack && (
        <ActionForm
          id="act-send_back"
          token={token}
          version={data.version}
          intent="send_back"
          lastResult={sent === 'send_back' ? lastResult : undefined}
          submitLabel="退回下级"
          danger
        >
          {hidden}
          <AreaField name="reason" label="退回原因" maxLength={300} rows={2} required />
        </ActionForm>
      )}
    </Panel>
  )
}

function Sections({ data, base }: { data: ReturnData; base: string }) {
  const sections = [...new Set(data.lines.map(({ section }) => section))]
  return (
    <>
      {sections.map((section) => (
        <section key={section} aria-label={section}>
          <SubHead>{section}</SubHead>
          <DataTable
            caption={section}
            columns={[
              { key: 'label', label: '项目' },
              { key: 'value', label: '数量', num: true, nowrap: true },
            ]}
            rows={data.lines
              .filter((line) => line.section === section)
              .map((line) => ({
                id: line.code,
                cells: {
                  label: line.sub ? <span className="soft">　{line.label}</span> : line.label,
                  value:
                    line.value > 0 && line.opens ? (
                      <A
                        href={`${base}/lines/${line.code}`}
                        label={`${line.label} ${shownValue(line.counted, line.value)}，看明细`}
                      >
                        {shownValue(line.counted, line.value)}
                      </A>
                    ) : (
                      shownValue(line.counted, line.value)
                    ),
                },
              }))}
          />
        </section>
      ))}
      {data.sources.length > 0 && (
        <Panel title="由下列单位的报表汇总">
          <Actions>
            <Chips
              label="来源"
              items={data.sources.map(({ id, name, version }) => ({
                label: `${name} 第 ${version} 版`,
                href: `/reports/${id}`,
              }))}
            />
          </Actions>
        </Panel>
      )}
    </>
  )
}
