/** Kinds of units (DOMAIN §3), what they are called, and the letters of their codes: 340705001-JO1. Pure. */
export const unitKinds = {
  justice_bureau: { label: '司法局', letters: 'JB' },
  correction_agency: { label: '社区矫正机构', letters: 'CG' },
  justice_office: { label: '司法所', letters: 'JO' },
  halfway_house: { label: '中途之家', letters: 'HH' },
  prison: { label: '监所', letters: 'PR' },
  school: { label: '学校', letters: 'SC' },
  edu_bureau: { label: '教育局', letters: 'EB' },
  civil_affairs: { label: '民政（含乡镇窗口）', letters: 'CA' },
  hr_bureau: { label: '人社局', letters: 'HR' },
  mh_center: { label: '精防中心', letters: 'MC' },
  town_hospital: { label: '乡镇卫生院', letters: 'TH' },
  village_clinic: { label: '村卫生室', letters: 'VH' },
  village_committee: { label: '村（居）委会', letters: 'VC' },
  grid_station: { label: '网格', letters: 'GS' },
  court: { label: '人民法院', letters: 'CT' },
  procuratorate: { label: '人民检察院', letters: 'PC' },
  police: { label: '公安机关', letters: 'PS' },
  gov_office: { label: '政府办及部门', letters: 'GO' },
  finance: { label: '财政', letters: 'FN' },
  platform: { label: '平台管理单位', letters: 'PF' },
} as const

export type UnitKind = keyof typeof unitKinds

export const isUnitKind = (text: string): text is UnitKind => Object.hasOwn(unitKinds, text)

export const unitKindLabel = (kind: string): string => (isUnitKind(kind) ? unitKinds[kind].label : kind)

/** The kind that a list names by its code or its label; undefined when neither fits. */
export const unitKindNamed = (text: string): UnitKind | undefined =>
  isUnitKind(text)
    ? text
    : (Object.keys(unitKinds) as UnitKind[]).find(
        (kind) => unitKinds[kind].label.split('（')[0] === text.split('（')[0],
      )
