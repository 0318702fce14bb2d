import { formatDay } from '~/lib/dates'
import { DateField, HiddenField, TextField } from '~/ui/fields'
import { ActionForm, PostButton, type LastResult } from '~/ui/form'
import { Confirm, Empty, Notice, PageHead, Panel, Stack } from '~/ui/page'
import { SimpleTable } from '~/ui/table'
import type { MergePreview } from '../places/preview-merge.server'
import type { PlannedMerge } from '../places/plan-merge.server'

type Props = {
  typed: { from: string; to: string }
  preview: MergePreview | null
  wrong: string[]
  planned: PlannedMerge[]
  today: string
  done?: string
  token: string
  lastResult: LastResult
}

/** Merging units: which into which, then what would move, then day and order. */
export function MergePage(props: Props) {
  const { preview, wrong, planned, done, token, typed } = props
  return (
    <>
      <PageHead
        title="合并单位"
        trail={[{ href: '/admin/organisation', label: '机构' }, { label: '合并单位' }]}
        sub="档案、待办、转介和岗位一起移到合并后的单位；原单位撤销，名称和代码保留，原来的档案在新单位仍可找到。"
      />
      {done && <Notice tone="done">{done}</Notice>}
      <Stack>
        {preview ? <Decide {...props} preview={preview} /> : <Choose typed={typed} wrong={wrong} />}
        <Panel title="已安排的合并">
          {planned.length === 0 ? (
            <Empty>没有等待执行的合并。</Empty>
          ) : (
            <SimpleTable
              caption="已安排的合并"
              head={['生效日期', '被合并的单位', '合并后的单位', '依据', '办理']}
              rows={planned.map((one) => [
                formatDay(one.on),
                one.from.join('、'),
                one.to,
                one.reason,
                <PostButton
                  key={one.id}
                  token={token}
                  intent="cancel"
                  label="撤销安排"
                  fields={{ change: one.id }}
                  small
                />,
              ])}
            />
          )}
        </Panel>
      </Stack>
    </>
  )
}

/** A plain form of the address: the preview can be gone back to and sent. */
function Choose({ typed, wrong }: Pick<Props, 'typed' | 'wrong'>) {
  return (
    <Panel title="选择单位">
      {wrong.length > 0 && <Notice tone="late">{wrong.join('；')}</Notice>}
      <form method="get" className="action">
        <div className="field wide">
          <label htmlFor="merge-from">被合并的单位</label>
          <div className="hint" id="merge-from-hint">
            一行一个单位代码，种类须相同；代码在“机构”里查
          </div>
          <textarea
            id="merge-from"
            name="from"
            rows={4}
            defaultValue={typed.from}
            aria-describedby="merge-from-hint"
            required
          />
        </div>
        <div className="field">
          <label htmlFor="merge-to">合并后的单位</label>
          <input id="merge-to" name="to" defaultValue={typed.to} placeholder="340705001-JO1" required />
        </div>
        <div className="actions submit">
          <button type="submit">看看会移动什么</button>
        </div>
      </form>
    </Panel>
  )
}

function Decide({ preview, today, token, lastResult, typed }: Props & { preview: MergePreview }) {
  const { total } = preview
  const cells = (one: Omit<MergePreview['total'], 'code'>) => [
    one.files,
    one.openFiles,
    one.duties,
    one.referrals,
    one.posts,
  ]
  return (
    <Confirm
      title={`合并到${preview.to.name}`}
      consequences={[
        `${total.files} 份档案（在办 ${total.openFiles} 份）、${total.duties} 项待办、${total.referrals} 项转介、${total.posts} 个岗位移到${preview.to.name}`,
        `${preview.from.length} 个单位自生效日起撤销，不能恢复；原代码和名称仍可查到`,
        '生效日期是今天或以前的，提交后立即执行；以后的，到日自动执行，此前可以撤销安排',
      ]}
    >
      <Stack>
        <SimpleTable
          caption="会移动的数量"
          head={['单位', '档案', '在办', '待办', '转介', '岗位']}
          num={[1, 2, 3, 4, 5]}
          rows={[
            ...preview.from.map((one) => [`${one.name}（${one.code}）`, ...cells(one)]),
            ['合计', ...cells(total)],
          ]}
        />
        <ActionForm
          token={token}
          intent="merge"
          lastResult={lastResult}
          defaults={{ on: today }}
          submitLabel="合并"
          danger
          cancelHref="/admin/organisation/merge"
        >
          <HiddenField name="from" value={typed.from} />
          <HiddenField name="to" value={preview.to.code} />
          <DateField name="on" label="生效日期" required />
          <TextField name="reason" label="依据的文件" required width="wide" maxLength={200} />
        </ActionForm>
      </Stack>
    </Confirm>
  )
}
