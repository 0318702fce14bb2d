import { Empty, Notice, PageHead, Panel } from '~/ui/page'
import type { CheckAnswer } from '../check.server'

type Props = {
  /** Absent: nothing was asked yet. */
  answer?: CheckAnswer
  /** Where the form asks. */
  action: string
  /** What else is checked here. */
  hint: string
}

/** Valid, or not valid: one text for a withdrawn document, an unknown code and a misspelt one. */
export function CheckPage({ answer, action, hint }: Props) {
  return (
    <>
      <PageHead title="文书核验" sub={hint} />
      {answer === 'valid' && (
        <Notice tone="done" title="有效">
          这个校验码对应一份有效的文书。请同时核对纸质件上的文号、日期和印章。
        </Notice>
      )}
      {answer === 'invalid' && (
        <Notice tone="late" title="无效">
          没有这个校验码，或者对应的文书已经作废。请核对校验码；仍然无效的，请向出具文书的单位查询。
        </Notice>
      )}
      {answer === 'too_many' && (
        <Notice tone="due" title="查验太频繁">
          请十分钟后再试。
        </Notice>
      )}
      <Panel label="输入校验码">
        <form method="get" action={action} className="filters" role="search" aria-label="文书核验">
          <div className="wide">
            <label htmlFor="code">校验码</label>
            <input id="code" name="code" autoComplete="off" spellCheck={false} maxLength={40} required />
          </div>
          <div className="actions">
            <button type="submit">核验</button>
          </div>
        </form>
        {!answer && (
          <Empty>校验码印在文书末尾，共 16 位，例如 7K3F-92QD-M4XA-0B8C。这里只答有效或无效，不显示文书内容。</Empty>
        )}
      </Panel>
    </>
  )
}
