/** The desk of roles that hold no files: what they can do here. Pure. */
import type { Role } from '~/access/roles'

export type RoleWords = { title: string; lines: string[]; links: { href: string; label: string }[] }

const supervision: RoleWords = {
  title: '督办事项',
  lines: ['这里只有编号、单位、期限和逾期天数，不显示姓名和业务内容。', '需要了解情况的，请凭编号联系办理单位。'],
  links: [],
}

const words: Partial<Record<Role, RoleWords>> = {
  SV: supervision,
  LD: { ...supervision, title: '工作推进情况' },
  SE: {
    title: '安全管理',
    lines: ['您授予岗位、管理权限和安全策略，看不到任何档案。', '短时间内大量显示敏感信息的提示也会送到您这里。'],
    links: [{ href: '/admin', label: '看等我办理的事项' }],
  },
  AU: {
    title: '审计',
    lines: [
      '您查看全部访问记录，不能更改任何内容，也看不到档案。',
      '访问记录按批封存，每晚自动核验；您的查询也会记入日志。',
    ],
    links: [
      { href: '/audit', label: '日志查询' },
      { href: '/audit/readers', label: '查阅人清单' },
    ],
  },
  PV: {
    title: '检察监督',
    lines: ['送达本院的文书会出现在这里；目前没有。', '您看到的是送达时的文书，不是档案。'],
    links: [],
  },
}

const fallback: RoleWords = {
  title: '目前没有要您办理的事项',
  lines: [
    '您的岗位在安置帮教中没有档案。别的单位转来的事项会出现在“转介”里。',
    '在多个岗位任职的，可以在右上角切换岗位。',
  ],
  links: [],
}

export const roleWords = (role: Role): RoleWords => words[role] ?? fallback
