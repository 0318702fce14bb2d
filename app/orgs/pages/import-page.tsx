import { FileField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { PageHead, Panel, Stack, Tag, type Tone } from '~/ui/page'
import { DataTable } from '~/ui/table'

type Run = {
  id: string
  fileName: string
  state: string
  label: string
  total: number
  created: number
  createdAt: string
}
type Props = { runs: Run[]; token: string; lastResult: LastResult }
const tones: Record<string, Tone> = { ready: 'due', written: 'done', failed: 'late' }

/** Where a list of regions, units and grids is handed in; below, what was handed in before. */
export function ImportPage({ runs, token, lastResult }: Props) {
  return (
    <>
      <PageHead
        title="导入机构"
        trail={[{ href: '/admin/organisation', label: '机构' }, { label: '导入' }]}
        sub="先试导入，逐行看结果；确认以后一次写入，有一行须更正就一行都不写。已有的代码不会重复建立。"
        actions={
          <a className="button quiet" href="/admin/organisation/template" download>
            下载模板
          </a>
        }
      />
      <Stack>
        <Panel title="选择名单">
          <ActionForm
            token={token}
            lastResult={lastResult}
            encType="multipart/form-data"
            submitLabel="上传并试导入"
            cancelHref="/admin/organisation"
          >
            <FileField
              name="file"
              label="文件"
              accept=".xlsx,.csv"
              required
              hint="区划、单位和网格放在一张表里，由代码分清；最大 4 MB、20,000 行。"
            />
          </ActionForm>
        </Panel>
        <DataTable
          caption="最近的导入"
          showCaption
          columns={[
            { key: 'file', label: '文件' },
            { key: 'at', label: '上传时间', nowrap: true },
            { key: 'total', label: '行数', num: true },
            { key: 'created', label: '新增', num: true },
            { key: 'state', label: '情况', nowrap: true },
          ]}
          rows={runs.map((run) => ({
            id: run.id,
            href: `/admin/organisation/import/${run.id}`,
            cells: {
              file: run.fileName,
              at: run.createdAt,
              total: run.total,
              created: run.created,
              state: <Tag tone={tones[run.state] ?? 'plain'}>{run.label}</Tag>,
            },
          }))}
          empty="还没有导入过。"
        />
      </Stack>
      <p>
        <ButtonLink href="/admin/organisation" quiet>
          返回机构
        </ButtonLink>
      </p>
    </>
  )
}
