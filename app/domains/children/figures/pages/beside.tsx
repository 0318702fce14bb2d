import { A } from '~/ui/link'
import { DataTable } from '~/ui/table'
import type { BesideTable } from '../beside.server'

/** Figures beside those of the register, each with what it means and the way to its page. */
export function Beside({ tables }: { tables: BesideTable[] }) {
  return (
    <>
      {tables.map(({ title, rows }) => (
        <DataTable
          key={title}
          caption={title}
          showCaption
          columns={[
            { key: 'label', label: '指标', nowrap: true },
            { key: 'value', label: '数值', nowrap: true },
            { key: 'words', label: '口径' },
          ]}
          rows={rows.map(({ code, label, value, words, href }) => ({
            id: code,
            cells: {
              label: href ? <A href={href}>{label}</A> : label,
              value: <b>{value}</b>,
              words: <span className="soft">{words}</span>,
            },
          }))}
        />
      ))}
    </>
  )
}

/** The same on paper. */
export function BesidePrint({ tables }: { tables: BesideTable[] }) {
  return (
    <>
      {tables.map(({ title, rows }) => (
        <section key={title}>
          <h2>{title}</h2>
          <table>
            <thead>
              <tr>
                {['指标', '数值', '口径'].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ code, label, value, words }) => (
                <tr key={code}>
                  <th scope="row">{label}</th>
                  <td>{value}</td>
                  <td>{words}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </>
  )
}
