import { LogAlarm } from '~/audit/pages/log-status'
import { A } from '~/ui/link'
import { Empty, PageHead, Panel, Stack, Tag } from '~/ui/page'
import { SimpleTable } from '~/ui/table'

type Line = { href: string; label: string; hint: string; n: number | null }
type Props = { title: string; sub: string; lines: Line[]; logBroken: boolean }

/** The first page of an administrator: what waits, then the other places. */
export function AdminHomePage({ title, sub, lines, logBroken }: Props) {
  const waiting = lines.filter((line) => (line.n ?? 0) > 0)
  const other = lines.filter((line) => !line.n)
  return (
    <>
      <PageHead title={title} sub={sub} />
      {logBroken && <LogAlarm />}
      <Stack>
        <Panel title="等您办理">
          {waiting.length === 0 ? (
            <Empty title="没有等您办理的事项">有新的会列在这里。</Empty>
          ) : (
            <SimpleTable
              caption="等您办理"
              head={['事项', '数量', '说明']}
              num={[1]}
              rows={waiting.map((line) => [
                <A key="a" href={line.href}>
                  {line.label}
                </A>,
                <Tag key="n" tone="due">
                  {line.n}
                </Tag>,
                <span key="h" className="soft">
                  {line.hint}
                </span>,
              ])}
            />
          )}
        </Panel>
        {other.length > 0 && (
          <Panel title="其他">
            <SimpleTable
              caption="其他"
              head={['事项', '说明']}
              rows={other.map((line) => [
                <A key="a" href={line.href}>
                  {line.label}
                </A>,
                <span key="h" className="soft">
                  {line.hint}
                </span>,
              ])}
            />
          </Panel>
        )}
      </Stack>
    </>
  )
}
