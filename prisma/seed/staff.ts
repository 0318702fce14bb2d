/** The demo city's staff: every role at two units at least, invented names. */
import type { Role } from '~/access/roles'
import { childrenAccounts } from './children-staff'
import { COUNTIES, PRISONS, TOWNS } from './places'

export type DemoPost = { role: Role; unit: string; classCode?: string }
/** `email`: where it is told at once what cannot wait, and in the morning what is due; nobody else of the demo has one. */
export type DemoAccount = { username: string; name: string; posts: DemoPost[]; email?: string }

const codeOf = (slug: string): string => {
  const place = [...TOWNS, ...COUNTIES].find((one) => one.slug === slug)
  if (!place) throw new Error(`no such place: ${slug}`)
  return place.code
}

/** 'TJ xihu JO1' → a post at 340705100-JO1; a unit code may stand instead of place and letters. */
function postOf(text: string): DemoPost {
  const [role, where = '', letters] = text.trim().split(' ')
  const unit = !letters ? where : `${/^\d/.test(where) ? where : codeOf(where)}-${letters}`
  return { role: role as Role, unit }
}

const account = (username: string, name: string, ...posts: string[]): DemoAccount => ({
  username,
  name,
  posts: posts.map(postOf),
})

/** Justice offices with a worker and a head of their own: those of the sample rosters and some more. */
const OFFICES: [slug: string, worker: string, head: string][] = [
  ['tianjinghu', '程小禾', '汪立新'],
  ['yangguang', '许佳', '方志远'],
  ['xueyuan', '钱一鸣', '陶建国'],
  ['xihu', '章晓燕', '盛国平'],
  ['shunan', '姚文静', '左长青'],
  ['zhongming', '江海', '佘学军'],
  ['tianmen', '吴晓梅', '叶正良'],
  ['datong', '潘玉洁', '周有田'],
  ['tongshan', '胡启航', '光明远'],
]

/** The cohort's ten offices: one worker and one head for two neighbouring ones, each a post of its own. */
const PAIRS: [a: string, b: string, worker: string, head: string][] = [
  ['zongyangzhen', 'tanggou', '唐雨晴', '何振华'],
  ['hengbu', 'xiangpu', '疏朗', '钱卫国'],
  ['qianqiao', 'qilin', '房小雅', '陈家和'],
  ['yijin', 'fushan', '施磊磊', '李守正'],
  ['huigong', 'baimei', '查思远', '王克勤'],
]

const BUREAUS: [slug: string, caseworker: string, approver: string][] = [
  ['tongguan', '郑文博', '宋致远'],
  ['yian', '曹雪晴', '丁维民'],
  ['jiaoqu', '俞晨', '谢安平'],
  ['zongyang', '鲍思琪', '吴怀远'],
]

const HELPERS = '康乐 郭巧云 梅志强 薛春兰 罗大江 金素芬 严守信 曾玉珠 万福生 龚秀琴'.split(' ')
const HELPER_PLACES = [
  'tianjinghu',
  'xihu',
  'shunan',
  'tianmen',
  'datong',
  'tongshan',
  'zongyangzhen',
  'hengbu',
  'qianqiao',
  'huigong',
]

/** Village committees of the helpers: new communities count their parts from 001, towns their villages from 200. */
const committee = (slug: string) => {
  const code = codeOf(slug)
  const isNew = Number(code.slice(-3)) < 100 && code.startsWith('340705')
  return `${code}${isNew ? '001' : '200'}-VC1`
}
const below = (slug: string, letters: string) => committee(slug).replace('VC1', letters)
const grid = (slug: string, n = 1) => `${below(slug, '').slice(0, 12)}00${n}-GS1`

/** Roles of rooms that come later: they sign in and see their own desk; two units each. */
const others: DemoAccount[] = [
  account('hm.shi', '傅国强', 'HM 3407 HH1'),
  account('hm.zongyang', '阮明', 'HM zongyang HH1'),
  account('hs.shi', '褚小凡', 'HS 3407 HH1', 'HS tongguan HH1'),
  account('st.tianjinghu', '余老师', 'ST tianjinghu SC1'),
  account('st.hengbu', '桂老师', 'ST hengbu SC1'),
  account('sp.tianjinghu', '童校长', 'SP tianjinghu SC1'),
  account('sp.hengbu', '包校长', 'SP hengbu SC1'),
  account('lv.tongguan', '石法官', 'LV tongguan CT1'),
  account('lv.zongyang', '史检察官', 'LV zongyang PC1'),
  { ...account('ec.tongguan', '林清', 'EC tongguan EB1'), email: 'school.tongguan@example.com' },
  account('ec.zongyang', '祝明', 'EC zongyang EB1'),
  account('ec.tongguan2', '屠敏', 'EC tongguan EB1'),
  account('ec.zongyang2', '缪青', 'EC zongyang EB1'),
  account('ec.shi', '舒朗', 'EC 3407 EB1'),
  account('cd.tianjinghu', '鲁春燕', `CD ${committee('tianjinghu')}`),
  account('cd.hengbu', '解小兰', `CD ${committee('hengbu')}`),
  account('cs.tianjinghu', '万静', 'CS tianjinghu CW1'),
  account('cs.hengbu', '毛玉', 'CS hengbu CW1'),
  account('cc.tianjinghu', '沈丽', 'CC tianjinghu CW1'),
  account('cc.tianjinghu2', '苗苗', 'CC tianjinghu CW1'),
  account('cc.hengbu', '孟凡', 'CC hengbu CW1', 'IC hengbu CW1'),
  account('cc.hengbu2', '舒文', 'CC hengbu CW1'),
  account('ch.tianjinghu', '鲍建平', 'CA tianjinghu CW1'),
  account('ch.hengbu', '项立', 'CA hengbu CW1'),
  account('ck.tongguan', '蒋核', 'CK tongguan CA1'),
  account('ck.zongyang', '韦青', 'CK zongyang CA1'),
  { ...account('ca.tongguan', '邹批', 'CA tongguan CA1'), email: 'child.tongguan@example.com' },
  account('ca.zongyang', '雷鸣', 'CA zongyang CA1'),
  account('ck.tongguan2', '郁清', 'CK tongguan CA1'),
  account('ck.zongyang2', '时敏', 'CK zongyang CA1'),
  account('ca.tongguan2', '谈正', 'CA tongguan CA1'),
  account('ca.zongyang2', '柏青', 'CA zongyang CA1'),
  account('ca.shi', '安平', 'CA 3407 CA1'),
  account('fn.tongguan', '贾明', 'FN tongguan FN1'),
  account('fn.zongyang', '夏清', 'FN zongyang FN1'),
  account('hr.tongguan', '白云', 'HR tongguan HR1'),
  account('hr.tongguan2', '米兰', 'HR tongguan HR1'),
  account('hr.yian', '范成', 'HR yian HR1'),
  account('hr.zongyang', '彭飞', 'HR zongyang HR1'),
  account('hr.zongyang2', '丛林', 'HR zongyang HR1'),
  account('md.tongguan', '常医生', 'MD tongguan MC1'),
  account('md.zongyang', '康医生', 'MD zongyang MC1'),
  account('mt.tianjinghu', '乔医生', 'MT tianjinghu TH1'),
  account('mt.hengbu', '文医生', 'MT hengbu TH1'),
  account('vd.tianjinghu', '尤医生', `VD ${below('tianjinghu', 'VH1')}`),
  account('vd.hengbu', '水医生', `VD ${below('hengbu', 'VH1')}`),
  account('mp.tongguan', '岳小文', 'MP tongguan MC1'),
  account('mp.hengbu', '苗青', 'MP hengbu TH1'),
  account('ma.tongguan', '尹主任', 'MA tongguan MC1'),
  account('ma.zongyang', '邵主任', 'MA zongyang MC1'),
  account('sc.tongguan', '洪守密', 'SC tongguan JB1'),
  account('sc.zongyang', '伍慎', 'SC zongyang CT1'),
  account('sa.tongguan', '侯审', 'SA2 tongguan JB1'),
  account('sa.zongyang', '向批', 'SA2 zongyang CT1'),
  account('gw.tianjinghu', '卫小军', `GW ${grid('tianjinghu')}`),
  account('gw.tianjinghu.dai', '伍月', `GW ${grid('tianjinghu')}`),
  account('gw.hengbu', '邓秋', `GW ${grid('hengbu')}`),
  account('ic.tianjinghu', '温婷', 'IC tianjinghu CW1'),
  account('ic.tongguan', '闻静', 'IC tongguan GO1'),
  { ...account('dp.tongguan', '岳明', 'DP tongguan GO1'), email: 'duty.tongguan@example.com' },
  { ...account('dp.zongyang', '欧阳晴', 'DP zongyang GO1'), email: 'duty.zongyang@example.com' },
  account('dp.tongguan2', '路遥', 'DP tongguan GO1'),
  account('dp.zongyang2', '贝佳', 'DP zongyang GO1'),
  account('sv.tongguan', '杜文', 'SV tongguan GO1'),
  account('sv.shi', '关山', 'SV 3407 GO1'),
  account('ld.tongguan', '路远', 'LD tongguan GO1'),
  account('ld.shi', '安国', 'LD 3407 GO1'),
  account('pv.tongguan', '简明', 'PV tongguan PC1'),
  account('pv.zongyang', '庄严', 'PV zongyang PC1'),
  account('admin.shi', '系统甲', 'AD 3407 PF1'),
  account('admin.zongyang', '系统乙', 'AD zongyang PF1'),
  account('security.shi', '安全甲', 'SE 3407 PF1'),
  account('security.zongyang', '安全乙', 'SE zongyang PF1'),
  account('audit.shi', '审计甲', 'AU 3407 PF1'),
  account('audit.zongyang', '审计乙', 'AU zongyang PF1'),
]

const PRISON_STAFF: [slug: string, name: string][] = [
  ['tongling', '高原'],
  ['qingshan', '青松'],
  ['baihu', '白帆'],
  ['shushan', '蜀明'],
]

/** Every account, justice first: the ones the demo city is about. */
export const demoAccounts: readonly DemoAccount[] = [
  ...BUREAUS.flatMap(([slug, worker, approver]) => [
    account(`jc.${slug}`, worker, `JC ${slug} JB1`),
    account(`ja.${slug}`, approver, `JA ${slug} JB1`),
  ]),
  account('jx.shi', '倪正', 'JX 3407 JB1'),
  account('jx.jiaozheng', '闵行', 'JX 3407 CG1'),
  ...OFFICES.flatMap(([slug, worker, head]) => [
    account(`tj.${slug}`, worker, `TJ ${slug} JO1`),
    account(`th.${slug}`, head, `TH ${slug} JO1`),
  ]),
  ...PAIRS.flatMap(([a, b, worker, head]) => [
    account(`tj.${a}`, worker, `TJ ${a} JO1`, `TJ ${b} JO1`),
    account(`th.${a}`, head, `TH ${a} JO1`, `TH ${b} JO1`),
  ]),
  ...PRISON_STAFF.map(([slug, name], i) => account(`pr.${slug}`, name, `PR ${PRISONS[i]!.code}`)),
  account('pr.tongling2', '陆平', 'PR 34-PR1'),
  ...HELPER_PLACES.map((slug, i) => account(`ph.${slug}`, HELPERS[i]!, `PH ${committee(slug)}`)),
  ...others,
  ...childrenAccounts,
]
