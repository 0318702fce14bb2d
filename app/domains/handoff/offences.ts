/**
 * Offences (罪名) lists name, by article of the Criminal Law (刑法). The code is kept; free text is not.
 * Order matters where one name lies within another: the longer one first.
 */
export const offences: { code: string; label: string }[] = [
  { code: '115', label: '失火罪' },
  { code: '128', label: '非法持有枪支罪' },
  { code: '133', label: '交通肇事罪' },
  { code: '133-1', label: '危险驾驶罪' },
  { code: '134', label: '重大责任事故罪' },
  { code: '140', label: '生产、销售伪劣产品罪' },
  { code: '144', label: '生产、销售有毒、有害食品罪' },
  { code: '153', label: '走私普通货物罪' },
  { code: '163', label: '非国家工作人员受贿罪' },
  { code: '176', label: '非法吸收公众存款罪' },
  { code: '192', label: '集资诈骗罪' },
  { code: '196', label: '信用卡诈骗罪' },
  { code: '205', label: '虚开增值税专用发票罪' },
  { code: '224', label: '合同诈骗罪' },
  { code: '224-1', label: '组织、领导传销活动罪' },
  { code: '225', label: '非法经营罪' },
  { code: '232', label: '故意杀人罪' },
  { code: '233', label: '过失致人死亡罪' },
  { code: '234', label: '故意伤害罪' },
  { code: '235', label: '过失致人重伤罪' },
  { code: '236', label: '强奸罪' },
  { code: '237', label: '强制猥亵罪' },
  { code: '238', label: '非法拘禁罪' },
  { code: '239', label: '绑架罪' },
  { code: '240', label: '拐卖妇女、儿童罪' },
  { code: '245', label: '非法侵入住宅罪' },
  { code: '253-1', label: '侵犯公民个人信息罪' },
  { code: '258', label: '重婚罪' },
  { code: '263', label: '抢劫罪' },
  { code: '264', label: '盗窃罪' },
  { code: '267', label: '抢夺罪' },
  { code: '266', label: '诈骗罪' },
  { code: '270', label: '侵占罪' },
  { code: '271', label: '职务侵占罪' },
  { code: '272', label: '挪用资金罪' },
  { code: '274', label: '敲诈勒索罪' },
  { code: '275', label: '故意毁坏财物罪' },
  { code: '276-1', label: '拒不支付劳动报酬罪' },
  { code: '277', label: '妨害公务罪' },
  { code: '287-2', label: '帮助信息网络犯罪活动罪' },
  { code: '292', label: '聚众斗殴罪' },
  { code: '293', label: '寻衅滋事罪' },
  { code: '303', label: '赌博罪' },
  { code: '303-2', label: '开设赌场罪' },
  { code: '307', label: '妨害作证罪' },
  { code: '310', label: '窝藏、包庇罪' },
  { code: '312', label: '掩饰、隐瞒犯罪所得、犯罪所得收益罪' },
  { code: '313', label: '拒不执行判决、裁定罪' },
  { code: '338', label: '污染环境罪' },
  { code: '341', label: '危害珍贵、濒危野生动物罪' },
  { code: '343', label: '非法采矿罪' },
  { code: '345', label: '盗伐林木罪' },
  { code: '347', label: '走私、贩卖、运输、制造毒品罪' },
  { code: '348', label: '非法持有毒品罪' },
  { code: '354', label: '容留他人吸毒罪' },
  { code: '358', label: '组织、强迫卖淫罪' },
  { code: '359', label: '引诱、容留、介绍卖淫罪' },
  { code: '363', label: '制作、复制、出版、贩卖、传播淫秽物品牟利罪' },
  { code: '382', label: '贪污罪' },
  { code: '384', label: '挪用公款罪' },
  { code: '385', label: '受贿罪' },
  { code: '389', label: '行贿罪' },
  { code: '397', label: '滥用职权罪' },
  { code: 'other', label: '其他' },
]

/** Short names used in lists, beside the labels. */
const SHORT: [RegExp, string][] = [
  [/贩卖毒品|运输毒品|制造毒品|走私毒品|贩毒/, '347'],
  [/帮信|帮助信息网络/, '287-2'],
  [/掩饰.{0,2}隐瞒|掩隐/, '312'],
  [/醉驾|醉酒驾驶/, '133-1'],
  [/非法吸收公众存款|非吸/, '176'],
  [/拒执|拒不执行/, '313'],
  [/虚开.{0,8}发票/, '205'],
  [/传销/, '224-1'],
  [/强制猥亵|猥亵/, '237'],
  [/窝藏|包庇/, '310'],
  [/卖淫/, '359'],
  [/拐卖/, '240'],
]

const known = offences
  .filter(({ code }) => code !== 'other')
  .map(({ code, label }) => ({ code, stem: stemOf(label) }))
  .sort((a, b) => b.stem.length - a.stem.length)

/**
 * The code of an offence as lists write it; 'other' when it is none of the table. `several`: more than one offence is
 * named, the code is the first one's. null for an empty text.
 */
export function offenceCode(text: string): { code: string; several: boolean } | null {
  const stem = stemOf(text)
  if (stem === '') return null
  let rest = stem
  const found: { code: string; at: number }[] = []
  for (const offence of known) {
    const at = rest.indexOf(offence.stem)
    if (at < 0) continue
    found.push({ code: offence.code, at })
    rest = rest.replaceAll(offence.stem, '\u0000'.repeat(offence.stem.length))
  }
  found.sort((a, b) => a.at - b.at)
  const first = found[0] ?? SHORT.flatMap(([pattern, code]) => (pattern.test(stem) ? [{ code, at: 0 }] : []))[0]
  return { code: first?.code ?? 'other', several: found.length > 1 }
}

function stemOf(text: string): string {
  return text.replace(/[\s、，,;；.。]/g, '').replace(/罪/g, '')
}

/** A term of months in words: 30 → '2 年 6 个月'. */
export function sentenceWords(months: number): string {
  const [years, rest] = [Math.floor(months / 12), months % 12]
  return [years > 0 && `${years} 年`, rest > 0 && `${rest} 个月`].filter(Boolean).join(' ') || '不满一个月'
}
