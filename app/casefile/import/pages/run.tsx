import { AutoRefresh } from '~/ui/auto-refresh'
import { Progress } from '~/ui/facts'
import { HiddenField } from '~/ui/fields'
import { ActionForm, PostButton, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Confirm, Notice, PageHead, Panel, Stack, Tabs } from '~/ui/page'
import type { RunPage } from '../view-run.server'
import { MappingForm } from './mapping-form'
import { ImportRows } from './rows'

type Props = { page: RunPage; token: string; lastResult: LastResult }

/** One import: reading, the dry run to look through and mend, writing, what came of it. */
export function ImportRunPage({ page, token, lastResult }: Props) {
  const refusal = lastResult?.error?.['']?.join('；')
  const writable = page.open && page.toWrite.create + page.toWrite.vault > 0
  return (
    <>
      <PageHead
        title={page.state === 'written' ? '导入结果' : '试导入'}
        trail={[page.home, { href: page.importPath, label: '导入' }, { label: page.fileName }]}
        sub={`${page.fileName} · ${page.list}`}
        actions={
          writable &&
          !page.confirm && (
            <ButtonLink href={`${page.path}?confirm=1`}>导入 {page.toWrite.create + page.toWrite.vault} 人</ButtonLink>
          )
        }
      />
      <AutoRefresh active={page.busy} seconds={2} />
      <Stack>
        {refusal && <Notice tone="late">{refusal}</Notice>}
        {page.message && (
          <Notice
            tone="late"
            action={page.state === 'failed' && <ButtonLink href={page.importPath}>重新上传</ButtonLink>}
          >
            {page.message}
          </Notice>
        )}
        {page.busy && <Busy page={page} />}
        {page.state === 'discarded' && (
          <Notice action={<ButtonLink href={page.importPath}>另行上传</ButtonLink>}>
            这次导入已放弃，没有写入任何内容。
          </Notice>
        )}
        {page.confirm && page.open ? (
          <Sure page={page} token={token} lastResult={lastResult} />
        ) : (
          page.open && <Open page={page} token={token} lastResult={lastResult} />
        )}
      </Stack>
    </>
  )
}

function Busy({ page }: { page: RunPage }) {
  const writing = page.state === 'queued' || page.state === 'writing'
  const label =
    { waiting: '等待读取', queued: '等待写入' }[page.state as string] ??
    (writing ? '正在写入档案' : '正在读取并逐行核对')
  if (page.total === 0) {
    return (
      <Notice
        action={
          <ButtonLink href={page.path} quiet>
            刷新
          </ButtonLink>
        }
      >
        {label}，可以离开此页，稍后再来。
      </Notice>
    )
  }
  return (
    <Panel label="进度">
      <Progress label={label} done={page.done} total={page.total} refreshHref={page.path} doneText="马上就好。" />
    </Panel>
  )
}

/** Rows for the sealing custodian, as a number and nothing else. */
function apartText({ apart }: RunPage): string | undefined {
  const all = apart.now + apart.mend
  const parts = [
    all > 0 && `${all} 行交封存专管员${apart.mend ? `（其中 ${apart.mend} 行须先更正）` : ''}`,
    apart.before > 0 && `${apart.before} 行此前已交封存专管员`,
    apart.written > 0 && `${apart.written} 行已交封存专管员`,
  ].filter(Boolean)
  return parts.length ? `${parts.join('，')}。这些行不列出姓名。` : undefined
}

function Open({ page, token, lastResult }: Props) {
  const apart = apartText(page)
  const waiting = page.tabs.find(({ key }) => key === 'mend')?.count ?? 0
  return (
    <>
      {page.state === 'written' && (
        <Notice tone="done" action={<ButtonLink href={page.home.href}>查看{page.home.label}</ButtonLink>}>
          已导入，新建 {page.created} 份档案。{waiting > 0 && `还有 ${waiting} 行须更正，更正后可以接着导入。`}
        </Notice>
      )}
      {page.mended && (
        <Notice tone={page.mended.sound ? 'done' : 'due'}>
          {page.mended.at}
          {page.mended.sound ? '已更正。' : '仍有须更正的内容。'}
        </Notice>
      )}
      {apart && <Notice>{apart}</Notice>}
      {page.leftOut > 0 && (
        <p className="soft">另有 {page.leftOut} 行不是人员（合计、签名、空行、重复的表头），已略过。</p>
      )}
      {page.tables.map((table, index) => (
        <MappingForm
          key={index}
          table={table}
          index={index}
          several={page.tables.length > 1}
          columns={page.columns}
          token={token}
          lastResult={lastResult}
        />
      ))}
      <Tabs
        label="试导入结果"
        items={page.tabs
          .filter(({ key, count }) => count > 0 || key === page.tab || !['skip', 'written'].includes(key))
          .map(({ key, label, count }) => ({
            href: `${page.path}?tab=${key}`,
            label,
            count,
            current: key === page.tab,
          }))}
      />
      <ImportRows page={page} token={token} />
      <PostButton
        token={token}
        intent="discard"
        label={page.state === 'written' ? '结束，清除其余各行' : '放弃这次导入'}
        danger
      />
    </>
  )
}

function Sure({ page, token, lastResult }: Props) {
  const left = page.tabs.filter(({ key, count }) => ['there', 'other', 'mend', 'skip'].includes(key) && count > 0)
  return (
    <Confirm
      title={`确认导入 ${page.toWrite.create + page.toWrite.vault} 人`}
      consequences={[
        `新建 ${page.toWrite.create} 份档案`,
        ...(page.toWrite.vault ? [`${page.toWrite.vault} 行交封存专管员，本系统只建不含来源的帮扶服务`] : []),
        ...(left.length ? [`不写入：${left.map(({ label, count }) => `${label} ${count} 行`).join('，')}`] : []),
        '全部成功才写入；中途出错则一行都不写入',
      ]}
    >
      <ActionForm
        token={token}
        intent="write"
        lastResult={lastResult?.error?.[''] ? undefined : lastResult}
        submitLabel="导入"
        cancelHref={page.path}
        cancelLabel="返回试导入结果"
      >
        <HiddenField name="expect" value={page.toWrite.expect} />
      </ActionForm>
    </Confirm>
  )
}
