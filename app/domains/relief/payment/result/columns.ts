/** The columns of a bank's result file (回盘文件), by the names that banks give them. Pure. */
import type { ColumnDecl } from '~/sheets/header'

export const resultColumns: ColumnDecl[] = [
  {
    key: 'ref',
    label: '明细编号',
    required: true,
    aliases: ['明细号', '业务编号', '流水编号', '客户端编号', '备注编号'],
  },
  { key: 'amount', label: '金额', required: true, aliases: ['金额（元）', '交易金额', '发放金额', '实发金额'] },
  { key: 'result', label: '结果', required: true, aliases: ['处理结果', '交易结果', '发放结果', '交易状态', '状态'] },
  { key: 'reason', label: '原因', aliases: ['失败原因', '退回原因', '返回信息', '摘要', '说明'] },
  { key: 'account', label: '账号', aliases: ['收款账号', '银行账号', '卡号'] },
  { key: 'name', label: '户名', aliases: ['收款人', '收款人户名', '姓名'] },
]
