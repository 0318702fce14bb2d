import type { ColumnDecl } from '~/sheets/header'

const names = (list: string) => list.split(' ')

const child: ColumnDecl[] = [
  { key: 'name', label: '儿童姓名', required: true, aliases: names('姓名 孩子姓名 学生姓名 儿童 学生') },
  {
    key: 'id_no',
    label: '身份证号',
    required: true,
    aliases: names('身份证号码 身份证 证件号码 公民身份号码 儿童身份证号 学生身份证号'),
  },
  { key: 'no_id_reason', label: '无证原因', aliases: names('无身份证原因 无证件说明') },
  { key: 'sex', label: '性别', aliases: names('男女') },
  { key: 'birth_date', label: '出生日期', aliases: names('出生年月日 生日 出生年月') },
  { key: 'category', label: '儿童类别', aliases: names('类别 类型 人员类别'), hint: '不填按留守儿童' },
  { key: 'household', label: '户口性质', aliases: names('户籍性质 户口类型'), hint: '农村、城镇；不填按农村' },
  { key: 'huji', label: '户籍地', aliases: names('户籍所在地 户口所在地 户籍村 户籍地址'), hint: '不填按现住村（居）' },
  {
    key: 'village',
    label: '现住村（居）',
    aliases: names('村 社区 村居 村（居） 村（社区） 现居住村 现居住地 实际居住地 居住村 所属村 家庭住址'),
    hint: '孩子实际居住的村（居）；由居住地建档',
  },
]

const parent = (key: 'father' | 'mother', word: string, short: string): ColumnDecl[] => [
  {
    key,
    label: `${word}情况`,
    required: true,
    aliases: [`${word}外出`, `${word}是否外出`, `${word}去向`, `${short}亲情况`, `${word}状况`],
    hint: '外出务工、在家、在家（重病重残）、失联、去世、离异等',
  },
  { key: `${key}_name`, label: `${word}姓名`, aliases: [`${short}亲名`, `${word}名字`] },
  { key: `${key}_phone`, label: `${word}电话`, aliases: [`${word}联系电话`, `${word}手机`, `${word}联系方式`] },
  { key: `${key}_place`, label: `${word}务工地`, aliases: [`${word}外出地`, `${word}务工地点`, `${word}务工省份`] },
  { key: `${key}_since`, label: `${word}外出时间`, aliases: [`${word}外出日期`, `${word}何时外出`] },
]

const care: ColumnDecl[] = [
  { key: 'carer_name', label: '照料人姓名', aliases: names('实际照料人 照料人 受托人 监护人 受委托监护人姓名') },
  { key: 'carer_relation', label: '与照料人关系', aliases: names('照料人关系 与儿童关系 与孩子关系 监护人关系') },
  { key: 'carer_phone', label: '照料人电话', aliases: names('照料人联系电话 监护人电话 联系电话') },
  { key: 'alone', label: '独自居住', aliases: names('是否独居 独居 单独居住') },
  { key: 'unattended', label: '无人看护', aliases: names('是否无人看护 无人监护') },
]

const schooling: ColumnDecl[] = [
  { key: 'school', label: '就读学校', aliases: names('学校 所在学校 学校名称') },
  { key: 'grade', label: '年级', aliases: names('就读年级 所在年级') },
  {
    key: 'class_no',
    label: '班级',
    aliases: names('所在班级 就读班级 班'),
    hint: '入学年份-班号，如 2024-1；或 2024级1班',
  },
]

/** A row a child, as villages and towns write it (摸底表). */
export const censusColumns: ColumnDecl[] = [
  ...child,
  ...parent('father', '父亲', '父'),
  ...parent('mother', '母亲', '母'),
  ...care,
  ...schooling,
]

/** As a school writes it: what only the village may know is not asked. */
export const schoolColumns: ColumnDecl[] = censusColumns.map((column) =>
  column.key === 'village' ? { ...column, required: true } : column,
)

/** Children who are in care already when the system starts (存量台账). */
export const ledgerColumns: ColumnDecl[] = [
  ...censusColumns,
  {
    key: 'in_care_on',
    label: '开始关爱服务日期',
    required: true,
    aliases: names('建档日期 开始服务日期 纳入日期 列入名册日期'),
  },
  { key: 'level', label: '监护评级', aliases: names('监护等级 监护情况等级 评估等级'), hint: '较好、一般；不填按一般' },
  { key: 'level_on', label: '上次评估日期', aliases: names('评估日期 监护评估日期') },
  { key: 'last_visit_on', label: '上次走访日期', aliases: names('最近走访日期 走访日期 最近一次走访') },
  { key: 'agreement_from', label: '委托照护协议起', aliases: names('协议开始日期 协议起始日 协议签订日期') },
  { key: 'agreement_to', label: '委托照护协议止', aliases: names('协议到期日 协议截止日 协议结束日期') },
]
