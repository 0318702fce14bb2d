import { CheckField } from '~/ui/choices'
import { AreaField, TextField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { Confirm, PageHead } from '~/ui/page'

/** Emergency reading of one file in danger to life. */
export function BreakGlassPage({
  minutes,
  token,
  lastResult,
}: {
  minutes: number
  token: string
  lastResult: LastResult
}) {
  return (
    <>
      <PageHead title="紧急查看" sub="只用于有人正面临生命危险、又来不及按程序申请的时候。请先拨打 110 或 120。" />
      <Confirm
        title="请先确认"
        consequences={[
          `只打开这一份档案，${minutes} 分钟后自动收回。`,
          '系统立即告知档案承办单位负责人和您的单位负责人。',
          '次日由负责人复核理由是否成立；理由不成立的，按规定处理。',
          '须知道完整的案件号，不能按姓名查找。',
        ]}
      >
        <ActionForm token={token} lastResult={lastResult} submitLabel="紧急打开" cancelHref="/" danger>
          <TextField
            name="caseNo"
            label="案件号"
            required
            maxLength={40}
            width="medium"
            hint="例如 AZ-340705-2026-00044"
            spellCheck={false}
          />
          <AreaField
            name="reason"
            label="是什么危险"
            required
            maxLength={500}
            rows={3}
            hint="写明谁、什么危险、从哪里得知。不少于 10 个字"
          />
          <CheckField name="danger" label="情况危及生命，我对此负责" required />
        </ActionForm>
      </Confirm>
    </>
  )
}
