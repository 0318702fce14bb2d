import type { ComponentType } from 'react'
import { PaperFields } from '~/casefile/ui/paper-fields'
import { StepFrame } from '~/casefile/ui/step-frame'
import { CheckField, ChecksField, RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField, HiddenField, NumberField, TextField } from '~/ui/fields'
import { Row, type LastResult } from '~/ui/form'
import { optionsOf } from '~/ui/terms'
import { topics } from '../terms'
import type { ServiceStepData } from '../views/appointment.server'

type Form = ComponentType<{ data: ServiceStepData }>
const hours = [1, 2, 3, 4].map((n) => ({ value: String(n), label: `${n} 课时` }))

const ReasonForm: Form = () => <AreaField name="reason" label="原因" maxLength={200} rows={3} required />

const AppointForm: Form = ({ data }) => (
  <Row>
    <DateField name="fromOn" label="聘期开始" required />
    <DateField name="untilOn" label="聘期届满" hint={`一个任期最长 ${data.years} 年`} required />
  </Row>
)

const PostField = ({ data, required }: { data: ServiceStepData; required?: boolean }) => (
  <SelectField
    name="postId"
    label="他（她）的账号"
    hint={data.posts.length ? '选了才能看到本校、记录法治课' : '本县还没有同名的法治副校长账号，请先由系统管理员开通'}
    options={data.posts}
    required={required}
  />
)

const BeginForm: Form = ({ data }) => (
  <>
    <Row>
      <DateField name="onDay" label="到任日期" max={data.today} required />
      <NumberField name="trainingHours" label="岗前培训" unit="学时" maxLength={3} required />
    </Row>
    <PostField data={data} />
  </>
)

const LessonFields: Form = ({ data }) => (
  <>
    <Row>
      <DateField name="onDay" label="日期" required />
      <TextField name="className" label="班级" hint="例如 七年级2班、全校" maxLength={30} required />
    </Row>
    <SelectField name="topic" label="主题" options={optionsOf(topics)} required />
    <RadioField name="hours" label="课时" options={hours} inline required />
    {data.lesson && <HiddenField name="lessonId" value={String(data.defaults.lessonId)} />}
  </>
)

const HoldForm: Form = ({ data }) => (
  <>
    <LessonFields data={data} />
    <TextField
      name="headCount"
      label="到课人数"
      hint="只记人数，不记名字"
      width="short"
      inputMode="numeric"
      maxLength={4}
      required
    />
    {data.materials.length > 0 && <ChecksField name="materials" label="用了资料库里的什么" options={data.materials} />}
  </>
)

const DropForm: Form = ({ data }) => (
  <>
    {data.lesson && (
      <p>
        作废：<b>{data.lesson}</b>
      </p>
    )}
    <HiddenField name="lessonId" value={data.lesson ? String(data.defaults.lessonId) : ''} />
    <TextField name="reason" label="原因" maxLength={100} required />
  </>
)

const RenewForm: Form = ({ data }) => (
  <>
    <DateField name="untilOn" label="新任期届满" hint={`一个任期最长 ${data.years} 年`} required />
    <PaperFields legend="派出单位同意续聘的函" title="同意续聘的函" required />
  </>
)

const UnableForm: Form = ({ data }) => (
  <>
    <DateField name="onDay" label="从哪天起不能履职" max={data.today} required />
    <AreaField name="reason" label="原因" hint="例如 调离、退休、长期出差" maxLength={200} rows={2} required />
  </>
)

export const serviceForms: Record<string, Form> = {
  appoint: AppointForm,
  refuse: ReasonForm,
  begin: BeginForm,
  name_post: ({ data }) => <PostField data={data} required />,
  plan_lesson: LessonFields,
  hold_lesson: HoldForm,
  drop_lesson: DropForm,
  renew: RenewForm,
  unable: UnableForm,
  replaced: () => <CheckField name="checked" label="新的法治副校长已经聘任并到任" required />,
  opened_in_error: ReasonForm,
}

/** One step of a service; a lesson takes a minute on a phone. */
export function ServiceStepPage({ data, lastResult }: { data: ServiceStepData; lastResult: LastResult }) {
  const Form = serviceForms[data.step]!
  return (
    <StepFrame data={data} lastResult={lastResult} labels={{ lessonId: '哪节课' }}>
      <Form data={data} />
    </StepFrame>
  )
}
