import { PostButton } from '~/ui/form'
import { Count } from '~/ui/page'

export const dueOptions = [
  { value: 'late', label: '已逾期' },
  { value: 'today', label: '今天' },
  { value: 'week', label: '七天内（含逾期）' },
  { value: 'none', label: '没有到期事项' },
]
/** `opened`: what the day is called on which such files begin. */
export const ordersBy = (opened: string) => [
  { value: 'due', label: '按到期日' },
  { value: 'opened', label: `按${opened}，新的在前` },
  { value: 'name', label: '按姓名拼音' },
]
export const orderOptions = ordersBy('建档日')

/** How many there are, and the button that shows the names of this page. */
export function ListLine({
  count,
  rows,
  shown,
  mayShow,
  token,
  unit = '人',
}: {
  count: string
  rows: number
  shown: boolean
  mayShow: boolean
  token: string
  unit?: string
}) {
  return (
    <div className="panelhead">
      <Count>
        共 <b>{count}</b> {unit}
      </Count>
      {mayShow && rows > 0 && !shown && (
        <PostButton token={token} intent="names" label="显示姓名" small fields={{ rows: String(rows) }} />
      )}
      {shown && <span className="soft">姓名已显示，两分钟后自动隐去；本次查看已记录。</span>}
    </div>
  )
}
