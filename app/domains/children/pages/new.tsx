import { PersonFields } from '~/people/pages/person-fields'
import { RadioField } from '~/ui/choices'
import { ActionForm, Fieldset, type LastResult } from '~/ui/form'
import { Notice, PageHead, Panel } from '~/ui/page'
import { optionsOf } from '~/ui/terms'
import { categories } from '../terms'
import type { NewChildData } from '../views/new.server'
import { CarerFields, FamilyFields, SchoolFields } from './family-fields'
import { labels } from './steps/labels'

/** 登记儿童: one child found by the census or by somebody's eye. */
export function NewChildPage({ data, lastResult }: { data: NewChildData; lastResult: LastResult }) {
  return (
    <>
      <PageHead
        trail={[{ href: '/children', label: '留守儿童' }, { label: '登记儿童' }]}
        title="登记儿童"
        sub={data.unit}
      />
      <Notice>
        孩子身上有伤、独自居住、疑似受到侵害的，先打 110
        并立即上门，再登记。一方外出、另一方能照料的也可以登记，审核时会提示改办困境儿童认定。
      </Notice>
      <Panel label="登记儿童">
        <ActionForm
          token={data.token}
          lastResult={lastResult}
          defaults={data.defaults}
          labels={labels}
          submitLabel="登记，送督导员审核"
          cancelHref="/children"
        >
          <RadioField
            name="category"
            label="儿童类别"
            hint="“服刑在教人员未成年子女”只有儿童主任和督导员看得到，其他人看到的是“困境儿童”"
            options={optionsOf(categories)}
            required
          />
          <PersonFields regions={[...data.villages, ...data.regions]} today={data.today} />
          <FamilyFields today={data.today} />
          <Fieldset legend="实际照料人" hint="平时带孩子的人；还没有的不填。">
            <CarerFields />
          </Fieldset>
          <Fieldset legend="就学" hint="登记以后，学校和班主任当天就能看到（看不到父母服刑、健康和受侵害的情况）。">
            <SchoolFields schools={data.schools} />
          </Fieldset>
        </ActionForm>
      </Panel>
    </>
  )
}
