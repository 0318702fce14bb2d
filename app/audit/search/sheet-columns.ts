/** The log as a table leaves the system: the same columns in the auditor's export and in what an archive is read as. */
import { formatSecond } from '~/lib/dates'
import type { SaidLine } from './say-rows'

type SheetColumn = {
  label: string
  /** As an export's column. */
  type: 'text' | 'code' | 'number'
  of: (line: SaidLine) => string | number
  width: number
}

export const sheetColumns: readonly SheetColumn[] = [
  { label: '日志编号', type: 'code', of: (line) => line.id, width: 12 },
  { label: '时间', type: 'code', of: (line) => formatSecond(line.at), width: 20 },
  { label: '人员', type: 'text', of: (line) => line.who, width: 12 },
  { label: '用户名', type: 'text', of: (line) => line.username, width: 16 },
  { label: '岗位和单位', type: 'text', of: (line) => line.post, width: 28 },
  { label: '事件', type: 'text', of: (line) => line.event, width: 14 },
  { label: '内容', type: 'text', of: (line) => line.what, width: 40 },
  { label: '事由', type: 'text', of: (line) => line.purpose, width: 16 },
  { label: '次数', type: 'number', of: (line) => line.count, width: 6 },
  { label: '档案代码', type: 'code', of: (line) => line.token ?? '', width: 24 },
  { label: 'IP 地址', type: 'text', of: (line) => line.ip, width: 16 },
  { label: '请求编号', type: 'code', of: (line) => line.request, width: 38 },
]
