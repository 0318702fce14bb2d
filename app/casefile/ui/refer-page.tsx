import { CheckField, Options, SelectField } from '~/ui/choices'
import { AreaField, TextField } from '~/ui/fields'
import { ActionForm, Fieldset, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Notice, PageHead, Panel } from '~/ui/page'
import type { ReferData } from '../referrals/read-refer.server'

const long = ['need', 'wish', 'skill', 'household']

/** 转介: to which office, with whose consent, and exactly what is sent. */
export function ReferPage({ data, lastResult }: { data: ReferData; lastResult: LastResult }) {
  const { chosen, back } = data
  return (
    <>
      <PageHead trail={data.trail} title="转介" sub={data.person} />
      <form method="get" action={`${back}/refer`} className="filters panel">
        <div className="wide">
          <label htmlFor="type">转介什么</label>
          <select id="type" name="type" defaultValue={chosen?.type ?? ''} key={chosen?.type}>
            <option value="">请选择</option>
            <Options options={data.types} />
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
      {chosen && <ReferForm data={data} chosen={chosen} lastResult={lastResult} />}
    </>
  )
}

function ReferForm({
  data,
  chosen,
  lastResult,
}: {
  data: ReferData
  chosen: NonNullable<ReferData['chosen']>
  lastResult: LastResult
}) {
  const { back, consents, units } = data
  if (chosen.consent && consents.length === 0) {
    return (
      <Notice tone="due" title="要先有本人同意" action={<ButtonLink href={`${back}/consents`}>登记同意</ButtonLink>}>
        转介“{chosen.label}”须本人（或监护人）书面同意。登记后回到这里继续。
      </Notice>
    )
  }
  if (units.length === 0) return <Notice tone="due">本市没有可以接收“{chosen.label}”的单位，请联系系统管理员。</Notice>
  return (
    <Panel title={`转介：${chosen.label}`}>
      <ActionForm
        token={data.token}
        lastResult={lastResult}
        defaults={data.defaults}
        submitLabel="发出转介"
        cancelHref={back}
      >
        <input type="hidden" name="type" value={chosen.type} />
        <SelectField name="toKey" label="接收单位" options={units} required />
        {chosen.consent && <SelectField name="consentId" label="依据的同意书" options={consents} required />}
        <Fieldset legend="会发给对方的内容" hint={`只发下面这些，可以删减。不会发送住址，也不要写${chosen.unsaid}。`}>
          {chosen.fields.map((field) =>
            long.includes(field.name) ? (
              <AreaField
                key={field.name}
                name={field.name}
                label={field.label}
                rows={2}
                maxLength={300}
                width="wide"
                required={field.name === 'need'}
              />
            ) : (
              <TextField
                key={field.name}
                name={field.name}
                label={field.label}
                maxLength={300}
                required={field.name === 'name'}
              />
            ),
          )}
        </Fieldset>
        <CheckField name="checked" label={`已核对，内容里没有${chosen.unsaid}`} required />
      </ActionForm>
    </Panel>
  )
}
