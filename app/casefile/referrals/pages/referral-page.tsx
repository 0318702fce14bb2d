import { SelectField } from '~/ui/choices'
import { AreaField, DateField } from '~/ui/fields'
import { Facts, Why } from '~/ui/facts'
import { ActionForm, PostButton, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Actions, Cols, Notice, PageHead, Panel, Tag } from '~/ui/page'
import type { ReferralPageData } from '../referral.view.server'

type Props = { referral: ReferralPageData; token: string; done?: string; lastResult?: LastResult; sentIntent?: string }

/** One referral: what was sent, by when to answer and why, and what this side may do. */
export function ReferralPage(props: Props) {
  const { referral, done } = props
  return (
    <>
      <PageHead
        trail={[{ href: '/referrals', label: '转介' }, { label: referral.no }]}
        title={`${referral.subject} · ${referral.title}`}
        tag={<Tag tone={referral.state.tone}>{referral.state.label}</Tag>}
        sub={referral.route}
        actions={
          referral.file && (
            <ButtonLink href={referral.file.href} quiet>
              {`打开档案 ${referral.file.caseNo}`}
            </ButtonLink>
          )
        }
      />
      {done && <Notice tone="done">{done}</Notice>}
      {referral.waiting && <Notice>{referral.waiting}</Notice>}
      {referral.note && <Notice>{referral.note}</Notice>}
      <Cols main={<Main {...props} />} side={<Side referral={referral} />} />
    </>
  )
}

function Side({ referral }: { referral: ReferralPageData }) {
  return (
    <Panel title="办理情况">
      <Facts rows={referral.facts.map((fact) => fact.value !== '' && fact)} />
      {referral.why && <Why>{referral.why}</Why>}
    </Panel>
  )
}

function Main(props: Props) {
  const { referral } = props
  const { preview, sent, answer } = referral
  return (
    <>
      {answer && <Panel title={answer.label}>{answer.text}</Panel>}
      {preview && (
        <Panel title="转来的档案（转出时的内容）">
          <Facts rows={preview.facts} />
        </Panel>
      )}
      {sent.length > 0 && (
        <Panel title="发送的内容">
          <Facts rows={sent} />
          <p className="soft">只发送办理这件事需要的内容，不含来源和经历。</p>
        </Panel>
      )}
      <ReceiverForms {...props} />
      <SenderForms {...props} />
    </>
  )
}

/** The answer to the last sending belongs to the form that was sent. */
const own = ({ lastResult, sentIntent }: Props, intent: string) => (sentIntent === intent ? lastResult : undefined)

function ReceiverForms(props: Props) {
  const { referral, token } = props
  const { may, preview } = referral
  return (
    <>
      {may.open && preview && (
        <Panel title="接收并建档" tone="next">
          <ActionForm id="open" token={token} intent="open" lastResult={own(props, 'open')} submitLabel="接收并建档">
            <p>接收后在本县新建档案，帮教期不变；转出地的档案随即办结，只供查阅。</p>
            {preview.choices.map((choice) => (
              <SelectField
                key={choice.name}
                name={choice.name}
                label={choice.label}
                hint={choice.hint}
                options={choice.options}
                required
              />
            ))}
          </ActionForm>
        </Panel>
      )}
      {referral.opensAt && (
        <Panel title="受理申请" tone="next">
          <p>联系本人，按本单位的程序受理；发来的内容已经填好，其余由本人申报。受理后建的是本单位自己的档案。</p>
          <Actions>
            <ButtonLink href={referral.opensAt}>受理并建档</ButtonLink>
          </Actions>
        </Panel>
      )}
      {may.accept && (
        <Panel title={referral.informs ? '收悉' : '先接收'} tone="next">
          <p>{referral.informs ? '这是抄送件，点“收悉”即办结。' : '接收表示本单位开始办理，办好后再填写结果。'}</p>
          <Actions>
            <PostButton token={token} intent="accept" label={referral.informs ? '收悉' : '接收'} quiet={false} />
          </Actions>
        </Panel>
      )}
      {may.answer && (
        <Panel title="答复办理结果">
          <ActionForm
            id="answer"
            token={token}
            intent="answer"
            lastResult={own(props, 'answer')}
            submitLabel="提交答复"
          >
            <AreaField
              name="text"
              label="办理结果"
              hint="写明办成了什么、何时开始，或者为什么没有办成；对方会看到"
              required
              maxLength={referral.answerLength}
            />
          </ActionForm>
        </Panel>
      )}
      {referral.extend && (
        <Panel title="延期答复">
          <ActionForm id="extend" token={token} intent="extend" lastResult={own(props, 'extend')} submitLabel="延期">
            <p>{referral.extend.hint}</p>
            <DateField name="until" label="延到哪一天" max={referral.extend.until} required />
            <AreaField
              name="text"
              label="延期理由"
              hint="受理窗口会看到，并告知申请人"
              required
              maxLength={300}
              rows={3}
            />
          </ActionForm>
        </Panel>
      )}
      {may.return && (
        <Panel title="退回">
          <ActionForm
            id="return"
            token={token}
            intent="return"
            lastResult={own(props, 'return')}
            submitLabel="退回"
            danger
          >
            <AreaField
              name="text"
              label="退回理由"
              hint={preview ? '退回后由转出地继续帮教' : '例如不归本单位办理、材料不齐；对方会看到'}
              required
              maxLength={500}
              rows={3}
            />
          </ActionForm>
        </Panel>
      )}
    </>
  )
}

function SenderForms(props: Props) {
  const { referral, token } = props
  return (
    <>
      {referral.may.chase && (
        <Panel title="催办" tone="next">
          <ActionForm id="chase" token={token} intent="chase" lastResult={own(props, 'chase')} submitLabel="登记催办">
            <p>对方没有按期答复。请联系对方，再把联系情况记下来；对方的收件箱会显示“已催办”。</p>
            <AreaField
              name="text"
              label="联系情况"
              hint="例如：电话联系民政窗口，答复明天办理"
              maxLength={300}
              rows={3}
            />
          </ActionForm>
        </Panel>
      )}
      {referral.may.withdraw && (
        <Panel title="撤回">
          <ActionForm
            id="withdraw"
            token={token}
            intent="withdraw"
            lastResult={own(props, 'withdraw')}
            submitLabel="撤回"
            danger
          >
            <AreaField name="text" label="撤回理由" required maxLength={300} rows={3} />
          </ActionForm>
        </Panel>
      )}
    </>
  )
}
