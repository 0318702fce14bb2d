/** Events on accounts, posts and sessions. Pure. */
import type { AccountDeed, SignInFailure } from '../events'
import { said, wordOf, type Entries } from './entry'

const failures: Record<SignInFailure, string> = {
  locked: '账号已锁定',
  unknown: '没有这个账号',
  password: '密码不正确',
  code: '验证码不正确',
  replay: '验证码已用过',
  re_auth: '再次验证身份未通过',
}
const ways = { password: '密码', code: '密码和验证码', recovery: '密码和恢复码' }
const deeds: Record<AccountDeed, string> = {
  created: '建立账号',
  disabled: '停用账号',
  enabled: '启用账号',
  unlocked: '解锁账号',
  password_reset: '重置密码',
  password_changed: '修改密码',
  second_factor_enrolled: '绑定验证器',
  second_factor_reset: '解除验证器',
  recovery_codes: '更换恢复码',
  unused_warned: '提醒闲置账号',
  digest_on: '开启每日待办邮件',
  digest_off: '关闭每日待办邮件',
  unused_disabled: '停用闲置账号',
}
const causes = {
  left: '离职或离岗',
  moved: '调岗',
  not_needed: '复核后不再需要',
  error: '授予有误',
  refused: '负责人不同意',
  cover_over: '代办结束',
}
const confirmers = { head: '单位负责人', security: '安全管理员' }

export const staffEvents = {
  sign_in: { label: '登录', group: 'sign_in', say: (d) => wordOf(ways, d.by) },
  sign_out: { label: '退出', group: 'sign_in', say: (d) => (d.everywhere ? '全部会话' : '') },
  sign_in_failed: { label: '登录失败', group: 'sign_in_failed', say: (d) => wordOf(failures, d.reason) },
  locked: { label: '账号锁定', group: 'sign_in_failed' },
  re_authenticate: { label: '再次验证身份', group: 'sign_in' },
  switch_post: { label: '切换岗位', group: 'sign_in', say: (d, w) => w.term('role', d.role) },
  account: { label: '账号管理', group: 'account', say: (d, w) => said(wordOf(deeds, d.what), '：', w.who(d.account)) },
  authorise: { label: '常设授权', group: 'rights', say: (d, w) => said(w.who(d.postId), '，至 ', d.until) },
  deputy: { label: '指定代理', group: 'rights', say: (d, w) => said(w.who(d.postId), '，至 ', d.until) },
  post_grant: {
    label: '授予岗位',
    group: 'rights',
    say: (d, w) =>
      said(w.who(d.postId), '，', w.term('role', d.role), ' · ', w.unit(d.unit), !d.confirmed && '，待确认'),
  },
  post_confirm: {
    label: '确认岗位',
    group: 'rights',
    say: (d, w) => said(w.who(d.postId), '，由', wordOf(confirmers, d.by)),
  },
  post_end: {
    label: '结束岗位',
    group: 'rights',
    say: (d, w) => said(w.who(d.postId), '，至 ', d.until, '，', wordOf(causes, d.cause)),
  },
  certify: { label: '复核岗位', group: 'rights', say: (d, w) => (d.posts ?? []).map(w.who).join('、') },
  handover: {
    label: '交接在办档案',
    group: 'work',
    say: (d, w) => said(w.who(d.from), ' 交 ', w.who(d.to), '，', d.files, ' 份档案，', d.duties, ' 项事项'),
  },
} satisfies Partial<Entries>
