import type { Reading } from '~/access/who-opened.server'
import { formatInstant } from '~/lib/dates'
import { ButtonLink } from '~/ui/link'
import { Count, Empty, PageHead } from '~/ui/page'
import { DataTable } from '~/ui/table'

type Props = {
  caseNo: string
  /** What the auditor knows the file by. */
  fileToken: string
  readings: Reading[]
  base: string
  place: { label: string; path: string }
  accessHref?: string
}

/** "Who opened this file". */
export function ReadersPage({ caseNo, fileToken, readings, base, place, accessHref }: Props) {
  return (
    <>
      <PageHead
        title="谁看过此档案"
        sub={`${caseNo} · 最近 ${readings.length} 条。同一人十分钟内反复查看同样内容合并为一条。`}
        trail={[{ href: place.path, label: place.label }, { href: base, label: caseNo }, { label: '谁看过此档案' }]}
        actions={
          accessHref && (
            <ButtonLink href={accessHref} quiet>
              查看权限
            </ButtonLink>
          )
        }
      />
      <Count>
        共 <b>{readings.length}</b> 条
      </Count>
      <DataTable
        caption="查看记录"
        columns={[
          { key: 'at', label: '时间', nowrap: true },
          { key: 'who', label: '人员' },
          { key: 'what', label: '做了什么' },
          { key: 'fields', label: '内容' },
          { key: 'purpose', label: '事由' },
          { key: 'count', label: '次数', num: true },
        ]}
        rows={readings.map((row, at) => ({
          id: `${at}`,
          tone: row.what === '紧急查看' ? 'late' : undefined,
          cells: {
            at: formatInstant(row.at),
            who: (
              <>
                {row.who} <small className="soft">{row.post}</small>
              </>
            ),
            what: row.what,
            fields: row.fields || undefined,
            purpose: row.purpose || undefined,
            count: row.count,
          },
        }))}
        empty={<Empty>还没有查看记录。</Empty>}
      />
      <p className="soft">
        本人要书面清单的，请把档案代码 <span className="code">{fileToken}</span>{' '}
        告诉审计管理员，由其打印；不要告诉案件号或姓名。
      </p>
    </>
  )
}
