import { CheckField, RadioField, SelectField } from '~/ui/choices'
import { DateField, TextField } from '~/ui/fields'
import { ActionForm, Fieldset, Row, type LastResult } from '~/ui/form'
import { Notice, PageHead, Panel } from '~/ui/page'
import { optionsOf } from '~/ui/terms'
import { organs } from '../terms'
import type { NominateData } from '../views/nominate.server'

/** 登记推荐人选: what stands on the organ's letter. */
export function NominatePage({ data, lastResult }: { data: NominateData; lastResult: LastResult }) {
  return (
    <>
      <PageHead
        trail={[{ href: '/children/legal-education', label: '法治副校长' }, { label: '登记推荐人选' }]}
        title="登记推荐人选"
        sub={data.unit}
      />
      <Notice>
        凭派出单位的推荐函登记，由教育局聘任。一人最多在 {data.most} 所学校任职；身份证号只用来核对，不保存。
      </Notice>
      <Panel label="登记推荐人选">
        <ActionForm
          token={data.token}
          lastResult={lastResult}
          defaults={data.defaults}
          submitLabel="登记"
          cancelHref="/children/legal-education"
        >
          <SelectField name="school" label="学校" options={data.schools} required />
          <Row>
            <TextField name="name" label="姓名" maxLength={50} required />
            <TextField name="idNo" label="身份证号码" maxLength={30} spellCheck={false} required />
          </Row>
          <RadioField name="organ" label="派出机关" options={optionsOf(organs)} inline required />
          <Row>
            <TextField name="organName" label="单位名称" maxLength={60} required />
            <TextField name="duty" label="职务" hint="例如 一级法官" maxLength={40} required />
          </Row>
          <CheckField name="retired" label="退休人员" hint="不超过 65 周岁，只聘一个任期" />
          <Fieldset legend="推荐函" hint="原件自行保管，这里登记名称、日期和存放处。">
            <Row>
              <TextField name="paper.title" label="材料名称" maxLength={100} required />
              <DateField name="paper.onDay" label="材料日期" max={data.today} required />
              <TextField name="paper.keptAt" label="原件存放处" maxLength={100} required />
            </Row>
          </Fieldset>
        </ActionForm>
      </Panel>
    </>
  )
}
