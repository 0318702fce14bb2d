import { errorText } from '~/access/pages/error-texts'
import { ErrorPage } from '~/ui/error-page'
import { Facts } from '~/ui/facts'
import { AreaField, TextField } from '~/ui/fields'
import { ActionForm, Row, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Notice, PageHead, Panel, Tag } from '~/ui/page'
import { NOT_POSTED } from '../../notices/notice-query'
import type { PublicNotice } from '../../notices/public-notices.server'
import { amountWords, periodWords, stages } from './words'

type Props = { notice: PublicNotice; token: string; lastResult: LastResult }

/** One notice, and the form by which anybody objects to it. */
export function NoticePage({ notice, token, lastResult }: Props) {
  return (
    <>
      <PageHead
        title={`${notice.type}${stages[notice.stage]}`}
        tag={<Tag tone={notice.stage === 'decided' ? 'done' : 'plain'}>公示期内</Tag>}
        trail={[{ href: '/notices', label: '社会救助公示' }, { label: notice.no }]}
        sub={`公示号 ${notice.no}`}
      />
      <Panel label="公示内容">
        <Facts
          rows={[
            { label: '户主', value: notice.head },
            { label: '村（社区）', value: notice.village },
            { label: '救助种类', value: notice.type },
            { label: '人数', value: `${notice.persons} 人` },
            { label: notice.stage === 'decided' ? '金额' : '拟给金额', value: amountWords(notice) },
            { label: '公示期', value: periodWords(notice) },
            { label: '受理窗口', value: [notice.window, notice.phone].filter(Boolean).join(' ') },
          ]}
        />
      </Panel>
      <Panel title="提出异议" id="object">
        <p className="prose">
          认为不符合救助条件、金额不对或者有隐瞒的，可以在公示期内提出。您的姓名和电话只给办理的工作人员，不会告诉被反映的家庭。
          {notice.phone && `也可以直接打电话到${notice.window}：${notice.phone}。`}
        </p>
        <ActionForm id="objection" token={token} lastResult={lastResult} submitLabel="提交异议">
          <Row>
            <TextField name="signer" label="您的姓名" maxLength={50} autoComplete="name" required />
            <TextField
              name="phone"
              label="联系电话"
              type="tel"
              hint="手机，或带区号的座机；答复时联系您"
              maxLength={30}
              autoComplete="tel"
              required
            />
          </Row>
          <AreaField
            name="claim"
            label="反映的内容"
            hint="写清楚您知道的事实，例如时间、地点、谁可以证明"
            maxLength={1000}
            rows={6}
            required
          />
          <div className="hidden" aria-hidden="true">
            <label htmlFor="objection-website">网址（不要填写）</label>
            <input id="objection-website" name="website" tabIndex={-1} autoComplete="off" defaultValue="" />
          </div>
        </ActionForm>
      </Panel>
    </>
  )
}

/** The notice came down while the form was filled: what was typed is still there, with what may be done instead. */
export function EndedNoticePage({ lastResult }: { lastResult: NonNullable<LastResult> }) {
  const claim = lastResult.initialValue?.claim
  return (
    <>
      <PageHead title="没有提交" trail={[{ href: '/notices', label: '社会救助公示' }, { label: '提出异议' }]} />
      <Notice tone="late" title="公示已经结束">
        {lastResult.error?.['']?.join(' ') ?? NOT_POSTED}
      </Notice>
      {typeof claim === 'string' && claim !== '' && (
        <Panel title="您写的内容">
          <p className="prose">{claim}</p>
        </Panel>
      )}
      <ButtonLink href="/notices" quiet>
        回到公示页
      </ButtonLink>
    </>
  )
}

/** The same page for a notice that has ended, was taken down or never was. */
export const NoNoticePage = () => <ErrorPage status={404} {...errorText(404, NOT_POSTED)} />
