import type { ReactNode } from 'react'
import { SimpleTable } from '~/ui/table'
import { Options, type SelectOption } from '~/ui/choices'
import { AreaField, TextField } from '~/ui/fields'
import { Facts } from '~/ui/facts'
import { ActionForm, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Notice, PageHead, Panel, Stack } from '~/ui/page'
import { formatDay } from '~/lib/dates'

type CorrectionFormProps = {
  trail: { href?: string; label: string }[]
  person: string
  back: string
  /** This page's own address, without a query. */
  self: string
  token: string
  version: number
  lastResult: LastResult
  fields: SelectOption[]
  chosen: { field: string; label: string; old: ReactNode; moves: { label: string; now: string }[] } | null
  done: { label: string; moved: { label: string; from: string; to: string }[] } | null
  /** The field for the new value. */
  children?: ReactNode
}

/** Corrects one field: which, the old value beside the new, why, and on what paper; then the days that moved. */
export function CorrectionForm(props: CorrectionFormProps) {
  const { trail, person, back, self, chosen, fields, done } = props
  return (
    <>
      <PageHead trail={trail} title="更正" sub={person} />
      {done && <Moved {...done} back={back} />}
      <form method="get" action={self} className="filters panel">
        <div className="wide">
          <label htmlFor="field">更正哪一项</label>
          <select id="field" name="field" defaultValue={chosen?.field ?? ''} key={chosen?.field}>
            <option value="">请选择</option>
            <Options options={fields} />
          </select>
        </div>
        <div className="actions">
          <button type="submit" className={chosen ? 'button quiet' : 'button'}>
            选定
          </button>
          {!chosen && (
            <ButtonLink href={back} quiet>
              返回档案
            </ButtonLink>
          )}
        </div>
      </form>
      {chosen && (
        <Panel title={`更正：${chosen.label}`}>
          <Stack>
            <Facts
              rows={[
                { label: '现在登记的', value: chosen.old },
                chosen.moves.length > 0 && {
                  label: '会重新计算',
                  value: chosen.moves.map((one) => `${one.label}（现为 ${one.now}）`).join('、'),
                },
              ]}
            />
            <ActionForm
              token={props.token}
              version={props.version}
              lastResult={props.lastResult}
              defaults={{ field: chosen.field }}
              labels={{ value: '更正为' }}
              submitLabel="保存更正"
              cancelHref={back}
            >
              <input type="hidden" name="field" value={chosen.field} />
              {props.children}
              <AreaField name="reason" label="更正原因" maxLength={300} rows={2} width="wide" required />
              <TextField
                name="paper"
                label="依据的材料"
                hint="材料名称、日期和存放处"
                maxLength={200}
                width="wide"
                required
              />
            </ActionForm>
            <p className="soft">原来的内容和更正原因会留在时间线里，不会被覆盖。</p>
          </Stack>
        </Panel>
      )}
    </>
  )
}

function Moved({
  label,
  moved,
  back,
}: {
  label: string
  moved: { label: string; from: string; to: string }[]
  back: string
}) {
  return (
    <Notice
      tone="done"
      title={`已更正：${label}`}
      action={
        <ButtonLink href={back} quiet>
          返回档案
        </ButtonLink>
      }
    >
      {moved.length === 0 ? (
        '没有期限随之变动。'
      ) : (
        <SimpleTable
          caption="变动的期限"
          head={['事项', '原来', '现在']}
          rows={moved.map((one) => [one.label, formatDay(one.from), formatDay(one.to)])}
        />
      )}
    </Notice>
  )
}
