/**
 * Neutral texts (DOMAIN 4.14): no domain, no reason, no name of a person. What they may hold is a unit's public name, a
 * time, a number and the address of the sign-in page. A test reads them all for words that say more.
 */

/** `unit`: a unit's public name. */
type Unit = { unit: string }

export const templates = {
  call_us: {
    subject: '请联系服务窗口',
    text: ({ unit }: Unit) => `您有一项公共服务事项需办理，请联系${unit}。`,
  },
  service_changed: {
    subject: '您的服务有变动',
    text: ({ unit }: Unit) => `您的一项公共服务有变动，详情请联系${unit}。`,
  },
  /** `at`: day and time in words. */
  appointment: {
    subject: '您有一项预约',
    text: ({ unit, at }: Unit & { at: string }) => `您有一项预约，时间为${at}。需要改期的，请联系${unit}。`,
  },
  work_waiting: {
    subject: '归程：有事项待您处理',
    text: ({ unit }: Unit) => `${unit}有事项待您处理，请登录系统查看。`,
  },
  work_now: {
    subject: '归程：有急办事项',
    text: ({ unit }: Unit) => `${unit}有急办事项，请立即登录系统处理。`,
  },
  /** `link`: the sign-in page. */
  work_today: {
    subject: '归程：今日待办',
    text: ({ unit, due, late, link }: Unit & { due: number; late: number; link: string }) =>
      `${unit}：今天到期 ${due} 项，已经逾期 ${late} 项。请登录查看：${link}\n不需要这封邮件的，可以在“我的账号”里关闭。`,
  },
  account_new: {
    subject: '归程：账号已开通',
    text: ({ link }: { link: string }) =>
      `您的归程账号已经开通。一次性密码由系统管理员当面交给您，第一次登录须修改：${link}`,
  },
  account_reset: {
    subject: '归程：密码已重置',
    text: ({ link }: { link: string }) =>
      `您的归程密码已由系统管理员重置，原来的登录已全部退出。新的一次性密码由管理员当面交给您：${link}\n没有申请过重置的，请马上告诉安全管理员。`,
  },
  account_locked: {
    subject: '归程：账号已临时锁定',
    text: ({ until }: { until: string }) =>
      `您的归程账号连续输错，已锁定至 ${until}。不是您本人操作的，请马上告诉安全管理员。`,
  },
  account_unused: {
    subject: '归程：账号将停用',
    text: ({ unit }: Unit) => `您在${unit}的归程账号很久没有登录，即将停用。仍需使用的，请尽快登录一次。`,
  },
} as const

export type TemplateName = keyof typeof templates
export type TemplateData<Name extends TemplateName> = Parameters<(typeof templates)[Name]['text']>[0]

/** Subject and text of a stored message. */
export function wordingOf(name: string, data: object): { subject: string; text: string } {
  const template = templates[name as TemplateName] as { subject: string; text: (data: object) => string }
  return { subject: template.subject, text: template.text(data) }
}
