import { shown } from '~/casefile/ui/day-words'
import { ButtonLink } from '~/ui/link'
import { Duties, Duty } from '~/ui/facts'
import { Actions, Empty, Notice, PageHead, Panel, SubHead, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { DeskData } from '../views/desk.server'

const base = '/children/legal-education'

/** A vice-principal's desk, made for a phone: his schools, his next lessons, his mentees, and the way to a report. */
export function LegalDesk({ data, done }: { data: DeskData; done?: string }) {
  const { schools, lessons, mentees } = data
  return (
    <>
      <PageHead
        title="我的工作"
        sub={`法治副校长 · ${data.year} 年每校至少 ${data.least} 课时`}
        actions={<ButtonLink href="/children/reports/new">发现孩子受侵害，立即报告</ButtonLink>}
      />
      {done && <Notice tone="done">{done}</Notice>}
      {schools.length === 0 && (
        <Panel label="我的学校">
          <Empty title="还没有学校把您登记为法治副校长">
            聘任后由学校或者教育局登记您的账号，这里就会出现您的学校。任期届满的学校不再显示。
          </Empty>
        </Panel>
      )}
      {schools.map((one) => (
        <Panel key={one.id} title={one.school}>
          <p>
            <Tag tone={one.met ? 'done' : 'due'}>
              今年 {one.hours} / {data.least} 课时
            </Tag>{' '}
            <Tag tone={one.state.tone}>{one.state.label}</Tag>{' '}
            <span className="soft">{one.until && `任期至 ${shown(one.until)}`}</span>
          </p>
          {!one.met && (
            <p>
              还差 {data.least - one.hours} 课时，{data.checkOn}检查；各校分别计算，不能相抵。
            </p>
          )}
          <Actions>
            <ButtonLink href={`${base}/${one.id}/step/hold_lesson`}>记录法治课</ButtonLink>
            <ButtonLink href={`${base}/${one.id}/step/plan_lesson`} quiet>
              预约
            </ButtonLink>
            <ButtonLink href={`${base}/${one.id}`} quiet>
              课表和任期
            </ButtonLink>
          </Actions>
        </Panel>
      ))}
      <SubHead>接下来的法治课</SubHead>
      {lessons.length === 0 ? (
        <Panel label="接下来的法治课">
          <Empty title="还没有预约">预约以后，上完课点“记录”就能带出班级和主题。</Empty>
        </Panel>
      ) : (
        <Duties label="接下来的法治课">
          {lessons.map((one) => (
            <Duty
              key={one.id}
              when={one.due}
              title={`${one.className} · ${one.topic}`}
              sub={`${one.school} · ${one.hours} 课时`}
              action={<ButtonLink href={`${base}/${one.caseId}/step/hold_lesson?lesson=${one.id}`}>记录</ButtonLink>}
            />
          ))}
        </Duties>
      )}
      <SubHead>我结对辅导的孩子</SubHead>
      <DataTable
        caption="我结对辅导的孩子"
        columns={[
          { key: 'name', label: '名字', nowrap: true },
          { key: 'class', label: '学校班级' },
          { key: 'needs', label: '需要' },
          { key: 'next', label: '下次谈话', nowrap: true },
          { key: 'until', label: '结对到', nowrap: true },
        ]}
        rows={mentees.map((one) => ({
          id: one.id,
          href: `/children/mentoring/${one.id}`,
          tone: one.waiting ? 'due' : one.due.tone === 'late' ? 'late' : undefined,
          cells: {
            name: one.name,
            class: `${one.school} ${one.className}`,
            needs: one.needs,
            next: one.waiting ? (
              <Tag tone="due">等您接受</Tag>
            ) : one.due.tone === 'plain' ? (
              one.due.text
            ) : (
              <Tag tone={one.due.tone}>{one.due.text}</Tag>
            ),
            until: one.until,
          },
        }))}
        empty={<Empty title="现在没有结对的孩子">学校提出、监护人同意以后，会出现在这里等您接受。</Empty>}
      />
    </>
  )
}
