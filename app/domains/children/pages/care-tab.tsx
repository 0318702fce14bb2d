import { shown } from '~/casefile/ui/day-words'
import { formatInstant } from '~/lib/dates'
import { Facts } from '~/ui/facts'
import { A, ButtonLink } from '~/ui/link'
import { Empty, Panel, Tag } from '~/ui/page'
import type { FullChild } from '../views/case.server'

/** Agreements with the child's own view, plan, assessment, danger, health. */
export function CareTab({ data, base }: { data: FullChild; base: string }) {
  const { care, about } = data
  return (
    <>
      <Panel title="监护情况和计划">
        <Facts
          rows={[
            {
              label: '监护情况',
              value: care.level ? (
                <Tag tone={care.level.code === 'danger' ? 'late' : care.level.code === 'weak' ? 'due' : 'done'}>
                  {care.level.label}
                </Tag>
              ) : (
                '还没有评估'
              ),
            },
            !!care.levelOn && { label: '评估日期', value: shown(care.levelOn) },
            !!about.callSchedule && { label: '约定通话', value: about.callSchedule },
            !!about.need && { label: '爱好或者需要', value: about.need },
          ]}
        />
        {care.plan && <p className="prose">{care.plan}</p>}
      </Panel>
      <Panel title="委托照护协议">
        {care.agreements.length === 0 && <Empty>还没有签订。父母都外出的，列入名册后十五个工作日内签订。</Empty>}
        {care.agreements.map((one) => (
          <Facts
            key={one.fromOn + one.signedOn}
            rows={[
              { label: '期限', value: `${shown(one.fromOn)}至${shown(one.toOn)}` },
              { label: '签订', value: `${shown(one.signedOn)} · ${one.signers}` },
              { label: '孩子的意愿', value: one.view ?? one.viewHow },
              { label: '告知学校', value: shown(one.notifiedSchoolOn) ?? '未在校' },
              { label: '告知村（居）', value: shown(one.notifiedVillageOn) },
            ]}
          />
        ))}
        {care.carerDeclinedOn && (
          <p className="soft">
            {shown(care.carerDeclinedOn)}告知父母：拟受托人不符合要求；提供的办法：{care.alternatives.join('、')}。
          </p>
        )}
      </Panel>
      {(care.risks.length > 0 || care.guards.length > 0) && (
        <Panel
          title="监护风险"
          actions={
            data.head.state.code === 'danger' &&
            data.work.mayRecord && (
              <ButtonLink href={`${base}/guardianship`} quiet>
                提出民政监护
              </ButtonLink>
            )
          }
        >
          {care.risks.map((one) => (
            <Facts
              key={one.foundAt}
              rows={[
                { label: '发现', value: `${formatInstant(new Date(one.foundAt))} · ${one.byName}` },
                { label: '情况', value: one.sign },
                { label: '事实', value: one.facts },
                !!one.result && { label: '解除', value: `${shown(one.endedOn)}：${one.result}` },
              ]}
            />
          ))}
          {care.reportedAt && (
            <p className="soft">
              {formatInstant(new Date(care.reportedAt))}已报告{care.reportNo && `，回执号 ${care.reportNo}`}。
            </p>
          )}
          {care.guards.map((one) => (
            <p key={one.id}>
              <A href={`/children/guardianship/${one.id}`}>民政监护 {one.caseNo}</A>
            </p>
          ))}
        </Panel>
      )}
      <Panel title="健康和心理">
        {care.health ? (
          <>
            <p className="prose">{care.health}</p>
            <p className="soft">{shown(care.healthConsentOn)}监护人同意记录。</p>
          </>
        ) : (
          <Empty>没有登记。须监护人同意后才能登记。</Empty>
        )}
      </Panel>
    </>
  )
}
