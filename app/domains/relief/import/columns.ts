import type { ColumnDecl } from '~/sheets/header'

const names = (list: string) => list.split(' ')

/** The columns of an opening ledger of 低保: a row a household. */
export const dibaoColumns: ColumnDecl[] = [
  { key: 'name', label: '户主姓名', required: true, aliases: names('姓名 户主 申请人 申请人姓名 保障对象') },
  {
    key: 'id_no',
    label: '身份证号',
    required: true,
    aliases: names('身份证号码 身份证 证件号码 户主身份证号 公民身份号码'),
  },
  { key: 'no_id_reason', label: '无证原因', aliases: names('无身份证原因 无证件说明') },
  { key: 'sex', label: '性别', aliases: names('男女') },
  { key: 'birth_date', label: '出生日期', aliases: names('出生年月 出生年月日 生日') },
  { key: 'village', label: '村（社区）', required: true, aliases: names('村 社区 村居 村（居） 所属村 居委会') },
  { key: 'persons', label: '保障人数', required: true, aliases: names('人数 保障人口 享受人数 家庭人口') },
  { key: 'income', label: '家庭月收入', required: true, aliases: names('月收入 家庭收入 收入'), hint: '全家合计，元' },
  { key: 'amount', label: '月保障金额', required: true, aliases: names('保障金 月发放金额 月补差 金额 低保金') },
  { key: 'decided_on', label: '批准日期', required: true, aliases: names('审批日期 确认日期 享受起始日 开始享受时间') },
  { key: 'rechecked_on', label: '上次复核日期', aliases: names('复核日期 复审日期 年审日期') },
  { key: 'cycle', label: '复核周期', aliases: names('复核 年审周期'), hint: '每年或每半年；不填按每半年' },
  { key: 'phone', label: '联系电话', aliases: names('电话 手机 手机号') },
  { key: 'account', label: '银行账号', aliases: names('账号 银行卡号 一卡通账号') },
  { key: 'bank', label: '开户行', aliases: names('开户银行 银行') },
]
