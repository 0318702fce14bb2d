import { ActionForm, type LastResult } from '~/ui/form'
import { RadioField } from '~/ui/choices'
import { FileField, HiddenField } from '~/ui/fields'
import { PageHead, Panel, Stack, Tag, type Tone } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { UploadPage } from '../view-uploads.server'

const tones: Partial<Record<UploadPage['runs'][number]['state'], Tone>> = {
  ready: 'due',
  written: 'done',
  failed: 'late',
}

type Props = { page: UploadPage; token: string; lastResult: LastResult }

/** Where a list is handed in; below, what was handed in before. */
export function ImportUpload({ page, token, lastResult }: Props) {
  const only = page.variants.length === 1 ? page.variants[0] : undefined
  return (
    <>
      <PageHead
        title="导入名单"
        trail={[page.home, { label: '导入' }]}
        sub="先试导入，逐行看结果；确认以后才写入档案。"
      />
      <Stack>
        <Panel title={only ? only.label : '选择名单'}>
          <ActionForm
            token={token}
            lastResult={lastResult}
            encType="multipart/form-data"
            submitLabel="上传并试导入"
            cancelHref={page.home.href}
          >
            {only ? (
              <HiddenField name="variant" value={only.value} />
            ) : (
              <RadioField name="variant" label="导入什么" options={page.variants} required />
            )}
            <FileField
              name="file"
              label="文件"
              accept=".xlsx,.csv"
              required
              hint="Excel（.xlsx）或 CSV 文件，最大 20 MB、20,000 行。旧版 .xls 请先另存为 .xlsx。不必改动表头，列名由系统识别。"
            />
          </ActionForm>
        </Panel>
        <DataTable
          caption="最近的导入"
          showCaption
          columns={[
            { key: 'file', label: '文件' },
            { key: 'list', label: '名单' },
            { key: 'at', label: '上传时间', nowrap: true },
            { key: 'state', label: '情况', nowrap: true },
            { key: 'created', label: '导入人数', num: true },
          ]}
          rows={page.runs.map((run) => ({
            id: run.id,
            href: run.href,
            cells: {
              file: run.fileName,
              list: run.list,
              at: run.at,
              state: <Tag tone={tones[run.state] ?? 'plain'}>{run.stateLabel}</Tag>,
              created: run.state === 'written' ? run.created : '—',
            },
          }))}
          empty="还没有导入过。导入明细保留七天。"
        />
      </Stack>
    </>
  )
}
