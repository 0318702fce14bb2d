import { ActionForm, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Confirm, Empty, PageHead, Panel } from '~/ui/page'

type UndoPageProps = {
  trail: { href?: string; label: string }[]
  person: string
  back: string
  token: string
  version: number
  lastResult: LastResult
  label?: string
  why?: string
}

/** Takes the last step back, or says why that cannot be. */
export function UndoPage({ trail, person, back, token, version, lastResult, label, why }: UndoPageProps) {
  return (
    <>
      <PageHead trail={trail} title="撤销上一步" sub={person} />
      {label ? (
        <Confirm
          title={`撤销“${label}”`}
          consequences={[
            '档案回到这一步之前的状态和内容',
            '这一步办结的事项重新打开，新产生的事项取消',
            '时间线会留下“撤销”记录',
          ]}
        >
          <ActionForm
            token={token}
            version={version}
            lastResult={lastResult}
            submitLabel="确认撤销"
            danger
            cancelHref={back}
          />
        </Confirm>
      ) : (
        <Panel label="撤销上一步">
          <Empty title="现在不能撤销" action={<ButtonLink href={back}>返回档案</ButtonLink>}>
            {why}
          </Empty>
        </Panel>
      )}
    </>
  )
}
