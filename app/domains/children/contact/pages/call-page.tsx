import { RadioField, SelectField } from '~/ui/choices'
import { Facts } from '~/ui/facts'
import { TextField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Cols, Notice, PageHead, Panel, Tag } from '~/ui/page'
import { optionsOf } from '~/ui/terms'
import { MOOD } from '../limits'
import { cancelWhys, missedWhys } from '../terms'
import type { CallData } from '../views/call.server'
import { ReasonPanel } from './reason-panel'

type Props = { data: CallData; token: string; lastResult: LastResult; intent?: string }
const tone = { booked: 'plain', done: 'done', missed: 'due', cancelled: 'plain' } as const

/** One call. What was said is nobody's to write down: there is no field for it. */
export function CallPage({ data, token, lastResult, intent }: Props) {
  return (
    <>
      <PageHead
        trail={[{ href: data.back, label: '亲情通话' }, { label: data.name }]}
        title={data.name}
        tag={<Tag tone={tone[data.state]}>{data.label}</Tag>}
        sub={data.when}
        actions={
          <ButtonLink href={`/children/urgent/${data.caseId}`} danger>
            孩子有危险，立即处置
          </ButtonLink>
        }
      />
      {data.done === 'recorded' && <Notice tone="done">已登记。</Notice>}
      {data.bar && (
        <Notice tone="late" title="监护人的同意现在不包括这次通话">
          {data.bar}
        </Notice>
      )}
      {data.late && <Notice tone="due">通话应当天登记结果，现在是补记。</Notice>}
      <Cols
        main={
          <>
            {data.mayRecord && <Record {...{ token, lastResult: intent === 'record' ? lastResult : undefined }} />}
            <Panel title="预约">
              <Facts
                rows={[
                  { label: '座位', value: `${data.place} 号` },
                  { label: '方式', value: data.way },
                  { label: '通话对象', value: data.parties },
                  { label: '预约人', value: data.bookedBy },
                  { label: '提醒', value: data.reminder },
                  Boolean(data.recordedBy) && {
                    label: '登记',
                    value: data.recordedBy,
                    hint: data.recordedLate ? '不是当天登记' : undefined,
                  },
                  Boolean(data.missedWhy) && { label: '未接通原因', value: data.missedWhy },
                  Boolean(data.mood) && { label: '情绪', value: data.mood },
                  Boolean(data.cancelWhy) && { label: '取消原因', value: data.cancelWhy },
                ]}
              />
            </Panel>
          </>
        }
        side={
          data.mayCancel && (
            <ReasonPanel
              title="改期或取消"
              note="改期请先取消，再约新的时间。"
              intent="cancel"
              label="取消这次通话"
              whys={cancelWhys}
              token={token}
              last={{ result: lastResult, intent }}
            />
          )
        }
      />
    </>
  )
}

function Record({ token, lastResult }: { token: string; lastResult: LastResult }) {
  return (
    <Panel title="登记结果" tone="next">
      <ActionForm token={token} intent="record" lastResult={lastResult} submitLabel="登记">
        <RadioField
          name="outcome"
          label="结果"
          required
          options={[
            { value: 'done', label: '已通话' },
            { value: 'missed', label: '没有接通' },
          ]}
        />
        <SelectField name="missedWhy" label="没有接通的原因" options={optionsOf(missedWhys)} />
        <TextField
          name="mood"
          label="情绪"
          maxLength={MOOD}
          hint="几个字即可，如“开心”“有点想家”。不写通话内容；孩子说到危险的，点上面的红色按钮，不写在这里"
        />
      </ActionForm>
    </Panel>
  )
}
