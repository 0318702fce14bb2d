import { MaskedValue, Reveal } from '~/casefile/ui/reveal'
import { shown } from '~/casefile/ui/day-words'
import { contactRows } from '~/casefile/ui/contact-rows'
import { Facts } from '~/ui/facts'
import { Panel, Tag } from '~/ui/page'
import type { FullCase } from '../views/case.server'
import type { Overview } from '../views/overview.server'
import { sentenceWords } from '../offences'

type OverviewTabProps = { data: FullCase; overview: Overview; base: string; token: string }

export function OverviewTab({ data, overview, base, token }: OverviewTabProps) {
  return (
    <>
      <BasicPanel {...{ data, overview, base, token }} />
      {overview.pickup && <PickupPanel pickup={overview.pickup} />}
      {overview.handover && <HandoverPanel handover={overview.handover} overview={overview} />}
      <HelpPanel overview={overview} />
      {overview.offence && <OffencePanel offence={overview.offence} />}
    </>
  )
}

function BasicPanel({ data, overview, base, token }: OverviewTabProps) {
  return (
    <Panel title="基本情况">
      <Facts
        rows={[
          { label: '证件号码', value: data.idNo ? <MaskedValue value={data.idNo} /> : '无证件或未登记' },
          { label: '出生日期', value: shown(data.head.birthOn) },
          { label: '户籍地', value: data.huji },
          { label: '居住地', value: data.residence },
          { label: '来源', value: [overview.source, overview.prison].filter(Boolean).join(' · ') },
          {
            label: '释放日期',
            value: shown(overview.releasedOn) ?? shown(overview.releaseDueOn),
            hint: releaseHint(overview),
          },
          { label: '释放证明书', value: overview.releaseCertNo },
          {
            label: '重点情形',
            value: overview.keyCategory.length > 0 && (
              <>
                {overview.keyCategory.join('、')} {overview.mustPickup && <Tag tone="due">必接</Tag>}
              </>
            ),
          },
          overview.needs.length > 0 && { label: '需要的帮助', value: overview.needs.join('、') },
          ...contactRows(data),
        ]}
      />
      {data.idNo && <Reveal base={base} token={token} group="identity" label="证件号码" shown={data.shown.identity} />}
      {data.contacts.length > 0 && (
        <Reveal base={base} token={token} group="contact" label="联系方式" shown={data.shown.contact} />
      )}
    </Panel>
  )
}

function releaseHint({ releasedOn, releaseDueOn, releaseBasis, releaseDiffReason }: Overview): string | undefined {
  if (releasedOn && releaseDueOn && releasedOn !== releaseDueOn)
    return `应释放日 ${shown(releaseDueOn)}；${releaseDiffReason ?? ''}`
  return !releasedOn && releaseDueOn ? `应释放日${releaseBasis ? `，依据${releaseBasis}` : ''}` : undefined
}

function PickupPanel({ pickup }: { pickup: NonNullable<Overview['pickup']> }) {
  return (
    <Panel title="接回方案">
      <Facts
        rows={[
          { label: '方式', value: pickup.mode },
          { label: '时间', value: pickup.at },
          { label: '接回人', value: pickup.people.map((one) => one.name).join('、') },
          { label: '交通工具', value: pickup.transport },
          { label: '费用', value: pickup.cost },
          { label: '当晚去处', value: pickup.tonight },
          pickup.guardianTold && { label: '监护人', value: '已通知' },
        ]}
      />
    </Panel>
  )
}

function HandoverPanel({ handover, overview }: { handover: NonNullable<Overview['handover']>; overview: Overview }) {
  return (
    <Panel title="交接">
      <Facts
        rows={[
          { label: '时间', value: handover.at },
          { label: '地点', value: [handover.place, handover.atGate && '监所门口接到'].filter(Boolean).join('，') },
          { label: '本人签字', value: handover.personSigned ? '已签' : '未签' },
          overview.prison !== null && { label: '监所签字', value: handover.prison ?? '待签' },
        ]}
      />
    </Panel>
  )
}

function HelpPanel({ overview }: { overview: Overview }) {
  const { help } = overview
  return (
    <Panel title="帮扶情况">
      <Facts
        rows={[
          {
            label: '帮扶等级',
            value: help.level && `${help.level} 级`,
            hint: help.levelOn && `按需要评定，${shown(help.levelOn)}`,
          },
          { label: '帮教期', value: help.startOn && `${shown(help.startOn)} 至 ${shown(help.endOn) ?? '未定'}` },
          { label: '安置', value: help.placement, hint: help.placedOn && `自 ${shown(help.placedOn)}` },
          {
            label: '社会保险',
            value: overview.insurance.join('、'),
            hint: overview.screenedOn && `筛查于 ${shown(overview.screenedOn)}`,
          },
          { label: '结对帮扶人', value: help.helper },
          { label: '最近联系', value: shown(help.lastContactOn) },
          !!overview.away && {
            label: '外出',
            value: `${overview.away.to}，至 ${shown(overview.away.until) ?? '未定'}`,
          },
          !!overview.pausedOn && { label: '服务', value: `自 ${shown(overview.pausedOn)} 暂停` },
        ]}
      />
    </Panel>
  )
}

/** Only where the file's own rows on it may be read. */
function OffencePanel({ offence }: { offence: NonNullable<Overview['offence']> }) {
  return (
    <Panel title="原案信息">
      <Facts
        rows={[
          { label: '罪名', value: offence.offence },
          { label: '刑期', value: offence.sentenceMonths !== null && sentenceWords(offence.sentenceMonths) },
        ]}
      />
      <p className="soft">只有司法行政人员能看，不得告知结对帮扶人、用工单位和其他部门。</p>
    </Panel>
  )
}
