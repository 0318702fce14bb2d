import { Paper } from '~/ui/print'
import { shownValue } from '../form'
import { halves, type Section } from '../halves'
import type { ReturnData } from '../read-return.server'

const LOCKED = ['submitted', 'replaced', 'returned']
const SEALED = ['signed', ...LOCKED]

/** The return on one A4 page, as it is signed and sent up; what is not yet sent up is marked as a draft. */
export function ReturnPaper({ data, printed }: { data: ReturnData; printed: string }) {
  const [left, right] = halves(data.lines)
  const { code } = data.state
  return (
    <Paper
      title={data.title}
      mark={LOCKED.includes(code) ? undefined : '草稿'}
      sub={
        <>
          <span>
            填报单位{SEALED.includes(code) ? '（盖章）' : ''}：{data.unit}
          </span>
          <span>{data.period.label}</span>
          <span>
            第 {data.version} 版（{data.state.label}）
          </span>
        </>
      }
      foot={
        <>
          <span>
            {printed}
            {data.sm3 && `　校验值 ${data.sm3.slice(0, 16)}`}
          </span>
          <span>口径第 {data.formVersion} 版</span>
        </>
      }
      backHref={`/reports/${data.id}`}
    >
      <div className="halves">
        {[left, right]
          .filter((half) => half.length > 0)
          .map((half) => (
            <HalfTable key={half[0]!.name} sections={half} caption={half.map(({ name }) => name).join('、')} />
          ))}
      </div>
      {data.note && <p className="flush">说明：{data.note}</p>}
      {data.missing && <p className="flush">{data.missing}</p>}
      <p className="signatures">
        <span>单位负责人：{data.names.signed ?? ''}</span>
        <span>审核人：{data.names.checked ?? ''}</span>
        <span>制表人：{data.names.prepared ?? ''}</span>
        <span>报出日期：{data.hands.submitted?.slice(0, 10) ?? ''}</span>
      </p>
    </Paper>
  )
}

function HalfTable({ sections, caption }: { sections: Section[]; caption: string }) {
  return (
    <table className="ruled">
      <caption className="hidden">{caption}</caption>
      <colgroup>
        {['18%', '60%', '22%'].map((width) => (
          <col key={width} width={width} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th scope="col">类别</th>
          <th scope="col">项目</th>
          <th scope="col">数量</th>
        </tr>
      </thead>
      {sections.map(({ name, lines }) => (
        <tbody key={name}>
          {lines.map((line, at) => (
            <tr key={line.code}>
              {at === 0 && (
                <th scope="rowgroup" rowSpan={lines.length}>
                  {name}
                </th>
              )}
              <td className={line.sub ? 'sub' : undefined}>{line.label}</td>
              <td className="n">{shownValue(line.counted, line.value)}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}
