import { MaskedValue, Reveal } from '~/casefile/ui/reveal'
import { shown } from '~/casefile/ui/day-words'
import { Facts } from '~/ui/facts'
import { A, ButtonLink } from '~/ui/link'
import { Empty, Panel, Tag } from '~/ui/page'
import { SimpleTable } from '~/ui/table'
import type { FullIntake, IdentityData } from '../views/case.server'

type Props = { data: FullIntake; base: string; token: string; writable: boolean }

export function OverviewTab({ data, base, token, writable }: Props) {
  const { about } = data
  return (
    <>
      {about.reply && (
        <Panel title="答复">
          <p className="prose">{about.reply}</p>
          <Facts
            rows={[
              { label: '答复单位', value: about.repliedBy },
              { label: '答复日期', value: shown(about.repliedOn) },
              about.satisfaction !== null && { label: '申请人评价', value: about.satisfaction },
            ]}
          />
        </Panel>
      )}
      <Panel title="诉求">
        <p className="prose">{about.summary}</p>
        <Facts
          rows={[
            { label: '事项', value: about.matter },
            {
              label: '紧急程度',
              value: about.urgency === 'normal' ? about.urgencyLabel : <Tag tone="late">{about.urgencyLabel}</Tag>,
            },
            { label: '受理', value: `${shown(about.receivedOn)} · ${about.channel}` },
            { label: '答复方式', value: about.replyChannel },
            {
              label: '答复期限',
              value: shown(about.replyDueOn),
              ...(about.extendedOn && { hint: `${shown(about.extendedOn)}延期过一次` }),
            },
            about.main !== null && { label: '承办单位', value: about.main },
            about.co !== '' && { label: '协办单位', value: about.co },
            about.binding && { label: '退回', value: '退回过一次，由分派员决定承办单位' },
            about.round > 1 && { label: '办理次数', value: `第 ${about.round} 次，申请人要求重办` },
          ]}
        />
      </Panel>
      {about.supplement && <SupplementPanel supplement={about.supplement} />}
      <Panel title="申请人">
        <Facts
          rows={[
            { label: '身份证号', value: data.idNo ? <MaskedValue value={data.idNo} /> : '未登记' },
            about.agent !== null && {
              label: '代理人',
              value: `${about.agent.name}（${about.agent.what}）`,
              hint: `${shown(about.agent.on) ?? ''}授权，授权书存于${about.agent.keptAt ?? '—'}`,
            },
            ...contactRows(data),
          ]}
        />
        {data.idNo && (
          <Reveal base={base} token={token} group="identity" label="证件号码" shown={data.shown.identity} />
        )}
        {data.contacts.length > 0 && (
          <Reveal base={base} token={token} group="contact" label="联系方式" shown={data.shown.contact} />
        )}
      </Panel>
      {data.referrals && (
        <Panel
          title="分派和转介"
          actions={
            writable && (
              <ButtonLink href={`${base}/refer`} quiet>
                转介
              </ButtonLink>
            )
          }
        >
          {data.referrals.length === 0 ? (
            <Empty>还没有分派。救助、就业、法律援助要本人同意后转介，由对方建档办理。</Empty>
          ) : (
            <SimpleTable
              caption="分派和转介"
              head={['类型', '单位', '发出', '期限', '状态']}
              rows={data.referrals.map((one) => [
                <A key="l" href={`/referrals/${one.id}`}>
                  {one.label}
                </A>,
                one.toUnit,
                shown(one.sentOn),
                shown(one.answeredOn ?? one.dueOn),
                <Tag key="s" tone={one.state.tone}>
                  {one.state.label}
                </Tag>,
              ])}
            />
          )}
        </Panel>
      )}
    </>
  )
}

export const contactRows = (data: Pick<IdentityData, 'contacts'>) =>
  data.contacts.map((contact) => ({
    label: contact.label,
    value: <MaskedValue key={contact.id} value={contact.value} />,
  }))

function SupplementPanel({ supplement }: { supplement: NonNullable<FullIntake['about']['supplement']> }) {
  return (
    <Panel title="一次性告知补正">
      <ul>
        {supplement.items.map((item) => (
          <li key={item.what}>
            {item.what}
            {item.why && <span className="soft">（{item.why}）</span>}
          </li>
        ))}
      </ul>
      <Facts
        rows={[
          { label: '告知日期', value: shown(supplement.on) },
          { label: '补正期限', value: shown(supplement.dueOn) },
          supplement.doneOn !== null && { label: '补齐日期', value: shown(supplement.doneOn) },
        ]}
      />
    </Panel>
  )
}
