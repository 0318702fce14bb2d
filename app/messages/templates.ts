/** Neutral texts (DOMAIN 4.14): no domain, no reason, no name. Data is a unit's public name and a number at most. */
export const templates = {
  call_us: {
    subject: '请联系服务窗口',
    text: (data: { unit: string }) => `您有一项公共服务事项需办理，请联系${data.unit}。`,
  },
  work_waiting: {
    subject: '归程：有事项待您处理',
    text: (data: { unit: string }) => `${data.unit}有事项待您处理，请登录系统查看。`,
  },
  work_now: {
    subject: '归程：有急办事项',
    text: (data: { unit: string }) => `${data.unit}有急办事项，请立即登录系统处理。`,
  },
  account_unused: {
    subject: '归程：账号将停用',
    text: (data: { unit: string }) => `您在${data.unit}的归程账号很久没有登录，即将停用。仍需使用的，请尽快登录一次。`,
  },
} as const

export type TemplateName = keyof typeof templates
export type TemplateData = { unit: string }
