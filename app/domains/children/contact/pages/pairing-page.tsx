import { Facts } from '~/ui/facts'
import { DateField, TextField } from '~/ui/fields'
import { ActionForm, PostButton, type LastResult } from '~/ui/form'
import { A, ButtonLink } from '~/ui/link'
import { Cols, Empty, Next, Notice, PageHead, Panel, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import { declineWhys, endWhys } from '../terms'
import type { PairingData } from '../views/pairings.server'
import { ReasonPanel } from './reason-panel'

type Props = { data: PairingData; token: string; lastResult: LastResult; intent?: string }
const tones = { proposed: 'due', active: 'done', declined: 'plain', ended: 'plain' } as const

/** One pairing, for those who care for the child. */
export function PairingPage(props: Props) {
  const { data } = props
  return (
    <>
      <PageHead
        trail={[{ href: '/children/pairing', label: '结对关爱' }, { label: data.name }]}
        title={`${data.name} · ${data.helper}`}
        tag={<Tag tone={tones[data.state]}>{data.label}</Tag>}
        sub={data.term}
        actions={
          data.may.replace && (
            <ButtonLink href={`/children/pairing/new?child=${data.caseId}`} quiet>
              更换结对人
            </ButtonLink>
          )
        }
      />
      {data.done && <Notice tone="done">已办理。</Notice>}
      {data.consent?.withdrawn && (
        <Notice tone="late" title="监护人撤回了同意">
          结对人已经看不到孩子，请结束这份结对。
        </Notice>
      )}
      {data.told?.guardian === false && (
        <Notice tone="due" title="请告知监护人结对已经结束">
          没有给监护人发短信：档案里没有手机号码，或者孩子正在监护风险处置中。请斟酌后打电话或者上门告知。
        </Notice>
      )}
      {data.over && <Notice tone="due">约定的期限已过，结对人已经看不到孩子。请续期或者结束。</Notice>}
      <Cols
        main={
          <>
            {data.state === 'proposed' && <Proposal {...props} />}
            <Panel title="结对">
              <Facts
                rows={[
                  { label: '孩子', value: <A href={`/children/${data.caseId}`}>{data.name}</A> },
                  { label: '结对人', value: data.helper },
                  { label: '约定的爱好或需要', value: data.need },
                  { label: '背景声明', value: data.declared },
                  { label: '问过孩子', value: data.asked },
                  { label: '监护人同意', value: data.consent?.text ?? '还没有' },
                  { label: '提出', value: data.proposed },
                  Boolean(data.agreed) && { label: '同意', value: data.agreed },
                  Boolean(data.due) && { label: '下次联系', value: <Tag tone={data.due!.tone}>{data.due!.text}</Tag> },
                  { label: '已联系', value: data.hours },
                  Boolean(data.ended) && { label: '结束', value: data.ended },
                  data.telling && { label: '告知', value: '白天短信告知监护人，邮件告知结对人' },
                  data.told?.guardian === true && { label: '告知监护人', value: `已发短信，${data.told.on}` },
                  data.told?.helper === true && { label: '告知结对人', value: `已发邮件，${data.told.on}` },
                ]}
              />
            </Panel>
            <DataTable
              caption="联系记录"
              showCaption
              columns={[
                { key: 'day', label: '日期', nowrap: true },
                { key: 'way', label: '方式' },
                { key: 'setting', label: '地点' },
                { key: 'topics', label: '内容' },
                { key: 'length', label: '时长', nowrap: true },
              ]}
              rows={data.contacts.map(({ id, ...cells }) => ({ id, cells }))}
              empty={<Empty title="还没有联系记录">由结对人自己在手机上登记。</Empty>}
            />
          </>
        }
        side={
          (data.may.renew || data.may.end) && (
            <>
              {data.may.renew && <Renewal {...props} />}
              {data.may.end && <Ending {...props} />}
            </>
          )
        }
      />
    </>
  )
}

function Proposal({ data, token, lastResult, intent }: Props) {
  return (
    <>
      <Next
        title="同意这份结对"
        actions={
          data.may.agree ? <PostButton token={token} intent="agree" label="同意结对" quiet={false} /> : undefined
        }
      >
        <p>
          请核对背景声明原件和监护人的同意书。同意后，结对人能看到孩子的名、年级和约定的这一句，直到约定的日期。
          {!data.may.agree && '由儿童主任或督导员中的另一人同意；提出的人不能自己同意。'}
          {!data.consent && (
            <>
              {' '}
              还没有监护人的同意书，请先<A href={`/children/${data.caseId}/consents`}>登记</A>。
            </>
          )}
        </p>
      </Next>
      {data.may.decline && (
        <ReasonPanel
          title="不同意或撤回"
          intent="decline"
          label="不同意"
          whys={declineWhys}
          token={token}
          last={{ result: lastResult, intent }}
        />
      )}
    </>
  )
}

function Renewal({ data, token, lastResult, intent }: Props) {
  return (
    <Panel title="续期">
      <ActionForm
        token={token}
        intent="renew"
        lastResult={intent === 'renew' ? lastResult : undefined}
        submitLabel="续期"
      >
        <DateField name="until" label="到哪天" required max={data.latest} />
        <DateField name="declaredOn" label="新的背景声明日期" required min={data.oldest} />
        <TextField name="declarationKeptAt" label="声明原件存放处" required maxLength={100} />
      </ActionForm>
    </Panel>
  )
}

const Ending = ({ token, lastResult, intent }: Props) => (
  <ReasonPanel
    title="结束结对"
    note="结对人立即看不到孩子；系统告知结对人，并短信告知监护人。"
    intent="end"
    label="结束结对"
    whys={endWhys}
    token={token}
    last={{ result: lastResult, intent }}
  />
)
