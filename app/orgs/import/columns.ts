/** The one list that brings regions, units and grids in: what a row is follows from its code. Pure. */
import type { ColumnDecl } from '~/sheets/header'

export const orgColumns: ColumnDecl[] = [
  { key: 'code', label: '代码', required: true, aliases: ['区划代码', '单位代码', '机构代码', '网格代码', '编码'] },
  { key: 'name', label: '名称', required: true, aliases: ['区划名称', '单位名称', '机构名称', '网格名称'] },
  { key: 'parent', label: '上级代码', aliases: ['上级区划代码', '所属区划代码', '所在区划'] },
  { key: 'kind', label: '单位种类', aliases: ['单位类型', '机构类型', '种类'] },
  { key: 'phone', label: '电话', aliases: ['联系电话', '办公电话'] },
  { key: 'households', label: '户数', aliases: ['网格户数', '户籍数'] },
  { key: 'shortName', label: '简称', aliases: [] },
]
