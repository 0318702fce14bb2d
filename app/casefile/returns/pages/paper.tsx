import { Paper } from '~/ui/print'
import type { ReturnData } from '../read-return.server'

/** The return on paper, as it is signed and sent up; a draft says that it is one. */
export function ReturnPaper({ data, printed }: { data: ReturnData; printed: string }) {
  const locked = ['submitted', 'replaced', 'returned'].includes(data.state.code)
  const sections = [...new Set(data.lines.map(({ section }) => section))]
  return (
    <Paper
      title={data.title}
      number={`${data.month.label}${locked ? '' : '（草稿）'}`}
      sub={
        <>
          <span>填报单位：{data.unit}</span>
          <span>
            第 {data.version} 版 · 口径第 {data.formVersion} 版 · 状态：{data.state.label}
          </span>
        </>
      }
      foot={
        <>
          <span>{printed}</span>
          {data.sm3 && <span>校验值 {data.sm3.slice(0, 16)}</span>}
        </>
      }
      backHref={`/reports/${data.id}`}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">类别</th>
            <th scope="col">项目</th>
            <th scope="col">数量</th>
          </tr>
        </thead>
        {sections.map((section) => {
          const lines = data.lines.filter((line) => line.section === section)
          return (
            <tbody key={section}>
              {lines.map((line, at) => (
                <tr key={line.code}>
                  {at === 0 && (
                    <th scope="rowgroup" rowSpan={lines.length}>
                      {section}
                    </th>
                  )}
                  <td>{line.sub ? `　${line.label}` : line.label}</td>
                  <td>
                    {line.value} {line.counted}
                  </td>
                </tr>
              ))}
            </tbody>
          )
        })}
      </table>
      {data.note && <p>说明：{data.note}</p>}
      {data.missing && <p>{data.missing}</p>}
      <p className="signatures">
        <span>制表人：{data.names.prepared ?? ''}</span>
        <span>审核人：{data.names.checked ?? ''}</span>
        <span>单位负责人：{data.names.signed ?? ''}</span>
      </p>
    </Paper>
  )
}
