import { Options } from '~/ui/choices'
import { Duties, Duty, Why } from '~/ui/facts'
import { PostButton } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import type { Colleague } from '../../assign.server'
import type { DeskRow } from '../row'

type Assign = { token: string; colleagues: Colleague[]; me: string }

/** Rows of the desk: by when, about whom, what, why then, and the button that does it. */
export function DeskRows({ label, rows, assign }: { label: string; rows: DeskRow[]; assign?: Assign }) {
  return (
    <Duties label={label}>
      {rows.map((row) => (
        <Duty
          key={row.id}
          when={row.when}
          href={row.href}
          title={row.name}
          sub={row.title}
          code={row.code}
          why={row.why}
          action={
            row.assign && assign ? (
              <AssignForms row={row.assign} name={row.name} {...assign} />
            ) : (
              row.action && <ButtonLink href={row.action.href}>{row.action.label}</ButtonLink>
            )
          }
        />
      ))}
    </Duties>
  )
}

/** Take it over with one click, or give it to a colleague. */
function AssignForms({
  row,
  name,
  token,
  colleagues,
  me,
}: Assign & { row: NonNullable<DeskRow['assign']>; name: string }) {
  const fields = { case: row.caseId, kind: row.kind, from: row.from }
  const id = `to-${row.caseId}`
  return (
    <>
      <PostButton
        action="/?index"
        token={token}
        intent="assign"
        label="接手"
        quiet={false}
        fields={{ ...fields, to: me }}
      />
      {colleagues.length > 0 && (
        <Why summary="交给同事">
          <form method="post" action="/?index" className="filters">
            <input type="hidden" name="_token" value={token} />
            <input type="hidden" name="_intent" value="assign" />
            {Object.entries(fields).map(([field, value]) => (
              <input key={field} type="hidden" name={field} value={value} />
            ))}
            <div>
              <label htmlFor={id}>
                <span className="hidden">{name}</span>交给
              </label>
              <select id={id} name="to" required defaultValue="">
                <option value="">请选择</option>
                <Options
                  options={colleagues.map((one) => ({ value: one.id, label: `${one.name}（${one.roleLabel}）` }))}
                />
              </select>
            </div>
            <div className="actions">
              <button type="submit" className="button quiet">
                交给
              </button>
            </div>
          </form>
        </Why>
      )}
    </>
  )
}
