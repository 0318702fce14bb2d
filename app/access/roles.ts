/** The roles of DOMAIN §3: code, Chinese name. A post (岗位) is a person in one of these roles at a unit. */
export const roles = {
  JC: '县司法局经办人',
  JA: '县社区矫正机构/安帮负责人',
  JX: '市社区矫正机构',
  TJ: '司法所工作人员',
  TH: '司法所所长',
  PR: '监所联络员',
  HM: '中途之家负责人',
  HS: '中途之家工作人员',
  ST: '班主任',
  SP: '学校负责人',
  LV: '法治副校长',
  EC: '县教育局经办人',
  CD: '儿童主任',
  CS: '儿童督导员',
  PH: '结对帮扶人',
  CC: '民政经办',
  CK: '民政核对',
  CA: '民政审批',
  FN: '财务',
  HR: '人社经办',
  MD: '县精防医师',
  MT: '乡镇精防医生',
  VD: '村医',
  MP: '药师',
  MA: '精防办负责人',
  SC: '封存专管员',
  SA2: '封存审批人',
  GW: '网格员',
  IC: '窗口受理员',
  DP: '分派员',
  SV: '督办员',
  LD: '领导',
  PV: '检察监督',
  AD: '系统管理员',
  SE: '安全管理员',
  AU: '审计管理员',
} as const

export type Role = keyof typeof roles

export const isRole = (value: string): value is Role => Object.hasOwn(roles, value)

/** System, security, audit: three persons, who hold no other role and see no file (DOMAIN §3, 4.11; ACCESS.md §4). */
export const administrators = ['AD', 'SE', 'AU'] as const satisfies readonly Role[]

/** Roles that one person may not hold together (DOMAIN §3, 4.11). */
export const exclusions: readonly (readonly Role[])[] = [administrators, ['SC', 'SA2']]

/** One person may not hold both at the same time; an administrator holds nothing else. As roles_exclude() of the database. */
export const exclude = (a: Role, b: Role): boolean =>
  a !== b &&
  (exclusions.some((set) => set.includes(a) && set.includes(b)) ||
    [a, b].some((role) => (administrators as readonly Role[]).includes(role)))
