import { contactRows } from '~/casefile/ui/contact-rows'
import { shown } from '~/casefile/ui/day-words'
import { MaskedValue, Reveal } from '~/casefile/ui/reveal'
import { ReferralsPanel } from '~/casefile/referrals/pages/referrals-panel'
import { Facts } from '~/ui/facts'
import { A } from '~/ui/link'
import { Panel, Tag } from '~/ui/page'
import type { FullChild } from '../views/case.server'
import { SchoolPanel } from './school-panel'

type Props = { data: FullChild; base: string; token: string; writable: boolean }

/** Who the child is, who is away, who looks after it, where it goes to school. */
export function OverviewTab({ data, base, token, writable }: Props) {
  const { about, care, carer } = data
  return (
    <>
      <Panel title="孩子">
        <Facts
          rows={[
            {
              label: '类别',
              value: care.realCategory ?? about.category,
              ...(care.realCategory && { hint: `其他人看到的是“${about.category}”` }),
            },
            !!care.eligibility && { label: '认定', value: care.eligibility },
            { label: '身份证号', value: data.idNo ? <MaskedValue value={data.idNo} /> : '未登记' },
            { label: '户籍地', value: data.huji },
            { label: '居住', value: about.living },
            (about.alone || about.unattended) && {
              label: '看护',
              value: <Tag tone="late">{about.alone ? '独自居住' : '无人看护'}</Tag>,
            },
            ...contactRows(data),
            care.siblings.length > 0 && {
              label: '兄弟姐妹',
              value: care.siblings.map((one) => (
                <span key={one.id}>
                  <A href={`/children/${one.id}`}>{one.name}</A>{' '}
                </span>
              )),
            },
          ]}
        />
        {data.idNo && (
          <Reveal base={base} token={token} group="identity" label="证件号码" shown={data.shown.identity} />
        )}
        <Reveal base={base} token={token} group="contact" label="联系方式" shown={data.shown.contact} />
      </Panel>
      <Panel title="父母">
        {care.parents.map((one) => (
          <Facts
            key={one.who}
            rows={[
              { label: one.who, value: [one.name ?? '未登记姓名', one.away ? '不在家' : '在家'].join(' · ') },
              one.phone !== null && { label: '电话', value: <MaskedValue value={one.phone} /> },
              one.away && {
                label: '原因',
                value: [one.reason, one.province, one.sinceOn && `${shown(one.sinceOn)}起`].filter(Boolean).join(' · '),
              },
              !!one.returnPlan && { label: '返回打算', value: one.returnPlan },
              !!one.capacity && { label: '监护能力', value: one.capacity },
              !!one.backOn && { label: '返回', value: shown(one.backOn) },
            ]}
          />
        ))}
      </Panel>
      <Panel title="实际照料人">
        <Facts
          rows={
            carer
              ? [
                  { label: '照料人', value: `${carer.name}（${carer.relation}）` },
                  carer.phone !== null && { label: '电话', value: <MaskedValue value={carer.phone} /> },
                  { label: '从哪天起', value: shown(carer.fromOn) },
                ]
              : [{ label: '照料人', value: '还没有登记' }]
          }
        />
      </Panel>
      <SchoolPanel about={about} />
      {data.referrals && <ReferralsPanel base={base} referrals={data.referrals} mayRefer={writable} />}
    </>
  )
}
