import { SelectField } from '~/ui/choices'
import { NumberField, TextField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { PageHead, Panel } from '~/ui/page'

type Props = {
  at: { code: string; name: string }
  type: 'region' | 'unit'
  /** The tier to be added: its name and how many digits its code adds. */
  below: { label: string; digits: number; isGrid: boolean } | null
  kinds: { value: string; label: string }[]
  token: string
  lastResult: LastResult
}

/** A new region below another, or a new unit in it. */
export function NewPlacePage({ at, type, below, kinds, token, lastResult }: Props) {
  const what = type === 'unit' ? '单位' : (below?.label.split('（')[0] ?? '区划')
  return (
    <>
      <PageHead
        title={`新增${what}`}
        trail={[
          { href: '/admin/organisation', label: '机构' },
          { href: `/admin/organisation?at=${at.code}`, label: at.name },
          { label: `新增${what}` },
        ]}
        sub={`在${at.name}（${at.code}）下`}
      />
      <Panel label={`新增${what}`}>
        <ActionForm
          token={token}
          intent={type}
          lastResult={lastResult}
          submitLabel={`新增${what}`}
          cancelHref={`/admin/organisation?at=${at.code}`}
        >
          {type === 'region' && below && (
            <TextField
              name="code"
              label="本级代码"
              required
              width="short"
              inputMode="numeric"
              maxLength={below.digits}
              hint={`${below.digits} 位数字，接在 ${at.code} 后面；按统计部门公布的代码填写`}
            />
          )}
          {type === 'unit' && <SelectField name="kind" label="单位种类" required options={kinds} />}
          <TextField name="name" label="名称" required maxLength={60} />
          {type === 'region' && !below?.isGrid && (
            <TextField
              name="shortName"
              label="简称"
              width="medium"
              maxLength={20}
              hint="名单里常用的叫法，用来认名称"
            />
          )}
          {type === 'region' && below?.isGrid && <NumberField name="households" label="户数" required unit="户" />}
          {type === 'unit' && <TextField name="phone" label="办公电话" type="tel" width="medium" maxLength={30} />}
        </ActionForm>
      </Panel>
    </>
  )
}
