import { AuditHomePanel } from '~/audit/pages/home'
import { LogAlarm } from '~/audit/pages/log-status'
import type { LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Count, Empty, Notice, PageHead, Pagination, Panel, SubHead, Tabs, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { Desk, DeskSection } from '../read-desk.server'
import { emptyWords, noPeople } from '../tabs'
import { DeskRows } from './desk-rows'

type DeskPageProps = { desk: Desk; token: string; done?: string; lastResult?: LastResult }

/** 我的工作: what is to be done by this post, each row with the button that does it. */
export function DeskPage({ desk, token, done, lastResult }: DeskPageProps) {
  const { work, plain } = desk
  const wrong = Object.values(lastResult?.error ?? {}).flatMap((texts) => texts ?? [])
  return (
    <>
      <PageHead
        title="我的工作"
        sub={`${desk.day} · 数据截至 ${desk.asOf}`}
        actions={
          work?.mayPrintWeek && (
            <ButtonLink href="/week" quiet>
              打印本周走访联系单
            </ButtonLink>
          )
        }
      />
      {wrong.length > 0 && <Notice tone="late">{wrong.join('；')}</Notice>}
      {done && wrong.length === 0 && <Notice tone="done">{done}</Notice>}
      {desk.cover.map((line) => (
        <Notice key={line}>{line}</Notice>
      ))}
      {work && <Work work={work} token={token} />}
      {plain && <Plain plain={plain} />}
    </>
  )
}

function Work({ work, token }: { work: NonNullable<Desk['work']>; token: string }) {
  return (
    <>
      {work.tabs.length > 1 && <Tabs label="我的工作" items={work.tabs} />}
      {work.sections.map((section) => (
        <Section key={section.tab} section={section} work={work} token={token} />
      ))}
    </>
  )
}

function Section({ section, work, token }: { section: DeskSection; work: NonNullable<Desk['work']>; token: string }) {
  const label = work.tabs.find((tab) => tab.tab === section.tab)?.label ?? '事项'
  const empty = section.tab === 'mine' && work.byName ? noPeople : emptyWords[section.tab]
  return (
    <>
      {section.title && <SubHead>{section.title}</SubHead>}
      {section.rows.length > 0 ? (
        <DeskRows label={label} rows={section.rows} assign={{ token, colleagues: work.colleagues, me: work.me }} />
      ) : (
        <Panel label={label}>
          <Empty
            title={empty.title}
            action={
              empty.action && (
                <ButtonLink href={empty.action.href} quiet>
                  {empty.action.label}
                </ButtonLink>
              )
            }
          >
            {empty.text}
          </Empty>
        </Panel>
      )}
      {(section.nextHref ?? section.moreHref) && <Pagination next={section.nextHref ?? section.moreHref} />}
      {section.tab === 'approvals' && section.rows.length > 0 && (
        <p>
          <ButtonLink href="/approvals?tab=mine" quiet>
            我提交的审批
          </ButtonLink>
        </p>
      )}
    </>
  )
}

function Plain({ plain }: { plain: NonNullable<Desk['plain']> }) {
  return (
    <>
      {plain.logBroken && <LogAlarm />}
      {plain.audit && <AuditHomePanel home={plain.audit} />}
      <Panel title={plain.title}>
        <div className="prose">
          {plain.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        {plain.links.length > 0 && (
          <div className="actions">
            {plain.links.map((link) => (
              <ButtonLink key={link.href} href={link.href}>
                {link.label}
              </ButtonLink>
            ))}
          </div>
        )}
      </Panel>
      {plain.duties && (
        <>
          <Count>
            逾期 <b>{plain.lateText}</b> 项；下面列出逾期和七天内到期的
          </Count>
          <DataTable
            caption="逾期和七天内到期的事项"
            columns={[
              { key: 'no', label: '编号', nowrap: true },
              { key: 'unit', label: '办理单位' },
              { key: 'due', label: '期限', nowrap: true },
              { key: 'when', label: '情况' },
            ]}
            rows={plain.duties.map((duty, at) => ({
              id: `${duty.no}-${at}`,
              cells: {
                no: duty.no,
                unit: duty.unit,
                due: duty.due,
                when: <Tag tone={duty.when.tone}>{duty.when.text}</Tag>,
              },
            }))}
            empty={<Empty title="没有逾期事项">七天内也没有到期的。</Empty>}
          />
          {plain.nextHref && <Pagination next={plain.nextHref} />}
        </>
      )}
    </>
  )
}
