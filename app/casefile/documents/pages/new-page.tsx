import { TextField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Notice, PageHead, Panel } from '~/ui/page'
import type { NewDocumentData } from '../views/new-document.server'
import { DocumentReveal } from './reveal'
import { Sheet } from './sheet'

/** The draft of a document, filled from the file, and the button that issues it as it stands. */
export function NewDocumentPage({ data, lastResult }: { data: NewDocumentData; lastResult: LastResult }) {
  const { base, backHref, title, label, why, approval, approved, standing } = data
  return (
    <>
      <PageHead trail={data.trail} title={`制发《${title}》`} sub={label ?? data.source} />
      {why ? (
        <Notice tone="due" title={`还不能制发《${title}》`} action={<BackLink href={backHref} />}>
          {why}
        </Notice>
      ) : (
        <IssuePanel data={data} lastResult={lastResult} />
      )}
      {approved && !standing && <Notice tone="done">{approved}。</Notice>}
      {approval && !why && !standing && (
        <Notice>{`提交后由${approval}批准；批准时编号、用印，之前打印的都带“草稿”字样。`}</Notice>
      )}
      {base && (
        <DocumentReveal base={base} back={data.here} token={data.token} secrets={data.secrets} shown={data.shown} />
      )}
      <Sheet {...data.sheet} />
    </>
  )
}

const BackLink = ({ href }: { href: string }) => (
  <ButtonLink href={href} quiet>
    返回文书
  </ButtonLink>
)

function IssuePanel({ data, lastResult }: { data: NewDocumentData; lastResult: LastResult }) {
  const { backHref, standing, approval, title } = data
  if (standing && !standing.mayReplace) {
    return (
      <Notice
        tone="due"
        title={
          standing.draft ? `《${title}》已经提交，正在等待批准` : `已有一份有效的《${title}》${standing.number ?? ''}`
        }
        action={
          <ButtonLink href={standing.href} quiet>
            查看
          </ButtonLink>
        }
      >
        {standing.draft ? '内容有变动的，先撤回再重新提交。' : '要重新制发的，请批准的岗位先作废原件。'}
      </Notice>
    )
  }
  return (
    <Panel title={standing ? `更换《${title}》${standing.number ?? ''}` : '核对草稿'} tone="next">
      <p>制发后不能修改，只能作废重发。内容有误的，先到档案里更正。</p>
      <ActionForm
        token={data.token}
        lastResult={lastResult}
        submitLabel={approval ? '提交批准' : standing ? '作废原件并制发' : '制发'}
        cancelHref={backHref}
      >
        <input type="hidden" name="code" value={data.code} />
        <input type="hidden" name="about" value={data.about} />
        <input type="hidden" name="seen" value={data.seen} />
        {standing && (
          <>
            <input type="hidden" name="replaces" value={standing.id} />
            <TextField name="reason" label="更换的原因" maxLength={200} width="wide" required />
          </>
        )}
      </ActionForm>
    </Panel>
  )
}
