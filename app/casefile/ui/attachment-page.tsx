import { AreaField } from '~/ui/fields'
import { Facts, Why } from '~/ui/facts'
import { ActionForm, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Cols, Notice, PageHead, Panel } from '~/ui/page'
import type { AttachmentPageData } from '../attachments/view-attachment.server'

/** One attachment: shown where it may be shown, given as a download, taken away with a reason. */
export function AttachmentPage({ data, lastResult }: { data: AttachmentPageData; lastResult: LastResult }) {
  const file = `${data.href}/file`
  return (
    <>
      <PageHead
        trail={[...data.trail, { label: '附件' }]}
        title={data.name}
        sub={`${data.of} · ${data.typeLabel} ${data.size}`}
        actions={
          <>
            {!data.problem && (
              <ButtonLink href={`${file}?download`} external>
                下载
              </ButtonLink>
            )}
            <ButtonLink href={data.back} quiet>
              返回
            </ButtonLink>
          </>
        }
      />
      {data.problem ? (
        <Notice tone="late" title="这个附件不能打开">
          {data.problem}
        </Notice>
      ) : (
        <Cols main={<Preview data={data} file={file} />} side={<About data={data} />} />
      )}
      {data.mayRemove && <Remove data={data} lastResult={lastResult} />}
    </>
  )
}

function Preview({ data, file }: { data: AttachmentPageData; file: string }) {
  if (data.show === 'picture')
    return (
      <Panel label="内容">
        <img className="preview" src={file} alt={data.name} />
      </Panel>
    )
  if (data.show === 'pdf')
    return (
      <Panel label="内容">
        {/* No sandbox attribute: Chrome's viewer refuses to start in one. The answer itself is sandboxed by its policy. */}
        <iframe className="preview" src={`${file}#view=FitH&navpanes=0`} title={data.name} />
        <p className="soft">手机上看不到内容时，请点“下载”。</p>
      </Panel>
    )
  return (
    <Panel label="内容">
      <p>
        {data.guarded
          ? '这个 PDF 带有程序、表单或其他文件，或者加了密码，不在浏览器里打开。请核实来源后再下载。'
          : `${data.typeLabel} 文件不在浏览器里打开，请下载后查看。`}
      </p>
    </Panel>
  )
}

function About({ data }: { data: AttachmentPageData }) {
  return (
    <Panel title="关于这个附件">
      <Facts
        rows={[
          { label: '属于', value: data.of },
          { label: '添加', value: data.by },
          { label: '大小', value: data.size },
        ]}
      />
      <Why summary="校验值">
        SM3 <span className="sum">{data.sm3}</span>，打开时已核对，与添加时一致。每次查看和下载都会记录。
      </Why>
    </Panel>
  )
}

function Remove({ data, lastResult }: { data: AttachmentPageData; lastResult: LastResult }) {
  return (
    <Panel title="删除这个附件" tone="danger">
      <p>删除后立即不能查看，内容保留一段时间后销毁；谁在何时因何删除会留在时间线里。</p>
      <ActionForm token={data.token} lastResult={lastResult} submitLabel="删除附件" danger>
        <AreaField
          name="why"
          label="删除理由"
          hint="例如 传错了人、拍糊了重拍"
          maxLength={200}
          rows={2}
          width="wide"
          required
        />
      </ActionForm>
    </Panel>
  )
}
