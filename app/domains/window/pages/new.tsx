import { CheckField, RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField, TextField } from '~/ui/fields'
import { ActionForm, Fieldset, Row, type LastResult } from '~/ui/form'
import { Notice, PageHead, Panel } from '~/ui/page'
import type { NewData } from '../views/new.server'
import { agents, channels, matterOptions, optionsOf, relations, replyChannels, urgencies } from '../terms'
import { PersonFields } from './person-fields'

type Props = { data: NewData; lastResult: LastResult }

/** 受理登记: whoever comes is taken in; there is no button that turns anybody away. */
export function NewIntakePage({ data, lastResult }: Props) {
  return (
    <>
      <PageHead
        trail={[{ href: '/intake', label: '一口受理' }, { label: '受理登记' }]}
        title="受理登记"
        sub={data.unit}
      />
      <Notice>来的都受理。不归本窗口办的，受理后分派给承办单位，不让申请人多跑；材料不齐的，受理后一次告知。</Notice>
      <Panel label="受理登记">
        <ActionForm
          token={data.token}
          lastResult={lastResult}
          defaults={{ channel: 'window', urgency: 'normal', replyChannel: 'phone', ...data.defaults }}
          labels={labels}
          submitLabel="受理"
          cancelHref="/intake"
        >
          <MatterFields lastResult={lastResult} channel />
          <Fieldset legend="申请人">
            <PersonFields today={data.today} />
          </Fieldset>
          <Fieldset legend="代理人" hint="本人来办的不填。委托别人来的，要有授权书。">
            <Row>
              <SelectField name="agent" label="代理人是" options={optionsOf(agents)} />
              <TextField name="agentName" label="代理人姓名" maxLength={50} />
            </Row>
            <Row>
              <TextField name="agentPhone" label="代理人电话" type="tel" maxLength={30} />
              <SelectField name="agentRelation" label="与申请人的关系" options={optionsOf(relations)} />
            </Row>
            <Row>
              <DateField name="authorisedOn" label="授权日期" max={data.today} />
              <TextField name="authorityKeptAt" label="授权书存放处" hint="例如 窗口档案柜 2 号" maxLength={100} />
            </Row>
          </Fieldset>
        </ActionForm>
      </Panel>
    </>
  )
}

/** 代办: a grid worker takes a resident's matter to the window of his town. */
export function NewProxyPage({ data, lastResult }: Props) {
  return (
    <>
      <PageHead
        trail={[{ href: '/intake/proxied', label: '我代办的事项' }, { label: '代办登记' }]}
        title="代办登记"
        sub={data.unit}
      />
      <Notice>登记后由乡镇便民服务窗口受理、分派，您可以随时查看办到哪一步，转告居民。</Notice>
      <Panel label="代办登记">
        <ActionForm
          token={data.token}
          lastResult={lastResult}
          defaults={{ urgency: 'normal', replyChannel: 'phone', authorisedOn: data.today, ...data.defaults }}
          labels={labels}
          submitLabel="送窗口受理"
          cancelHref="/intake/proxied"
        >
          <MatterFields lastResult={lastResult} />
          <Fieldset legend="居民">
            <PersonFields today={data.today} />
          </Fieldset>
          <Fieldset legend="授权" hint="代办要有居民本人的书面授权。">
            <Row>
              <DateField name="authorisedOn" label="授权日期" max={data.today} required />
              <TextField name="authorityKeptAt" label="授权书存放处" maxLength={100} required />
            </Row>
          </Fieldset>
        </ActionForm>
      </Panel>
    </>
  )
}

/** What it is about. A matter that cannot wait goes past the queue, whatever is ticked below. */
function MatterFields({ lastResult, channel }: { lastResult: LastResult; channel?: boolean }) {
  return (
    <Fieldset legend="事项">
      <Row>
        <SelectField
          name="matter"
          label="什么事项"
          hint="儿童受到伤害、可能伤害自己、今晚没有吃住、突发疾病：选“特急”组，当即通知值班人员"
          options={matterOptions}
          required
        />
        {channel && <SelectField name="channel" label="怎么来的" options={optionsOf(channels)} required />}
      </Row>
      <RadioField name="urgency" label="紧急程度" options={optionsOf(urgencies)} inline required />
      <AreaField
        name="summary"
        label="诉求"
        hint="写本人要办什么、有什么困难。不写邻里议论，不写信仰和观点。"
        maxLength={1000}
        rows={4}
        width="wide"
        required
      />
      {lastResult?.error?.checked && <CheckField name="checked" label="已核对，内容确实需要保留" />}
      <RadioField name="replyChannel" label="怎么答复" options={optionsOf(replyChannels)} inline required />
    </Fieldset>
  )
}

/** Fields that stand inside own components, for the summary of errors. */
const labels: Record<string, string> = {
  name: '姓名',
  sex: '性别',
  idNo: '身份证号',
  birthOn: '出生日期',
  phone: '联系电话',
  address: '住址',
  matter: '什么事项',
  channel: '怎么来的',
  urgency: '紧急程度',
  summary: '诉求',
  replyChannel: '怎么答复',
  checked: '核对',
}
