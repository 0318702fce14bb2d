/** Words about who somebody is and how people belong together. Pure. */
export const sexes = { M: '男', F: '女' } as const
export const idTypes = { resident: '居民身份证', passport: '护照', none: '无证件' } as const
export const relations = {
  spouse: '配偶',
  parent: '父母',
  child: '子女',
  sibling: '兄弟姐妹',
  relative: '其他亲属',
  guardian: '监护人',
  friend: '朋友',
} as const
