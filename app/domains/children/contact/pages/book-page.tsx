import { ChecksField, RadioField, SelectField } from '~/ui/choices'
import { HiddenField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { PageHead, Panel } from '~/ui/page'
import { optionsOf } from '~/ui/terms'
import { callParties } from '../terms'
import type { BookingData } from '../views/book.server'

type Props = { data: BookingData; token: string; lastResult: LastResult }

/** 预约通话: for whom, with whom, by telephone or video. */
export function BookPage({ data, token, lastResult }: Props) {
  const [only] = data.ways
  return (
    <>
      <PageHead trail={[{ href: data.back, label: '亲情通话' }, { label: '预约' }]} title="预约通话" sub={data.when} />
      <Panel label="预约">
        <ActionForm
          token={token}
          lastResult={lastResult}
          submitLabel="预约"
          cancelHref={data.back}
          labels={{ day: '时间', slot: '时段' }}
        >
          <HiddenField name="slot" value={data.slot} />
          <HiddenField name="day" value={data.day} />
          <SelectField name="child" label="孩子" required options={data.children} defaultValue={data.child} />
          <ChecksField
            name="parties"
            label="和谁通话"
            hint="至少一位家长；前一天短信提醒家长"
            required
            options={optionsOf(callParties)}
          />
          <RadioField
            name="way"
            label="方式"
            hint="要有监护人的同意；没有同意视频的可以用电话"
            required
            options={data.ways}
            defaultValue={data.ways.length === 1 ? only?.value : undefined}
          />
        </ActionForm>
      </Panel>
    </>
  )
}
