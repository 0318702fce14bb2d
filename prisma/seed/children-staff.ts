/** Those who work with children in the demo city: schools, villages, towns, and where vice-principals come from. */
import type { DemoAccount, DemoPost } from './staff'
import { COUNTIES, villagesOf } from './places'
import { DEMO_SCHOOLS } from './schools'

const one = (username: string, name: string, ...posts: DemoPost[]): DemoAccount => ({ username, name, posts })

const PRINCIPALS = '童 邱 骆 阮 殷 乐 管 葛 翟 包 费 阎'.split(' ')
const TEACHERS = '余 姬 迟 辛 简 饶 沙 乔 敖 阙 时 向 蔺 商 牟 佟 佘 温 别 庄 晏 柴 瞿 桂 充 茹 习 宦'.split(' ')
const DIRECTORS = '鲁春燕 闵秀莲 池月华 岑小妹 栾翠 凌素云 钮桂香 戚玉兰 郗红 解小兰 蒲英 干秀芬'.split(' ')
const SUPERVISORS = '万静 申兰 支敏 茅怡 宓清 郏倩 卞芳 毛玉 芮青'.split(' ')

/** Schools and villages whose staff the list of the other rooms names already. */
const NAMED = ['340705001-SC1', '340722102-SC1']

/** `xihu` for the first school of a town, `xihu2` for its second. */
const nameOf = (slug: string, code: string) => slug + (code.endsWith('SC1') ? '' : code.at(-1))

const towns = [...new Map(DEMO_SCHOOLS.map(({ town }) => [town.code, town])).values()]

const principals = DEMO_SCHOOLS.flatMap(({ code, slug }, i) =>
  NAMED.includes(code) ? [] : [one(`sp.${nameOf(slug, code)}`, `${PRINCIPALS[i]}校长`, { role: 'SP', unit: code })],
)

/** Two class teachers a school; each stands for one class. The first class of a named school has its teacher already. */
const teachers = DEMO_SCHOOLS.flatMap(({ code, slug, classes }, i) =>
  classes.slice(0, 2).flatMap((classCode, k) =>
    NAMED.includes(code) && k === 0
      ? []
      : [
          one(`st.${nameOf(slug, code)}.${k + 1}`, `${TEACHERS[i * 2 + k]}老师`, {
            role: 'ST',
            unit: code,
            classCode,
          }),
        ],
  ),
)

/** One child director (儿童主任) in the first village of each town, who looks after the second one too. */
const directors = towns.flatMap((town, i) => {
  const posts = villagesOf(town)
    .slice(0, 2)
    .map(({ code }): DemoPost => ({ role: 'CD', unit: `${code}-VC1` }))
  const known = NAMED.some((code) => code.startsWith(town.code))
  return known ? [one(`cd.${town.slug}2`, DIRECTORS[i]!, posts[1]!)] : [one(`cd.${town.slug}`, DIRECTORS[i]!, ...posts)]
})

const supervisors = towns.flatMap((town, i) =>
  NAMED.some((code) => code.startsWith(town.code))
    ? []
    : [one(`cs.${town.slug}`, SUPERVISORS[i]!, { role: 'CS', unit: `${town.code}-CW1` })],
)

/** Vice-principals (法治副校长): from a court, a procuratorate, the police and a justice bureau of the four counties. */
const ORGANS: [county: string, letters: string, name: string, suffix?: string][] = [
  ['tongguan', 'PS1', '劳警官', '2'],
  ['tongguan', 'JB1', '鞠科长', '3'],
  ['yian', 'CT1', '胥法官'],
  ['yian', 'PC1', '苍检察官', '2'],
  ['jiaoqu', 'PS1', '双警官'],
  ['jiaoqu', 'JB1', '莘科长', '2'],
  ['zongyang', 'CT1', '翁法官', '2'],
  ['zongyang', 'PS1', '荀警官', '3'],
]
const countyOf = (slug: string) => COUNTIES.find((county) => county.slug === slug)!.code
const vicePrincipals = ORGANS.map(([county, letters, name, suffix = '']) =>
  one(`lv.${county}${suffix}`, name, { role: 'LV', unit: `${countyOf(county)}-${letters}` }),
)

const bureaus = [
  one('ec.yian', '濮青', { role: 'EC', unit: `${countyOf('yian')}-EB1` }),
  one('ec.jiaoqu', '扈敏', { role: 'EC', unit: `${countyOf('jiaoqu')}-EB1` }),
]

export const childrenAccounts: readonly DemoAccount[] = [
  ...principals,
  ...teachers,
  ...directors,
  ...supervisors,
  ...vicePrincipals,
  ...bureaus,
]
