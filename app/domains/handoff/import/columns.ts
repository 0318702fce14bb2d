import type { ColumnDecl } from '~/sheets/header'

/** Other names of a column, parted by blanks. */
function names(list: string): string[] {
  return list.split(' ')
}

/** Who somebody is. */
export const personColumns: ColumnDecl[] = [
  {
    key: 'name',
    label: '姓名',
    required: true,
    aliases: names('名字 人员姓名 罪犯姓名 刑释人员姓名 服刑人员姓名 对象姓名 帮教对象 安置帮教对象姓名'),
  },
  {
    key: 'sex',
    label: '性别',
    aliases: names('男女 性别（男/女）'),
  },
  {
    key: 'id_no',
    label: '身份证号',
    required: true,
    aliases: names(
      '身份证号码 身份证 证件号码 证件号 居民身份证号码 公民身份号码 公民身份证号码 身份号码 身份证件号码',
    ),
  },
  {
    key: 'no_id_reason',
    label: '无证原因',
    aliases: names('无身份证原因 证件情况 无证件说明'),
  },
  {
    key: 'birth_date',
    label: '出生日期',
    aliases: names('出生年月 出生年月日 生日 出生时间'),
  },
]

/** What only the county's and the town's justice office may see. */
export const offenceColumns: ColumnDecl[] = [
  {
    key: 'offence',
    label: '罪名',
    aliases: names('案由 犯罪类型 罪名（案由） 判决罪名 原判罪名 主要罪名'),
  },
  {
    key: 'sentence',
    label: '刑期',
    aliases: names('原判刑期 判处刑期 刑罚 刑种刑期 刑种及刑期 判决刑期 现刑期'),
    hint: '写明几年几个月，如 3年6个月',
  },
  {
    key: 'key_category',
    label: '重点类别',
    aliases: names(
      '重点情形 重点对象情形 重点对象 重点人员类别 重点对象类别 特殊情况 特殊情形 人员类别 必接必送情形 三无情况 是否三无人员 困难情况',
    ),
    hint: '三无、老病残、未成年犯罪等',
  },
  {
    key: 'juvenile_at_offence',
    label: '犯罪时未满18',
    aliases: names('犯罪时未满18周岁 犯罪时是否未成年 是否未成年犯 未成年犯 犯罪时未成年 未成年犯罪 是否未成年'),
  },
  {
    key: 'offence_on',
    label: '犯罪日期',
    aliases: names('犯罪时间 作案时间 作案日期 案发时间 案发日期'),
  },
]

/** The columns of a release roster; remarks (备注) and running numbers are not read. */
export const rosterColumns: ColumnDecl[] = [
  ...personColumns,
  ...offenceColumns,
  {
    key: 'release_due_on',
    label: '应释放日',
    required: true,
    aliases: names(
      '释放日期 预释放日期 预计释放日期 释放时间 应释放日期 刑满日期 刑满释放日期 刑满时间 刑期止日 刑期截止日期 出狱日期 出监日期 拟释放日期 到期日期 止日',
    ),
  },
  {
    key: 'huji_town',
    label: '户籍乡镇',
    required: true,
    aliases: names(
      '户籍地（乡镇） 户籍地乡镇 户籍乡镇街道 乡镇 乡镇（街道） 街道 镇街 镇（街道） 所属乡镇 户籍地 户籍所在地 户籍 司法所 所属司法所 接收司法所',
    ),
  },
  {
    key: 'address',
    label: '详细地址',
    aliases: names('住址 家庭住址 家庭地址 户籍地址 户籍详细地址 居住地 居住地址 现住址 地址 常住地址 村居 村（社区）'),
  },
  {
    key: 'contact',
    label: '联系人',
    aliases: names(
      '联系人及电话 家属及联系方式 家属联系方式 家属联系人 家庭联系人 亲属及联系电话 主要亲属 家属 亲属 亲属联系方式 家庭成员及电话',
    ),
  },
  {
    key: 'contact_phone',
    label: '联系人电话',
    aliases: names('联系电话 家属电话 家属联系电话 亲属电话 电话 联系方式 手机 手机号码 电话号码'),
  },
  {
    key: 'prison',
    label: '监所',
    required: true,
    aliases: names(
      '服刑监所 监狱 服刑监狱 所在监狱 释放单位 释放监所 关押单位 关押场所 押犯单位 监狱名称 服刑场所 服刑地点 羁押单位',
    ),
  },
  {
    key: 'release_cert_no',
    label: '释放证明书号',
    aliases: names('释放证明书编号 释放证编号 释放证号 释放证明编号 刑满释放证明书号 释放证明书'),
  },
  {
    key: 'notice_on',
    label: '通知日期',
    aliases: names('预释放通知日期 通知书日期 发函日期 通知时间 预释放通知日'),
  },
]

/** The columns of an opening ledger (存量台账): the people an office already helps when the system starts. */
export const ledgerColumns: ColumnDecl[] = [
  ...personColumns,
  ...offenceColumns,
  {
    key: 'town',
    label: '责任乡镇',
    required: true,
    aliases: names(
      '乡镇 乡镇（街道） 街道 镇街 所属乡镇 责任地 责任司法所 司法所 所属司法所 帮教单位 管理单位 户籍乡镇 户籍地（乡镇）',
    ),
  },
  {
    key: 'state',
    label: '状态',
    required: true,
    aliases: names('当前状态 目前状态 帮教状态 人员状态 帮教情况 衔接状态 现状'),
    hint: '帮教中、谢绝、外出、失联、已建档',
  },
  {
    key: 'released_on',
    label: '释放日期',
    required: true,
    aliases: names('实释放日 实际释放日期 刑满释放日期 刑释日期 释放时间 刑满日期 出狱日期 出监日期'),
  },
  {
    key: 'help_start_on',
    label: '帮教开始日',
    aliases: names('帮教起始日期 帮教开始日期 帮教开始时间 帮教起日 建档日期 接收日期 衔接日期 报到日期'),
  },
  {
    key: 'help_end_on',
    label: '帮教结束日',
    aliases: names('帮教截止日期 帮教结束日期 帮教结束时间 帮教止日 帮教到期日期 帮教期满日期 帮教到期日 解除日期'),
  },
  {
    key: 'support_level',
    label: '帮扶等级',
    aliases: names('等级 帮教等级 帮扶级别 级别 类别等级'),
    hint: 'A、B 或 C',
  },
  {
    key: 'placement_type',
    label: '安置方式',
    aliases: names('安置情况 安置类型 安置去向 就业情况 就业安置 就业安置情况 落实安置情况 安置'),
  },
  {
    key: 'last_contact_on',
    label: '最近联系日',
    aliases: names(
      '最近联系日期 最近走访日期 最近走访时间 最后联系日期 最近谈话日期 上次走访日期 最近一次联系 最近联系时间',
    ),
  },
  {
    key: 'phone',
    label: '联系电话',
    aliases: names('电话 本人电话 手机 手机号码 手机号 本人联系电话 联系方式 电话号码'),
  },
  {
    key: 'address',
    label: '详细地址',
    aliases: names('住址 家庭住址 家庭地址 现住址 居住地 居住地址 户籍地址 地址 常住地址 现居住地'),
  },
  {
    key: 'pair_helper',
    label: '结对帮扶人',
    aliases: names('帮扶人 结对人 帮教人 帮教责任人 帮教人员 结对帮教人 帮扶责任人 志愿者 帮教志愿者 责任人'),
  },
]
