import { FilterBar } from '~/ui/filters'
import { RadioField, SelectField } from '~/ui/choices'
import { AreaField, HiddenField, TextField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { Why } from '~/ui/facts'
import { ButtonLink } from '~/ui/link'
import { Count, Empty, Notice, PageHead, Pagination, Panel, Tag } from '~/ui/page'
import { optionsOf } from '~/ui/terms'
import type { LibraryData } from '../library/materials.server'
import { materialForms, materialStates, topics } from '../terms'

const base = '/children/legal-education/materials'
const states = Object.fromEntries(Object.entries(materialStates).map(([code, { label }]) => [code, label]))
const verdicts = [
  { value: 'shared', label: '共享给全县学校' },
  { value: 'declined', label: '不采用' },
]

type Props = { data: LibraryData; token: string; reviewed: string | null; lastResult: LastResult }

/** 法治资料库: what others have taught with. */
export function LibraryPage({ data, token, reviewed, lastResult }: Props) {
  const add = <ButtonLink href={`${base}/new`}>添加资料</ButtonLink>
  return (
    <>
      <PageHead
        trail={[{ href: '/children/legal-education', label: '法治副校长' }, { label: '法治资料库' }]}
        title="法治资料库"
        sub="课件、视频、案例、活动方案；教育局审核后全县共享"
        actions={data.mayAdd && add}
      />
      {data.done && <Notice tone="done">{data.done}</Notice>}
      <FilterBar
        values={data.values}
        clearHref={base}
        fields={[
          { name: 'q', label: '标题' },
          { name: 'topic', label: '主题', kind: 'select', options: optionsOf(topics) },
          { name: 'form', label: '类型', kind: 'select', options: optionsOf(materialForms) },
          { name: 'state', label: '状态', kind: 'select', options: optionsOf(states) },
        ]}
      />
      <Count>
        共 <b>{data.count}</b> 份
      </Count>
      {data.rows.length === 0 && (
        <Panel label="资料">
          {data.filtered ? (
            <Empty title="没有符合条件的资料">换个条件试试，或清除筛选。</Empty>
          ) : (
            <Empty title="资料库还是空的" action={data.mayAdd && add}>
              把上课用过的课件、案例放进来，别的学校也能用。
            </Empty>
          )}
        </Panel>
      )}
      {data.rows.map((row) => (
        <Panel key={row.id} title={row.title}>
          <p>
            <Tag tone={row.state.tone}>{row.state.label}</Tag> <Tag>{row.topic}</Tag> <Tag>{row.form}</Tag>{' '}
            <span className="soft">
              {row.by} · {row.on} · 用过 {row.used} 次
            </span>
          </p>
          {row.outline && <p className="prose">{row.outline}</p>}
          <p>
            在哪里：
            {row.link ? (
              <a href={row.link} rel="noreferrer noopener">
                {row.foundAt}
              </a>
            ) : (
              row.foundAt
            )}
          </p>
          {row.why && <p>教育局：{row.why}</p>}
          {data.mayReview && row.code === 'proposed' && (
            <Why summary="审核" open={reviewed === row.id}>
              <ActionForm
                token={token}
                id={`review-${row.id}`}
                lastResult={reviewed === row.id ? lastResult : undefined}
                defaults={{ verdict: 'shared' }}
                submitLabel="提交审核"
              >
                <HiddenField name="id" value={row.id} />
                <RadioField name="verdict" label="结论" options={verdicts} required />
                <TextField name="why" label="说明" hint="不采用的必须写明原因" maxLength={200} />
              </ActionForm>
            </Why>
          )}
        </Panel>
      ))}
      <Pagination next={data.next} countText={data.next ? '每页 30 份' : undefined} />
    </>
  )
}

export function NewMaterialPage({ token, lastResult }: { token: string; lastResult: LastResult }) {
  return (
    <>
      <PageHead
        trail={[{ href: base, label: '法治资料库' }, { label: '添加资料' }]}
        title="添加资料"
        sub="教育局审核后共享"
      />
      <Notice>案例要隐去姓名、学校和能认出是谁的细节；不放孩子的照片。</Notice>
      <Panel label="添加资料">
        <ActionForm token={token} lastResult={lastResult} defaults={{}} submitLabel="提交" cancelHref={base}>
          <TextField name="title" label="标题" maxLength={60} required />
          <SelectField name="topic" label="主题" options={optionsOf(topics)} required />
          <RadioField name="form" label="类型" options={optionsOf(materialForms)} inline required />
          <TextField
            name="foundAt"
            label="在哪里"
            hint="网址，或者怎样拿到，例如 区法院宣传处 王法官处有 U 盘"
            maxLength={300}
            width="wide"
            required
          />
          <AreaField name="outline" label="内容提要" maxLength={1000} rows={4} />
        </ActionForm>
      </Panel>
    </>
  )
}
