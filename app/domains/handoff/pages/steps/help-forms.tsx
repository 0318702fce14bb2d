import { CheckField, RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField, TextField } from '~/ui/fields'
import { Fieldset, Row } from '~/ui/form'
import { ListField } from '~/ui/list-field'
import { optionsOf } from '~/ui/terms'
import { sexes } from '~/people/person-terms'
import { askers, declineWays, memberKinds, supportLevels } from '../../terms'
import { PaperFields } from '~/casefile/ui/paper-fields'
import { PlacementFields } from './placement-forms'
import type { StepFormProps } from './step-form'

/** 帮教小组 and 三包责任. */
function GroupFields({ about }: StepFormProps) {
  return (
    <>
      <ListField
        name="group"
        label="帮教小组"
        hint={`至少三人，要有司法所和村（社区）人员${about.sex === 'F' ? '，并至少一名女性' : ''}。`}
        rowLabel="第 {n} 人"
        spare={3}
        max={12}
        required
      >
        {(row) => (
          <Row>
            <TextField name={row.name('name')} label="姓名" maxLength={50} required />
            <SelectField name={row.name('kind')} label="来自" options={optionsOf(memberKinds)} required />
            <SelectField name={row.name('sex')} label="性别" options={optionsOf(sexes)} required />
          </Row>
        )}
      </ListField>
      <Fieldset legend="三包责任人">
        <Row>
          <TextField name="guidanceOwner" label="包教育引导" maxLength={50} required />
          <TextField name="contactOwner" label="包联系走访" maxLength={50} required />
          <TextField name="supportOwner" label="包困难帮扶" maxLength={50} required />
        </Row>
      </Fieldset>
    </>
  )
}

function PairFields({ options, today }: StepFormProps) {
  return (
    <Row>
      <SelectField
        name="pairHelperPostId"
        label="结对帮扶人"
        hint="只能看到姓名、联系方式和商定的帮扶内容。"
        options={options.helpers}
        required
      />
      <DateField name="pairDeclaredOn" label="保密承诺签字日期" max={today} required />
    </Row>
  )
}

/** 开始帮教: group, three duties, level, pair helper, agreement, plan and placement. */
export function StartHelpForm(props: StepFormProps) {
  return (
    <>
      <GroupFields {...props} />
      <Fieldset legend="帮扶等级" hint="按需要的多少评定，不评危险程度。">
        <RadioField name="supportLevel" label="等级" options={optionsOf(supportLevels)} inline required />
        <AreaField name="levelReason" label="评定理由" maxLength={300} rows={2} width="wide" required />
      </Fieldset>
      <Fieldset legend="结对帮扶">
        <PairFields {...props} />
      </Fieldset>
      <Fieldset legend="帮教协议和帮扶方案">
        <DateField name="agreementOn" label="签订日期" max={props.today} required />
        <AreaField
          name="plan"
          label="帮扶方案"
          hint="商定的帮扶内容，结对帮扶人也能看到；不写原案情况。"
          maxLength={2000}
          rows={5}
          width="wide"
          required
        />
      </Fieldset>
      <PaperFields name="agreement" legend="协议书" title="安置帮教协议书" required />
      <Fieldset legend="安置情况">
        <PlacementFields today={props.today} />
      </Fieldset>
    </>
  )
}

export function ChangeGroupForm(props: StepFormProps) {
  return (
    <>
      <GroupFields {...props} />
      <AreaField name="reason" label="调整原因" maxLength={300} width="wide" required />
    </>
  )
}

export function ChangePairHelperForm(props: StepFormProps) {
  return (
    <>
      <PairFields {...props} />
      <RadioField
        name="askedBy"
        label="谁提出"
        hint="本人可以要求换人，不用说明理由。"
        options={optionsOf(askers)}
        required
      />
      <AreaField name="reason" label="说明" maxLength={300} width="wide" />
    </>
  )
}

/** 谢绝帮教: no consequence, and the door stays open. */
export function DeclineForm({ today }: StepFormProps) {
  return (
    <>
      <RadioField name="way" label="方式" options={optionsOf(declineWays)} required />
      <DateField name="declinedOn" label="日期" max={today} required />
      <Row>
        <TextField name="witness1" label="见证人一" maxLength={50} />
        <TextField name="witness2" label="见证人二" maxLength={50} />
      </Row>
      <CheckField
        name="leaflet"
        label="已把权利告知书交给本人"
        hint="谢绝帮教不影响任何救助和社保，随时可以回来。"
        required
      />
      <PaperFields legend="签字材料" title="谢绝帮教确认书" />
      <AreaField name="note" label="说明" maxLength={500} width="wide" />
    </>
  )
}
