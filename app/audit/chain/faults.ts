/** What a verification may find wrong, in codes and numbers: no person, no file but by its token. */
export type Fault =
  /** A batch: its place in the chain, the number of its lines, or their content does not fit. */
  | { what: 'batch'; batch: number; from: string; to: string; why: BatchWhy; rows: number; found: number }
  /** A day's anchor in the file, in the database, and the batch that it names. */
  | { what: 'anchor'; day: string; why: 'no_line' | 'no_record' | 'differs' | 'no_batch' | 'unreadable' }
  /** A month's archive file. */
  | { what: 'archive'; month: string; why: 'missing' | 'changed' }
  /** A file's timeline, at the event with this number. */
  | { what: 'timeline'; fileToken: string; seq: number }
  /** Lines that lie in no month's partition. */
  | { what: 'stray'; rows: number }
  /** Lines older than a day that are in no batch. */
  | { what: 'unclosed'; since: string }

export type BatchWhy = 'link' | 'rows' | 'content'

const batchWhy: Record<BatchWhy, string> = {
  link: '与前一批不衔接',
  rows: '条数不符',
  content: '内容与封存时不一致',
}
const anchorWhy: Record<Extract<Fault, { what: 'anchor' }>['why'], string> = {
  no_line: '锚点文件中缺少这一天',
  no_record: '锚点文件中多出这一天',
  differs: '锚点文件与数据库记录不一致',
  no_batch: '锚定的批次已不存在或被改动',
  unreadable: '锚点文件中有无法识别的内容',
}

/** A fault in plain words, for the auditor. */
export function faultText(fault: Fault): string {
  if (fault.what === 'batch')
    return `第 ${fault.batch} 批（日志 ${fault.from}–${fault.to}）${batchWhy[fault.why]}：封存 ${fault.rows} 条，现有 ${fault.found} 条`
  if (fault.what === 'anchor') return `${fault.day} 的锚点：${anchorWhy[fault.why]}`
  if (fault.what === 'archive')
    return `${fault.month.slice(0, 7)} 的归档文件${fault.why === 'missing' ? '不在服务器上' : '被改动'}`
  if (fault.what === 'timeline') return `档案代码 ${fault.fileToken} 的办理经过从第 ${fault.seq} 条起不符`
  if (fault.what === 'stray') return `有 ${fault.rows} 条日志不在任何月份的分区里`
  return `自 ${fault.since} 起有日志没有按时封存`
}

/** At most so many faults are kept of one verification; their number is told all the same. */
export const KEPT_FAULTS = 50
