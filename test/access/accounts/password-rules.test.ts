import { describe, expect, test } from 'vitest'
import { oneTimePassword } from '~/access/accounts/one-time-password.server'
import { hashPassword, isOutdated, verifyPassword } from '~/access/accounts/password-hash.server'
import { classesOf, ownWords, passwordProblems } from '~/access/accounts/password-rules'
import { hashPassword as scryptHash } from 'better-auth/crypto'

const rules = { passwordLength: 10, passwordClasses: 3 }
const person = { username: 'tj.tianjinghu', name: '程小禾' }
const told = (password: string, who = person) => passwordProblems(password, who, rules).join('；')

describe('a password (DOMAIN 4.11)', () => {
  test.each([
    ['Guicheng-2026', ''],
    ['我家门前有3棵枣树a', ''],
    ['correct horse 9', ''],
    ['Ab1!Ab1!A', '至少 10 位，现在是 9 位'],
    ['𠮷𠮷𠮷𠮷Aa1', '至少 10 位，现在是 7 位'],
    ['abcdefghij', '至少要有 3 类'],
    ['abcdefghij12', '至少要有 3 类'],
    ['ＡＢＣＤＥＦＧ１２３', '至少要有 3 类'],
    ['Chengxiaohe2026!', '姓名的拼音'],
    ['2026-XiaoHe-Cheng', '姓名的拼音'],
    ['xiaohe@Tongling1', '姓名的拼音'],
    ['Ｃｈｅｎｇ xiao he 1!', '姓名的拼音'],
    ['程小禾Aa20261111', '姓名'],
    ['Tj.Tianjinghu-9', '用户名'],
    ['tianjinghu-2026A', '用户名'],
    ['T_J_tianjing_hu9', '用户名'],
    ['Guicheng\u0007-2026', '无法显示'],
  ])('%j: %s', (password, problem) => {
    if (problem === '') expect(told(password)).toBe('')
    else expect(told(password)).toContain(problem)
  })

  test('of somebody with a name of several readings holds neither of them', () => {
    const who = { username: 'zs01', name: '单雄' }
    expect(ownWords(who)).toEqual(expect.arrayContaining(['单雄', 'shanxiong', 'danxiong', 'xiongshan', 'zs01']))
    expect(told('Shanxiong-2026', who)).toContain('拼音')
    expect(told('Danxiong-2026', who)).toContain('拼音')
  })

  test('may hold a syllable that is no name by itself', () => {
    expect(told('Policy-cheng8-boat', { username: 'cl', name: '程力' })).toBe('')
    expect(told('Chengli-boat-8', { username: 'cl', name: '程力' })).toContain('拼音')
  })

  test('counts its classes', () => {
    expect(['a', 'aA', 'aA1', 'aA1-', '汉字', 'aA1汉'].map(classesOf)).toEqual([1, 2, 3, 4, 1, 4])
  })

  test('for one sign-in fits the rules itself and is another each time', () => {
    const drawn = Array.from({ length: 200 }, oneTimePassword)
    expect(new Set(drawn).size).toBe(200)
    for (const password of drawn) expect(told(password), password).toBe('')
  })
})

describe('at rest', () => {
  test('it is PBKDF2-HMAC-SM3 with a salt of its own, and opens for itself alone', async () => {
    const [one, two] = await Promise.all([hashPassword('Guicheng-2026'), hashPassword('Guicheng-2026')])
    expect(one).toMatch(/^pbkdf2-sm3\$1000\$[\w-]{22}\$[\w-]{43}$/)
    expect(one).not.toBe(two)
    expect(await verifyPassword({ hash: one, password: 'Guicheng-2026' })).toBe(true)
    expect(await verifyPassword({ hash: one, password: 'Ｇｕｉｃｈｅｎｇ-２０２６' })).toBe(true)
    for (const password of ['guicheng-2026', 'Guicheng-2026 ', '', 'x'.repeat(200)])
      expect(await verifyPassword({ hash: one, password })).toBe(false)
    expect(isOutdated(one)).toBe(false)
  })

  test('hashes of the first installations open, and count as outdated', async () => {
    const old = await scryptHash('Guicheng-2026')
    expect(await verifyPassword({ hash: old, password: 'Guicheng-2026' })).toBe(true)
    expect(await verifyPassword({ hash: old, password: 'Guicheng-2027' })).toBe(false)
    expect(isOutdated(old)).toBe(true)
    expect(isOutdated('pbkdf2-sm3$999$AAAAAAAAAAAAAAAAAAAAAA$AAAA')).toBe(true)
  })

  test.each(['', 'x', 'pbkdf2-sm3$1$$', 'pbkdf2-sm3$0$AA$AA', '$2b$10$abc'])('%j opens for nobody', async (hash) => {
    expect(await verifyPassword({ hash, password: 'Guicheng-2026' }).catch(() => false)).toBe(false)
  })
})
