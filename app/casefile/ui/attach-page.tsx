import { ActionForm, Row, type LastResult } from '~/ui/form'
import { DateField, HiddenField, TextField } from '~/ui/fields'
import { PageHead, Panel } from '~/ui/page'
import { UploadField } from '~/ui/upload-field'
import { ACCEPTED } from '../attachments/types'

export type AttachPageProps = {
  trail: { href?: string; label: string }[]
  person: string
  back: string
  token: string
  today: string
  /** What the files are added to; null: a paper that is registered now. */
  to: { value: string; label: string; photos: boolean } | null
  /** Megabytes of one file, files of one sending. */
  limits: { mb: number; batch: number }
  lastResult: LastResult
}

/** Registers a paper with its scans, or adds files to a paper or visit. */
export function AttachPage({ trail, person, back, token, today, to, limits, lastResult }: AttachPageProps) {
  const title = to ? (to.photos ? '添加照片' : '添加扫描件') : '登记材料'
  return (
    <>
      <PageHead trail={[...trail, { label: title }]} title={title} sub={to ? `${person} · ${to.label}` : person} />
      <Panel label={title}>
        <ActionForm
          token={token}
          lastResult={lastResult}
          defaults={{ onDay: today }}
          encType="multipart/form-data"
          submitLabel={to ? '上传' : '保存材料'}
          cancelHref={back}
        >
          {to ? (
            <HiddenField name="to" value={to.value} />
          ) : (
            <>
              <TextField
                name="title"
                label="材料名称"
                hint="例如 释放证明书、租房合同"
                maxLength={100}
                width="wide"
                required
              />
              <Row>
                <DateField name="onDay" label="材料日期" max={today} required />
                <TextField
                  name="keptAt"
                  label="原件存放处"
                  hint="例如 司法所档案柜 3 号、本人保管"
                  maxLength={100}
                  required
                />
              </Row>
            </>
          )}
          <UploadField
            name="files"
            label={to?.photos ? '照片' : '扫描件'}
            accept={to?.photos ? ACCEPTED.photos : ACCEPTED.all}
            camera
            required={to !== null}
            hint={`${to?.photos ? '图片' : '图片、PDF、Word、Excel'}，每个最大 ${limits.mb} MB，一次最多 ${limits.batch} 个、共 25 MB。图片会自动缩小并去掉拍摄地点。`}
          />
        </ActionForm>
      </Panel>
    </>
  )
}
