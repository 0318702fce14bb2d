import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameKeys } from '~/people/pinyin.server'

const all = (name: string) => [nameKeys(name), ...nameKeys(name).alternates].map((key) => key.pinyin)

describe('name keys', () => {
  it.each([
    ['张三', 'zhangsan', 'zs'],
    ['欧阳洋', 'ouyangyang', 'oyy'],
    ['尉迟刚杰', 'yuchigangjie', 'ycgj'],
    ['单雄信', 'shanxiongxin', 'sxx'],
    ['解杰', 'xiejie', 'xj'],
    ['仇英', 'qiuying', 'qy'],
    ['查平', 'zhaping', 'zp'],
    ['吕丽', 'lvli', 'll'],
    ['朱䶮', 'zhuyan', 'zy'],
    ['李㛃', 'lijie', 'lj'],
    ['阿依古丽·买买提', 'ayigulimaimaiti', 'ayglmmt'],
    ['Mary-Ann Smith', 'maryannsmith', 'mas'],
    ['José', 'jose', 'j'],
    ['张Tom', 'zhangtom', 'zt'],
  ])('%s → %s %s', (name, pinyin, initials) => {
    expect(nameKeys(name)).toMatchObject({ pinyin, initials })
  })

  it('holds the second reading of a surname that people read in two ways', () => {
    expect(nameKeys('解杰').alternates).toContainEqual({ pinyin: 'jiejie', initials: 'jj' })
    expect(nameKeys('单平').alternates).toContainEqual({ pinyin: 'danping', initials: 'dp' })
    expect(nameKeys('查平').alternates).toContainEqual({ pinyin: 'chaping', initials: 'cp' })
    expect(nameKeys('仇英').alternates).toContainEqual({ pinyin: 'chouying', initials: 'cy' })
    expect(all('单于平')).toContain('chanyuping')
    expect(all('万俟卨')).toEqual(expect.arrayContaining(['moqixie', 'wansixie']))
    expect(nameKeys('张三').alternates).toEqual([])
  })

  it('holds the second reading of a given name', () => {
    expect(all('张乐')).toEqual(expect.arrayContaining(['zhangle', 'zhangyue']))
  })

  it('keeps a character without a reading', () => {
    expect(nameKeys('张\u{2EBF0}')).toMatchObject({ pinyin: 'zhang\u{2EBF0}', initials: 'z\u{2EBF0}' })
  })

  it('holds lower-case letters only, and at most 6 distinct alternates', () => {
    const char = fc.constantFrom(...'解单查仇曾乐长行张王万俟尉迟𬭚䶮·Aé -')
    fc.assert(
      fc.property(fc.array(char, { minLength: 1, maxLength: 12 }), (chars) => {
        const keys = nameKeys(chars.join(''))
        const found = [keys, ...keys.alternates]
        for (const key of found) expect(key.pinyin + key.initials).toMatch(/^[a-z]*$/)
        expect(new Set(found.map((key) => key.pinyin)).size).toBe(found.length)
        expect(keys.alternates.length).toBeLessThanOrEqual(6)
      }),
    )
  })
})
