import { SelectField } from '~/ui/choices'
import { DateField, HiddenField, TextField } from '~/ui/fields'
import { ActionForm, Row, type LastResult } from '~/ui/form'
import { Notice, PageHead, Panel } from '~/ui/page'
import { NEED } from '../limits'
import type { ProposeData } from '../views/pairings.server'

type Props = { data: ProposeData; token: string; lastResult: LastResult }

/** 提出结对: who, what for, his declaration, what the child says to it. */
export function ProposePage({ data, token, lastResult }: Props) {
  const back = `/children/${data.child}`
  return (
    <>
      <PageHead
        trail={[{ href: back, label: data.name }, { label: '提出结对' }]}
        title={data.replaces ? '更换结对人' : '提出结对'}
        sub="提出后由儿童主任或督导员中的另一人同意；同意前要有监护人对结对关爱的同意书"
      />
      {data.replaces && (
        <Notice title={`现在的结对人是${data.replaces}`}>新的结对同意之日，原来的自动结束，不能再看到孩子。</Notice>
      )}
      <Panel label="提出结对">
        <ActionForm token={token} lastResult={lastResult} submitLabel="提出" cancelHref={back}>
          <HiddenField name="child" value={data.child} />
          <SelectField name="helper" label="结对人" required options={data.helpers} hint="本县在岗的结对帮扶人" />
          <TextField
            name="need"
            label="约定的爱好或需要"
            required
            maxLength={NEED}
            hint="结对人能看到的只有孩子的名（不含姓）、年级和这一句；不写家庭、健康和父母的情况"
          />
          <Row>
            <DateField
              name="declaredOn"
              label="背景声明签署日期"
              required
              min={data.oldest}
              max={data.today}
              hint="结对人声明没有伤害未成年人的违法犯罪记录"
            />
            <TextField name="declarationKeptAt" label="声明原件存放处" required maxLength={100} />
          </Row>
          <Row>
            <DateField name="childAskedOn" label="哪天问过孩子" required max={data.today} hint="孩子自己愿意" />
            <DateField
              name="until"
              label="结对到哪天"
              required
              max={data.latest}
              hint={`最晚到 ${data.latest}，到期可以续期`}
            />
          </Row>
        </ActionForm>
      </Panel>
    </>
  )
}
