import { contactRows } from '~/casefile/ui/contact-rows'
import { shown } from '~/casefile/ui/day-words'
import { MaskedValue, Reveal } from '~/casefile/ui/reveal'
import { formatDay } from '~/lib/dates'
import { Facts } from '~/ui/facts'
import { Empty, Notice, Panel, Tag } from '~/ui/page'
import { SimpleTable } from '~/ui/table'
import type { ReliefCase } from '../views/case.server'
import type { Overview } from '../views/overview.server'

type Props = { data: ReliefCase; overview: Overview; base: string; token: string }

/** What was applied for, how the amount comes about, and what was paid. */
export function OverviewTab({ data, overview, base, token }: Props) {
  return (
    <>
      {overview.diedOn && data.head.open && (
        <Notice tone="late" title={`死亡名单中有此人，登记死亡日期 ${formatDay(overview.diedOn)}`}>
          请先核实：确实去世的，办理“登记死亡”；名单有误的，请县核对人员在下一份名单里写“健在”。核实以前不发放。
        </Notice>
      )}
      {overview.recused && <Notice tone="due">工作人员近亲属家庭：该同志回避，由县级两人入户。</Notice>}
      {overview.list && (
        <Panel title="需要补充的内容">
          <p className="prose">{overview.list}</p>
        </Panel>
      )}
      <Application data={data} overview={overview} base={base} token={token} />
      {(overview.means ?? overview.household.length > 0) && <Household overview={overview} />}
      {!overview.loan && <Amount overview={overview} />}
      <Notices overview={overview} />
      {!overview.loan && <Payments overview={overview} />}
    </>
  )
}

function Application({ data, overview, base, token }: Props) {
  return (
    <Panel title="申请">
      <Facts
        rows={[
          { label: '种类', value: [overview.benefit, overview.route].filter(Boolean).join(' · ') },
          !!overview.cause && { label: '困难事由', value: overview.cause },
          { label: overview.training || overview.loan ? '申请事由' : '困难情况', value: overview.need },
          !!overview.school && { label: '困难类别', value: overview.school.category },
          !!overview.school && { label: '就读阶段', value: overview.school.stage, hint: overview.school.year },
          !!overview.training && { label: '工种', value: overview.training.trade },
          !!overview.training &&
            !!overview.training.level && {
              label: '证书或就业证明',
              value: overview.training.level,
              hint: shown(overview.training.provedOn),
            },
          !!overview.loan?.sentOn && { label: '推荐给银行', value: shown(overview.loan.sentOn) },
          !!overview.loan?.outcome && {
            label: '银行答复',
            value: overview.loan.outcome,
            hint: shown(overview.loan.on),
          },
          !overview.school && !overview.training && !overview.loan && { label: '村（社区）', value: overview.village },
          {
            label: '申请日期',
            value: shown(overview.appliedOn),
            hint: overview.beforeSystem ? '系统上线前' : undefined,
          },
          { label: '受理日期', value: shown(overview.acceptedOn) },
          !!overview.agent && { label: '代办人', value: overview.agent },
          !!overview.familyClass && { label: '已认定为', value: overview.familyClass },
          { label: '证件号码', value: data.idNo ? <MaskedValue value={data.idNo} /> : '无证件或未登记' },
          ...contactRows(data),
          !overview.loan && {
            label: '收款账户',
            value:
              overview.payee &&
              [overview.payee.name, overview.payee.bank, overview.payee.account].filter(Boolean).join(' '),
            hint: overview.payee && !overview.payee.account ? '还没有登记账号，发放前要补上' : undefined,
          },
        ]}
      />
      {data.idNo && <Reveal base={base} token={token} group="identity" label="证件号码" shown={data.shown.identity} />}
      {data.contacts.length > 0 && (
        <Reveal base={base} token={token} group="contact" label="联系方式" shown={data.shown.contact} />
      )}
    </Panel>
  )
}

function Household({ overview }: { overview: Overview }) {
  const { household, means, surveys } = overview
  return (
    <Panel title={`家庭（计入 ${overview.persons} 人）`}>
      {household.length > 0 && (
        <SimpleTable
          caption="共同生活的家庭成员"
          head={['姓名', '关系', '劳动能力', '月收入（元）', '计入']}
          rows={household.map((one) => [
            one.name,
            one.relation,
            one.ability,
            one.income,
            one.counted ? '是' : `否，${one.why ?? ''}`,
          ])}
        />
      )}
      {means && (
        <Facts
          rows={[
            { label: '申请人月收入', value: means.own },
            { label: '核对的家庭月收入', value: means.income },
            { label: '家庭财产', value: means.assets },
            { label: '必需支出', value: means.rigid },
            !!means.compensation && { label: '一次性补偿', value: means.compensation },
            { label: '核对结果', value: means.result, hint: means.report },
          ]}
        />
      )}
      {surveys.map((one) => (
        <p className="prose" key={one.id}>
          {shown(one.on)}
          {one.type}（{one.by}）：{one.result}。{one.findings}
        </p>
      ))}
    </Panel>
  )
}

function Amount({ overview }: { overview: Overview }) {
  const { decision } = overview
  return (
    <Panel title="金额和决定">
      <ul className="consequences">
        {overview.checklist.map((one) => (
          <li key={one.code}>
            {one.label}：<Tag tone={one.done ? 'done' : 'due'}>{one.done ? '已有' : '还缺'}</Tag>
          </li>
        ))}
      </ul>
      <Facts
        rows={[
          { label: '算法', value: overview.formula && <span className="num">{overview.formula} 元</span> },
          !!overview.emergency && {
            label: '先给付的',
            value: overview.emergency.amount,
            hint: `${overview.emergency.at} 求助，登记号 ${overview.emergency.no ?? ''}`,
          },
          !!overview.proposed && {
            label: '初审金额',
            value: overview.proposed.amount,
            hint: shown(overview.proposed.on),
          },
          !!decision && {
            label: '决定',
            value: decision.granted
              ? `确认 ${decision.amount ?? ''} ${decision.period ?? ''}`
              : `不予确认：${decision.reason ?? ''}`,
            hint: `${decision.no ?? ''} ${shown(decision.on) ?? ''}`,
          },
          !!decision?.text && { label: '理由', value: decision.text },
          !!decision?.repeat && { label: '再次救助的理由', value: decision.repeat },
          !!decision?.toldOn && { label: '送达', value: shown(decision.toldOn) },
          !!decision?.payFrom && decision.granted && { label: '从哪天起发', value: shown(decision.payFrom) },
          !!overview.recheck && {
            label: '定期复核',
            value: overview.recheck.cycle,
            hint: overview.recheck.on ? `上次 ${shown(overview.recheck.on)}` : undefined,
          },
          !!overview.heard && { label: '听取意见', value: overview.heard.said, hint: shown(overview.heard.on) },
          !!overview.ended && { label: '结束', value: overview.ended.cause, hint: shown(overview.ended.on) },
        ]}
      />
    </Panel>
  )
}

function Notices({ overview }: { overview: Overview }) {
  if (!overview.notices.length && !overview.objections.length) return null
  return (
    <Panel title="公示和异议">
      {overview.notices.map((one) => (
        <p className="prose" key={one.id}>
          {one.type} <span className="code">{one.no}</span>：{shown(one.from)}至{shown(one.to)}，公示为“{one.text.head}”
          {one.down && `（已撤下：${one.down}）`}
        </p>
      ))}
      {overview.objections.map((one) => (
        <p className="prose" key={one.id}>
          {one.at} {one.source}异议（{one.state}）：{one.claim}
          {(one.from || one.phone) &&
            `（反映人 ${[one.from, one.phone].filter(Boolean).join(' ')}，不得告知被反映的人）`}
          {one.receipt && (
            <>
              {' '}
              回执 <span className="code">{one.receipt}</span>
            </>
          )}
        </p>
      ))}
    </Panel>
  )
}

function Payments({ overview }: { overview: Overview }) {
  return (
    <Panel title="发放">
      {overview.awards.length === 0 ? (
        <Empty>还没有应发的款项。</Empty>
      ) : (
        <SimpleTable
          caption="发放"
          head={['哪一笔', '金额（元）', '状态']}
          num={[1]}
          rows={overview.awards.map((one) => [
            <>
              {one.part}{' '}
              <span className="code">
                {one.paidOn ? `${one.paidOn} 发放` : `应于 ${one.dueOn} 发放`} {one.no}
              </span>
            </>,
            one.amount,
            <>
              <Tag tone={one.tone}>{one.state}</Tag> {one.why && <span className="soft">{one.why}</span>}
            </>,
          ])}
        />
      )}
    </Panel>
  )
}
