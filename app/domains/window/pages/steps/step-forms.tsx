/** Each step and its form. A test holds the two together. */
import type { ComponentType } from 'react'
import { ChecksField, RadioField, SelectField, type SelectOption } from '~/ui/choices'
import { AreaField, DateField, NumberField, TextField } from '~/ui/fields'
import { Fieldset, Row } from '~/ui/form'
import { ListField } from '~/ui/list-field'
import { hardships, householdNeeds, matterOptions, optionsOf, satisfactions, urgencies } from '../../terms'

export type StepFormProps = { today: string; units: SelectOption[] }
type StepForm = ComponentType<StepFormProps>

const RouteForm: StepForm = ({ units }) => (
  <>
    <SelectField name="mainUnit" label="主办单位" hint="按分派表带出，可以改" options={units} required />
    <Row>
      {[0, 1, 2].map((n) => (
        <SelectField key={n} name={`coUnits[${n}]`} label={`协办单位 ${n + 1}`} options={units} />
      ))}
    </Row>
    <AreaField name="note" label="分派说明" hint="承办单位会看到" maxLength={300} rows={2} />
  </>
)

const RerouteForm: StepForm = (props) => (
  <>
    <AreaField name="reason" label="改派的理由" maxLength={300} rows={3} required />
    <RouteForm {...props} />
  </>
)

const AnswerForm: StepForm = () => (
  <AreaField
    name="reply"
    label="答复内容"
    hint="写给申请人看：办成了什么，或者为什么办不了、还可以找谁"
    maxLength={2000}
    rows={6}
    required
  />
)

const SupplementForm: StepForm = () => (
  <ListField
    name="items"
    label="缺少的材料"
    hint="一次列全。部门之间能核查的不要申请人提供。"
    rowLabel="材料 {n}"
    spare={2}
    max={20}
    required
  >
    {({ name }) => (
      <Row>
        <TextField name={name('what')} label="材料名称" maxLength={100} required />
        <TextField name={name('why')} label="用途或者要求" maxLength={200} />
      </Row>
    )}
  </ListField>
)

const DayForm: StepForm = ({ today }) => (
  <>
    <DateField name="onDay" label="日期" max={today} required />
    <AreaField name="note" label="说明" maxLength={300} rows={2} />
  </>
)

const MatterForm: StepForm = () => (
  <>
    <SelectField name="matter" label="事项" options={matterOptions} required />
    <RadioField name="urgency" label="紧急程度" options={optionsOf(urgencies)} inline required />
  </>
)

const ToldForm: StepForm = ({ today }) => (
  <>
    <RadioField
      name="accepted"
      label="是否受理"
      options={[
        { value: 'yes', label: '受理' },
        { value: 'no', label: '不予受理，已说明理由和应去的机关' },
      ]}
      required
    />
    <DateField name="onDay" label="告知日期" max={today} required />
    <AreaField name="note" label="说明" maxLength={300} rows={2} />
  </>
)

const CloseForm: StepForm = () => (
  <>
    <RadioField name="satisfaction" label="申请人是否满意" options={optionsOf(satisfactions)} required />
    <AreaField name="note" label="申请人的意见" maxLength={300} rows={3} />
  </>
)

const ReopenForm: StepForm = ({ today }) => (
  <>
    <DateField name="onDay" label="申请人提出的日期" max={today} required />
    <AreaField name="reason" label="申请人的理由" maxLength={300} rows={3} required />
  </>
)

const PaperFields = ({ legend }: { legend: string }) => (
  <Fieldset legend={legend} hint="原件自行保管，这里登记名称、日期和存放处。">
    <Row>
      <TextField name="paper.title" label="材料名称" maxLength={100} required />
      <DateField name="paper.onDay" label="材料日期" required />
      <TextField name="paper.keptAt" label="原件存放处" maxLength={100} required />
    </Row>
  </Fieldset>
)

const DiedForm: StepForm = ({ today }) => (
  <>
    <DateField name="diedOn" label="死亡日期" max={today} required />
    <PaperFields legend="死亡证明" />
    <AreaField name="note" label="说明" maxLength={500} rows={2} />
  </>
)
const MovedAwayForm: StepForm = ({ today }) => (
  <>
    <Row>
      <DateField name="movedOn" label="迁出日期" max={today} required />
      <TextField name="to" label="迁往" maxLength={100} required />
    </Row>
    <PaperFields legend="迁出材料" />
    <AreaField name="note" label="说明" maxLength={500} rows={2} />
  </>
)
const ErrorForm: StepForm = () => (
  <>
    <AreaField name="reason" label="为什么是误开" maxLength={500} rows={3} required />
    <TextField name="told" label="告知了谁" maxLength={200} />
  </>
)
const WithdrawnForm: StepForm = ({ today }) => (
  <>
    <DateField name="onDay" label="提出的日期" max={today} required />
    <AreaField name="reason" label="原因" maxLength={500} rows={2} />
  </>
)

const HouseholdForm: StepForm = () => <HouseholdFields />
export function HouseholdFields() {
  return (
    <>
      <NumberField name="membersCount" label="家庭人口" unit="人" maxLength={2} required />
      <ChecksField name="hardship" label="困难类型" hint="没有困难的不选" options={optionsOf(hardships)} inline />
      <ChecksField name="needs" label="需要的服务" options={optionsOf(householdNeeds)} inline />
    </>
  )
}
const EndForm: StepForm = ({ today }) => (
  <>
    <DateField name="onDay" label="日期" max={today} required />
    <TextField name="reason" label="原因" hint="例如 与另一户合并" maxLength={200} required />
  </>
)

const spineForms = { died: DiedForm, moved_away: MovedAwayForm, opened_in_error: ErrorForm, withdrawn: WithdrawnForm }

export const stepForms: Record<'intake' | 'household', Record<string, StepForm>> = {
  intake: {
    ...spineForms,
    route: RouteForm,
    reroute: RerouteForm,
    answer: AnswerForm,
    ask_supplement: SupplementForm,
    supplemented: DayForm,
    close_unsupplied: AnswerForm,
    change_matter: MatterForm,
    tell_petitioner: ToldForm,
    close: CloseForm,
    reopen: ReopenForm,
  },
  household: { ...spineForms, change: HouseholdForm, end: EndForm },
}
