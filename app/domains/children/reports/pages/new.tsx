import { ChecksField, RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField, TextField } from '~/ui/fields'
import { ActionForm, Fieldset, type LastResult } from '~/ui/form'
import { A } from '~/ui/link'
import { Notice, PageHead, Panel } from '~/ui/page'
import { UploadField } from '~/ui/upload-field'
import { ACCEPTED } from '~/casefile/attachments/types'
import type { NewReportData } from '../new-report.server'
import { situations } from '../situations'

type Props = { data: NewReportData; token: string; lastResult: LastResult }

const choices = Object.entries(situations).map(([value, { label, hint }]) => ({ value, label, ...(hint && { hint }) }))

/** 强制报告: done on a phone in two minutes; the telephone first. */
export function NewReportPage({ data, token, lastResult }: Props) {
  return (
    <>
      <PageHead trail={[{ href: '/children/reports', label: '强制报告' }, { label: '报告' }]} title="强制报告" />
      <Notice tone="late" title="孩子正有危险，先打 110">
        <A href="tel:110">拨打 110</A>。这里的报告不代替报警，报警以后再填。
      </Notice>
      <Notice>
        不用任何人批准，提交后立即送到县民政局、教育局和检察院。报告人信息只有接收单位能看到，本单位和被报告的单位都看不到。
      </Notice>
      <Panel label="强制报告">
        <ActionForm
          token={token}
          lastResult={lastResult}
          defaults={{ county: data.county, onDay: data.today, file: data.file }}
          labels={{ situation: '哪种情形', child: '哪个孩子', facts: '发生了什么', onDay: '哪天发现' }}
          encType="multipart/form-data"
          submitLabel="提交报告"
          cancelHref="/children/reports"
        >
          <RadioField name="situation" label="哪种情形" options={choices} required />
          <Fieldset legend="说清楚">
            <TextField
              name="child"
              label="哪个孩子"
              hint="姓名、年龄、班级；不知道姓名的，写特征或者在哪里能找到"
              maxLength={200}
              width="wide"
              required
            />
            <AreaField
              name="facts"
              label="发生了什么"
              hint="看到的、听孩子说的，照实写；不用判断，不用取证"
              maxLength={4000}
              rows={5}
              width="wide"
              required
            />
            <DateField name="onDay" label="哪天发现" max={data.today} required />
            <TextField name="place" label="在哪里" maxLength={200} width="wide" />
            <SelectField name="county" label="孩子所在县（区）" options={data.counties} required />
          </Fieldset>
          <UploadField
            name="files"
            label="照片或者材料"
            accept={ACCEPTED.all}
            camera
            hint={`有就附上，没有不用等。图片、PDF、Word、Excel，每个最大 ${data.limits.mb} MB，最多 ${data.limits.batch} 个、共 25 MB。只有接收单位和您自己看得到；图片会去掉拍摄地点。`}
          />
          <Fieldset legend="涉及哪个单位" hint="勾选的单位收不到这份报告，由上一级的同一部门接收。没有的不勾。">
            <ChecksField name="named" label="涉及的单位" options={data.units} />
            <TextField
              name="namedOther"
              label="其他单位或者人员"
              hint="例如 某校某老师、某村某干部"
              maxLength={200}
              width="wide"
            />
          </Fieldset>
          <TextField
            name="phone"
            label="怎么联系您"
            hint="只有接收单位能看到"
            type="tel"
            maxLength={30}
            autoComplete="tel"
          />
          <input type="hidden" name="file" value={data.file} />
        </ActionForm>
      </Panel>
    </>
  )
}
