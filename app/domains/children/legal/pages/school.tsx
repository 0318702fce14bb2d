import { Duties, Duty, Stats } from '~/ui/facts'
import { A, ButtonLink } from '~/ui/link'
import { Empty, Notice, PageHead, Panel, SubHead, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { SchoolData } from '../views/school.server'

const base = '/children/legal-education'

/** The school's page: who is its legal vice-principal, how many class-hours there were, what is planned. */
export function SchoolPage({ data }: { data: SchoolData }) {
  const { people, lessons } = data
  const nominate = <ButtonLink href={`${base}/new`}>登记推荐人选</ButtonLink>
  return (
    <>
      <PageHead title="法治副校长" sub={`${data.unit} · ${data.year} 年至少 ${data.least} 课时`} actions={nominate} />
      {data.lacking && (
        <Notice tone="due" title="本校现在没有在任的法治副校长">
          请商法院、检察院、公安或者司法行政机关推荐人选，凭推荐函在这里登记，由教育局聘任。
        </Notice>
      )}
      <Stats
        items={[
          {
            label: `${data.year} 年课时`,
            value: `${data.hours} / ${data.least}`,
            ...(!data.met && { tone: 'due' as const, hint: `${data.checkOn}检查` }),
          },
          { label: '结对辅导', value: data.mentored.n, href: '/children/mentoring' },
          ...(data.mentored.waiting
            ? [
                {
                  label: '等监护人同意',
                  value: data.mentored.waiting,
                  href: '/children/mentoring?state=proposed',
                  tone: 'due' as const,
                },
              ]
            : []),
        ]}
      />
      <DataTable
        caption="本校法治副校长"
        columns={[
          { key: 'name', label: '姓名', nowrap: true },
          { key: 'organ', label: '派出单位' },
          { key: 'state', label: '状态' },
          { key: 'until', label: '任期至', nowrap: true },
          { key: 'hours', label: '今年课时', num: true },
          { key: 'do', label: '办理' },
        ]}
        rows={people.map((one) => ({
          id: one.id,
          href: `${base}/${one.id}`,
          cells: {
            name: one.name,
            organ: `${one.organName}（${one.organ}）`,
            state: <Tag tone={one.state.tone}>{one.state.label}</Tag>,
            until: one.until,
            hours: one.hours,
            do: one.serving ? (
              one.account ? (
                <A href={`${base}/${one.id}/step/plan_lesson`}>预约法治课</A>
              ) : (
                <A href={`${base}/${one.id}/step/name_post`}>登记账号</A>
              )
            ) : null,
          },
        }))}
        empty={
          <Empty title="还没有法治副校长" action={nominate}>
            每校至少一名；登记后由教育局聘任，培训满 8 学时到任。
          </Empty>
        }
      />
      <SubHead>接下来的法治课</SubHead>
      {lessons.length === 0 ? (
        <Panel label="接下来的法治课">
          <Empty title="还没有预约">和法治副校长商定日期后，可以替他（她）预约。</Empty>
        </Panel>
      ) : (
        <Duties label="接下来的法治课">
          {lessons.map((one) => (
            <Duty
              key={one.id}
              when={one.due}
              title={`${one.className} · ${one.topic}`}
              sub={`${one.name} · ${one.hours} 课时`}
              action={
                <ButtonLink href={`${base}/${one.caseId}/step/hold_lesson?lesson=${one.id}`} quiet>
                  记录
                </ButtonLink>
              }
            />
          ))}
        </Duties>
      )}
    </>
  )
}
