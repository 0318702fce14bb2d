import { PostButton } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Confirm, Empty, Notice, PageHead, Panel } from '~/ui/page'
import { SimpleTable } from '~/ui/table'
import type { HelpData } from '../raise-help.server'
import type { HelpDuty } from '../terms'
import { callNow } from './call-now'

const duties: Record<HelpDuty, string> = {
  help_guardian: '联系监护人，请其立即到场（监护人就是危险来源的，不联系，直接报告）',
  help_school: '学校安排专人陪护，直到监护人或医护人员到场',
  help_medical: '联系医疗救助，必要时送医',
}

/** 立即处置: what whoever is with a child in danger does, before anything else. */
export function UrgentPage({ data, token, done }: { data: HelpData; token: string; done: boolean }) {
  return (
    <>
      <PageHead title="孩子有危险：立即处置" sub="孩子说到伤害自己、被人伤害，或者您看到了危险迹象" />
      {done && <Notice tone="done">已启动。监护人、学校、医疗三项都已列入有关人员的待办。</Notice>}
      <Panel title="先做这些" tone="danger">
        {callNow}
      </Panel>
      {data.open.length > 0 && (
        <Panel title="正在处置">
          <SimpleTable
            caption="立即处置事项"
            head={['事项', '办结']}
            rows={data.open.map((one) => [
              duties[one.code],
              one.mine ? (
                <PostButton key={one.id} token={token} intent="done" label="已办" small fields={{ task: one.id }} />
              ) : (
                '由负责的人办结'
              ),
            ])}
          />
        </Panel>
      )}
      {data.closed ? (
        <section className="panel">
          <Empty title="这份档案已经办结">请直接拨打电话，并做强制报告。</Empty>
        </section>
      ) : (
        <Confirm
          title="通知监护人、学校和医疗救助"
          consequences={[
            '儿童主任、学校德育负责人的待办里立即出现三项：联系监护人、学校陪护、医疗救助。',
            '档案上只留下“启动立即处置”和时间，不记孩子说了什么。',
            '孩子说的话不要写进通话、结对或走访记录；要报告的写在强制报告里。',
          ]}
        >
          <div className="actions">
            <PostButton token={token} intent="raise" label="启动立即处置" danger quiet={false} />
            <ButtonLink href="/children/reports/new" danger>
              强制报告
            </ButtonLink>
          </div>
        </Confirm>
      )}
    </>
  )
}
