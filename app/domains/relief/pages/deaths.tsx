import { AutoRefresh } from '~/ui/auto-refresh'
import { Why } from '~/ui/facts'
import { FileField, TextField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { Cols, Notice, PageHead, Panel, Tag } from '~/ui/page'
import { DataTable, SimpleTable } from '~/ui/table'
import type { DeathLists } from '../deaths/lists.server'

type Props = { data: DeathLists; token: string; lastResult: LastResult }

/** 死亡名单: handed in by the county's checker; what came of each list, and never who stood in it. */
export function DeathListsPage({ data, token, lastResult }: Props) {
  return (
    <>
      <PageHead
        trail={[{ href: '/relief', label: '救助补助' }, { label: '死亡名单' }]}
        title="死亡名单"
        sub={`${data.unit} · 定期导入公安、卫健、殡葬等部门提供的名单，发放前自动比对`}
      />
      <AutoRefresh active={data.reading} />
      <Cols
        main={
          <>
            <Panel title="导入名单">
              <ActionForm
                token={token}
                lastResult={lastResult}
                encType="multipart/form-data"
                submitLabel="上传并登记"
                cancelHref="/relief"
              >
                <TextField
                  name="source"
                  label="名单来源"
                  hint="提供名单的部门和期次，如“县公安局 2026 年 11 月”"
                  maxLength={50}
                  required
                />
                <FileField
                  name="file"
                  label="文件"
                  accept=".xlsx,.csv"
                  required
                  hint="Excel（.xlsx）或 CSV，须有“姓名”“身份证号”“死亡日期”三列。以前误报的，日期写“健在”。"
                />
              </ActionForm>
            </Panel>
            <DataTable
              caption="导入过的名单"
              showCaption
              columns={[
                { key: 'source', label: '来源' },
                { key: 'file', label: '文件' },
                { key: 'at', label: '上传', nowrap: true },
                { key: 'state', label: '情况' },
                { key: 'rows', label: '人数', num: true },
              ]}
              rows={data.lists.map((one, at) => ({
                id: one.id,
                cells: {
                  source: one.source,
                  file: one.fileName,
                  at: `${one.by} ${one.at}`,
                  state: (
                    <>
                      <Tag tone={one.state.tone}>{one.state.label}</Tag> {one.message}
                      {one.faults.length > 0 && (
                        <Why summary="哪些行须更正" open={at === 0}>
                          <SimpleTable
                            caption={`${one.fileName} 中须更正的行`}
                            head={['文件行', '问题']}
                            num={[0]}
                            rows={one.faults.map((fault) => [fault.row, fault.text])}
                          />
                        </Why>
                      )}
                    </>
                  ),
                  rows: one.rows || '—',
                },
              }))}
              empty="还没有导入过名单。"
            />
          </>
        }
        side={
          <Notice title="登记以后">
            <p>
              名单里本县的救助对象，还没有发的暂缓发放，由乡镇窗口核实；已经发出的按规定追回。系统不告诉名单里谁有救助档案。
            </p>
            <p>
              名单文件读完即删。姓名、死亡日期和证件号码的密文摘要留存 {data.kept}{' '}
              年，任何岗位都看不到；以后有人以这个身份申请救助，由受理窗口先核实。
            </p>
          </Notice>
        }
      />
    </>
  )
}
