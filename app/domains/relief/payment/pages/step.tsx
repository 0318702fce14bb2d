import type { ReactNode } from 'react'
import { StepFrame } from '~/casefile/ui/step-frame'
import { CheckField } from '~/ui/choices'
import { AreaField, DateField, FileField, TextField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { Cols, Notice, PageHead, Panel } from '~/ui/page'
import type { PaymentStepData } from '../views/step.server'

const LineNo = () => (
  <TextField name="no" label="序号" hint="批次明细里的序号" width="short" inputMode="numeric" required />
)
const forms: Record<string, (data: PaymentStepData) => ReactNode> = {
  send: ({ about }) => (
    <>
      <p>
        共 <b className="num">{about.lines}</b> 笔，合计 <b className="num">{about.total}</b>{' '}
        元。送出后名单和金额不再变动。
      </p>
      <CheckField name="checked" label="已逐笔核对明细" required />
    </>
  ),
  take_out: () => (
    <>
      <LineNo />
      <TextField name="reason" label="为什么退出" maxLength={100} required />
    </>
  ),
  cancel: () => <AreaField name="reason" label="为什么作废" maxLength={200} rows={3} required />,
  note_return: ({ today }) => (
    <>
      <LineNo />
      <TextField name="reason" label="银行说明的原因" maxLength={100} required />
      <DateField name="onDay" label="退回日期" max={today} required />
    </>
  ),
  close: () => <p>核对成功、失败、退回的笔数与银行一致后办结。</p>,
}

/** One step of one batch. */
export function PaymentStepPage({ data, lastResult }: { data: PaymentStepData; lastResult: LastResult }) {
  return (
    <StepFrame data={data} lastResult={lastResult}>
      {forms[data.step]?.(data)}
    </StepFrame>
  )
}

/** 上传银行回盘: the file, and the day the bank's results are of. */
export function ResultPage({ data, lastResult }: { data: PaymentStepData; lastResult: LastResult }) {
  return (
    <>
      <PageHead trail={data.trail} title={data.outlook.label} sub={data.person} />
      <Cols
        main={
          <Panel label={data.outlook.label}>
            <ActionForm
              token={data.token}
              lastResult={lastResult}
              defaults={data.defaults}
              encType="multipart/form-data"
              submitLabel="上传并核对"
              cancelHref={data.back}
            >
              <FileField
                name="file"
                label="回盘文件"
                accept=".xlsx,.csv,.txt"
                required
                hint="银行原文件即可；须有“明细编号”“金额”“结果”三列，失败和退回的写明原因。"
              />
              <DateField name="onDay" label="银行处理日期" max={data.today} required />
            </ActionForm>
          </Panel>
        }
        side={
          <Notice title="怎样核对">
            送出的 {data.about.lines}{' '}
            笔必须每笔都有、只有一次，金额和账号与送出的一致。有一处对不上，整份不采用，并逐行列出；已有的内容不受影响。
          </Notice>
        }
      />
    </>
  )
}
