import { ChecksField, CheckField, RadioField, SelectField, type Option, type SelectOption } from '~/ui/choices'
import { AreaField, DateField, TextField } from '~/ui/fields'
import { ActionForm, Row, type LastResult } from '~/ui/form'
import { PageHead, Panel } from '~/ui/page'
import { UploadField } from '~/ui/upload-field'
import { ACCEPTED } from '../attachments/types'

type VisitFormProps = {
  trail: { href?: string; label: string }[]
  person: string
  back: string
  token: string
  lastResult: LastResult
  types: SelectOption[]
  tags: Option[]
  today: string
  type?: string
  /** May photos be added? */
  photos?: boolean
}

/** Records one visit, call, talk or meeting, with photos where they help: what was done and what comes next. */
export function VisitForm({
  trail,
  person,
  back,
  token,
  lastResult,
  types,
  tags,
  today,
  type,
  photos = true,
}: VisitFormProps) {
  return (
    <>
      <PageHead trail={trail} title="登记走访或联系" sub={person} />
      <Panel label="登记走访或联系">
        <ActionForm
          token={token}
          lastResult={lastResult}
          defaults={{ type, onDay: today, reached: 'yes' }}
          encType="multipart/form-data"
          submitLabel="保存记录"
          cancelHref={back}
        >
          <Row>
            <SelectField name="type" label="方式" options={types} required />
            <DateField name="onDay" label="日期" max={today} required />
          </Row>
          <RadioField
            name="reached"
            label="是否见到或联系上本人"
            options={[
              { value: 'yes', label: '是' },
              { value: 'no', label: '否，记为一次尝试' },
            ]}
            inline
            required
          />
          <Row>
            <TextField name="place" label="地点" maxLength={100} />
            <TextField name="present" label="在场人员" hint="多人用顿号隔开" maxLength={200} />
          </Row>
          <ChecksField name="tags" label="服务内容" options={tags} inline />
          <AreaField
            name="note"
            label="情况记录"
            hint="写本人的需求、已办的事和下一步。不写信仰、观点和邻里议论。"
            maxLength={2000}
            rows={5}
            width="wide"
          />
          {lastResult?.error?.sure && <CheckField name="sure" label="已核对，没有信仰、观点一类内容，按原样保存" />}
          <DateField name="nextOn" label="约定下次日期" />
          {photos && (
            <UploadField
              name="photos"
              label="照片"
              accept={ACCEPTED.photos}
              camera
              hint="只拍住处、材料等与帮扶有关的内容，不拍无关的人。上传后自动缩小，并去掉拍摄地点。"
            />
          )}
        </ActionForm>
      </Panel>
    </>
  )
}
