/** What every form of an application for relief has: its frame, the near relatives, the account. */
import type { ReactNode } from 'react'
import { PersonFields } from '~/people/pages/person-fields'
import { SelectField } from '~/ui/choices'
import { TextField } from '~/ui/fields'
import { ActionForm, Fieldset, Row, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Notice, PageHead, Panel, Tabs } from '~/ui/page'
import { optionsOf } from '~/ui/terms'
import { kinRelations, payeeRelations } from '../terms'
import type { NewFormData } from '../views/new.server'

type FrameProps = {
  data: NewFormData
  lastResult: LastResult
  title: string
  /** Who applies here, and what is asked. */
  about: string
  /** What the field `need` is called here. */
  need: string
  submitLabel?: string
  hujiRequired?: boolean
  children: ReactNode
}

export function ApplicationFrame({
  data,
  lastResult,
  title,
  about,
  need,
  submitLabel = '受理',
  hujiRequired,
  children,
}: FrameProps) {
  const { kind, kinds } = data
  return (
    <>
      <PageHead
        trail={[{ href: `/relief?kind=${kind}`, label: '救助补助' }, { label: title }]}
        title={title}
        sub={data.unit}
        actions={
          <ButtonLink href="/people/check" quiet>
            先查重
          </ButtonLink>
        }
      />
      {kinds.length > 1 && (
        <Tabs
          label="申请哪一种"
          items={kinds.map((one) => ({
            href: `/relief/new?kind=${one.name}`,
            label: one.label,
            current: one.name === kind,
          }))}
        />
      )}
      <Notice>{about}</Notice>
      <Panel label={title}>
        <ActionForm
          key={kind}
          token={data.token}
          lastResult={lastResult}
          defaults={data.defaults}
          labels={{ ...labels, need }}
          submitLabel={submitLabel}
          cancelHref="/relief"
        >
          <PersonFields regions={data.regions} today={data.today} hujiRequired={hujiRequired} />
          {children}
        </ActionForm>
      </Panel>
    </>
  )
}

/** 近亲属回避. */
export function KinFields({ staff, hint }: { staff: NewFormData['staff']; hint: string }) {
  return (
    <Fieldset legend="近亲属回避" hint={hint}>
      <Row>
        <SelectField name="kinPostId" label="哪位工作人员" options={staff} />
        <SelectField name="kinRelation" label="与申请人是" options={optionsOf(kinRelations)} />
      </Row>
    </Fieldset>
  )
}

/** 收款账户. */
export function AccountFields() {
  return (
    <Fieldset legend="收款账户" hint="暂时没有的可以以后登记，不影响受理。">
      <Row>
        <SelectField name="payeeRelation" label="收款人是" options={optionsOf(payeeRelations)} required />
        <TextField name="payeeName" label="户名" maxLength={50} />
        <TextField name="payeeAccount" label="账号" inputMode="numeric" maxLength={30} />
        <TextField name="payeeBank" label="开户行" maxLength={50} />
      </Row>
    </Fieldset>
  )
}

/** Of all these forms, for the list of what must be mended. */
const labels: Record<string, string> = {
  name: '姓名',
  idType: '证件类型',
  idNo: '证件号码',
  noIdReason: '没有证件的原因',
  sex: '性别',
  birthOn: '出生日期',
  hujiCode: '户籍地',
  residenceCode: '居住地',
  phone: '本人电话',
  contactPhone: '家属电话',
  villageCode: '村（社区）',
  appliedOn: '申请日期',
  cause: '困难事由',
  category: '困难类别',
  stage: '就读阶段',
  trade: '工种',
  members: '家庭成员',
  ownIncome: '申请人月收入',
  agentPaper: '授权材料',
  kinPostId: '哪位工作人员',
  payeeName: '户名',
  payeeAccount: '账号',
}
