import { shown } from '~/casefile/ui/day-words'
import { Facts } from '~/ui/facts'
import { ButtonLink } from '~/ui/link'
import { Actions, Notice, PageHead, Panel, Tag } from '~/ui/page'
import type { MenteeData } from '../views/mentoring.server'
import { Talks } from './talks'

/** What a mentor sees of a child: the given name, the class, what was agreed, whom to call at school. */
export function MenteePage({ data }: { data: MenteeData }) {
  const base = `/children/mentoring/${data.id}`
  const waiting = data.state.code === 'agreed'
  return (
    <>
      <PageHead
        trail={[{ href: '/children/legal-education', label: '我的工作' }, { label: '结对辅导' }]}
        title={data.name}
        tag={<Tag tone={data.state.tone}>{data.state.label}</Tag>}
        sub={`${data.school} ${data.className}`}
        actions={
          <ButtonLink href={data.reportHref} quiet>
            发现受侵害，立即报告
          </ButtonLink>
        }
      />
      {data.done && <Notice tone="done">{data.done}</Notice>}
      <Panel title={waiting ? '学校请您结对辅导' : '辅导'} tone="next">
        <Facts
          rows={[
            { label: '需要', value: data.needs },
            { label: '学校联系人', value: data.contact },
            { label: '结对到', value: shown(data.untilOn) },
            !waiting && { label: '下次谈话', value: shown(data.nextOn) },
          ]}
        />
        <Actions>
          {waiting ? (
            <>
              <ButtonLink href={`${base}/step/accept`}>接受结对</ButtonLink>
              <ButtonLink href={`${base}/step/decline`} quiet>
                不接受
              </ButtonLink>
            </>
          ) : (
            <ButtonLink href={`${base}/step/talk`}>记录谈话</ButtonLink>
          )}
        </Actions>
      </Panel>
      {!waiting && <Talks talks={data.talks} />}
    </>
  )
}
