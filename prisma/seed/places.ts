/** The demo city: a prefecture of four counties. Places resemble a real one; every person in them is invented. */

export type Place = { code: string; name: string; slug: string }

export const CITY = { code: '3407', name: '铜陵市' }
export const PROVINCE = { code: '34', name: '安徽省' }

export const PRISONS = [
  { code: '34-PR1', name: '铜陵监狱' },
  { code: '34-PR2', name: '青山监狱' },
  { code: '34-PR3', name: '白湖监狱' },
  { code: '34-PR4', name: '蜀山监狱' },
] as const

/** The county whose files are the cohort of SR-01: 162 receptions in 36 months. */
export const COHORT_COUNTY = '340722'

export const COUNTIES: readonly (Place & { short: string })[] = [
  { code: '340705', name: '铜官区', short: '铜官', slug: 'tongguan' },
  { code: '340706', name: '义安区', short: '义安', slug: 'yian' },
  { code: '340711', name: '郊区', short: '郊区', slug: 'jiaoqu' },
  { code: COHORT_COUNTY, name: '枞阳县', short: '枞阳', slug: 'zongyang' },
]

const numbered = (county: string, from: number, list: string): Place[] =>
  list.split(' ').map((entry, i) => {
    const [name = '', slug = ''] = entry.split(':')
    return { code: county + String(from + i).padStart(3, '0'), name, slug }
  })

/** 18 new communities (新社区) directly below the district: no street tier (SR-10). */
export const NEW_COMMUNITIES = numbered(
  '340705',
  1,
  '天井湖新社区:tianjinghu 阳光新社区:yangguang 学苑新社区:xueyuan 官塘新社区:guantang 滨江新社区:binjiang 幸福新社区:xingfu ' +
    '金山新社区:jinshan 露采新社区:lucai 新城新社区:xincheng 杨家山新社区:yangjiashan 鹞山新社区:yaoshan 梅塘新社区:meitang ' +
    '友好新社区:youhao 映湖新社区:yinghu 朝阳新社区:chaoyang 车站新社区:chezhan 石城路新社区:shichenglu 乌木山新社区:wumushan',
)

export const TOWNS: readonly Place[] = [
  ...NEW_COMMUNITIES,
  ...numbered('340705', 100, '西湖镇:xihu'),
  ...numbered(
    '340706',
    100,
    '五松镇:wusong 顺安镇:shunan 钟鸣镇:zhongming 天门镇:tianmen 东联镇:donglian 西联镇:xilian',
  ),
  ...numbered('340706', 200, '老洲乡:laozhouxiang 胥坝乡:xuba'),
  ...numbered('340711', 100, '大通镇:datong 铜山镇:tongshan 老洲镇:laozhou 陈瑶湖镇:chenyaohu 周潭镇:zhoutan'),
  ...numbered('340711', 200, '灰河乡:huihe'),
  ...numbered(
    COHORT_COUNTY,
    100,
    '枞阳镇:zongyangzhen 汤沟镇:tanggou 横埠镇:hengbu 项铺镇:xiangpu 钱桥镇:qianqiao 麒麟镇:qilin 义津镇:yijin 浮山镇:fushan 会宫镇:huigong',
  ),
  ...numbered(COHORT_COUNTY, 200, '白梅乡:baimei'),
]

/** The 6 streets (街道) and 49 communities of before August 2010 that became the 18 new communities. */
export const OLD_STREETS = numbered(
  '340705',
  901,
  '长江路街道:- 石城路街道:- 杨家山街道:- 横港街道:- 扫把沟街道:- 新城街道:-',
)
export const OLD_COMMUNITIES = 49
export const MERGED_ON = '2010-08-20'

const VILLAGES = '莲花 新民 双塘 花园 石桥 东风 龙潭 凤凰 红星 长岭 杨树 古圩'.split(' ')
const PARTS = ['东片', '西片']

/** Villages (村) of a town, parts (片区) of a new community: three or two each, always the same. */
export function villagesOf(town: Place): { code: string; name: string }[] {
  if (town.name.endsWith('新社区')) return PARTS.map((name, i) => ({ code: `${town.code}00${i + 1}`, name }))
  const start = Number(town.code.slice(-3)) * 5
  return [0, 1, 2].map((i) => ({
    code: `${town.code}${200 + i}`,
    name: `${VILLAGES[(start + i * 5) % VILLAGES.length]}村`,
  }))
}

/** Further offices of the cohort's county: with those of every county, 95 departments (SR-17). */
export const DEPARTMENTS = (
  '发展和改革委员会 经济和信息化局 自然资源和规划局 生态环境分局 住房和城乡建设局 交通运输局 农业农村局 水利局 商务局 文化和旅游局 ' +
  '卫生健康委员会 退役军人事务局 应急管理局 审计局 市场监督管理局 统计局 林业局 医疗保障局 城市管理局 税务局 气象局 残疾人联合会 ' +
  '总工会 妇女联合会 科学技术协会 工商业联合会 红十字会 文学艺术界联合会 档案馆 地方志办公室 住房公积金管理部 机关事务服务中心 ' +
  '政务服务中心 公共资源交易中心 融媒体中心 图书馆 文化馆 博物馆 体育服务中心 疾病预防控制中心 妇幼保健计划生育服务中心 人民医院 ' +
  '中医医院 第二人民医院 社会保险事业服务中心 公共就业服务中心 劳动保障监察大队 职业技术培训中心 救助管理站 儿童福利院 社会福利中心 ' +
  '婚姻登记处 低收入家庭认定指导中心 法律援助中心 公证处 不动产登记中心 房屋征收服务中心 公路管理服务中心 道路运输服务中心 ' +
  '农业机械服务中心 畜牧兽医服务中心 农业技术推广中心 水产技术推广中心 粮食和物资储备中心 国有林场 水库管理所 防汛抗旱服务中心 ' +
  '河长制服务中心 供销合作社联合社 供电公司 自来水公司 燃气服务中心 邮政分公司 环境卫生服务中心 园林绿化服务中心 消防救援大队 ' +
  '地震监测站 计量检定测试所 食品药品检验中心 价格认定中心 投资促进中心 旅游发展中心 湿地保护中心'
).split(' ')
