import { UserError } from '~/lib/errors'

/** The answers to files that cannot be read. Each says what is wrong and what to do next. */
export const REFUSALS = {
  empty: '文件是空的，没有可导入的内容。请检查后重新选择文件。',
  tooLarge: '文件太大（超过 20 MB）。请只保留要导入的表，删去图片和无关的工作表后再导入。',
  extension: '只能导入 .xlsx 和 .csv 文件。请另存为 .xlsx 后再导入。',
  oldExcel: '这是旧版 .xls 格式，请另存为 .xlsx 后再导入。',
  otherTable: '这种表格格式不能直接导入，请另存为 .xlsx 后再导入。',
  encrypted: '表格设了打开密码，系统读不了。请去掉密码，另存为 .xlsx 后再导入。',
  notTable: '文件内容不是表格（与扩展名不符）。请用表格软件打开，另存为 .xlsx 后再导入。',
  broken: '文件已损坏或内容不完整，无法读取。请用表格软件打开，另存为 .xlsx 后再导入。',
  bomb: '文件解压后过大或压缩率异常，为安全起见没有读取。请把要导入的表复制到新表格，另存为 .xlsx 后再导入。',
  rows: '行数超过 20,000 行。请分成几个文件导入。',
  columns: '列数超过 200 列。请只保留要导入的列后再导入。',
  cell: '有单元格的文字过长。请删去与名单无关的内容后再导入。',
  noSheet: '没有可读的工作表（隐藏的工作表不导入）。请取消隐藏后再导入。',
  encoding: '看不懂文件的文字编码。请用表格软件打开，另存为 .xlsx 后再导入。',
  quotes: 'CSV 文件的引号不成对，后面的行无法分清。请用表格软件打开，另存为 .xlsx 后再导入。',
} as const

/** Throws the refusal as a `UserError`: 413 for size, 400 for everything else. */
export function refuseFile(why: keyof typeof REFUSALS): never {
  const large = why === 'tooLarge' || why === 'bomb' || why === 'rows' || why === 'columns' || why === 'cell'
  throw new UserError(large ? 413 : 400, REFUSALS[why])
}
