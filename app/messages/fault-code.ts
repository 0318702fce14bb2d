/** Why a message could not be sent, as a code that quotes neither text nor address. Pure. */

/** Codes and what they tell the administrator; `smtp_550` and `http_503` carry the other side's own number. */
export const faultLabels: Record<string, string> = {
  not_set: '没有设置发送服务（SMTP_URL 或 SMS_GATEWAY_URL）',
  refused: '连接被拒绝，请检查发送服务是否在运行',
  not_found: '找不到发送服务的地址，请检查网络或设置',
  timeout: '发送服务没有及时应答',
  auth: '发送服务不接受用户名或密码',
  other: '其他错误，请查看运行日志',
}

/** A code in words. */
export function faultLabel(code: string): string {
  const [kind, number] = code.split('_')
  if (kind === 'http' && number) return `短信网关应答 ${number}`
  if (kind === 'smtp' && number)
    return `邮件服务器应答 ${number}${number.startsWith('5') ? '（拒收，多为地址不对）' : '（暂时不能收）'}`
  return faultLabels[code] ?? faultLabels.other!
}

const bySystem: Record<string, string> = {
  ECONNREFUSED: 'refused',
  ECONNECTION: 'refused',
  ENOTFOUND: 'not_found',
  EDNS: 'not_found',
  EAI_AGAIN: 'not_found',
  ETIMEDOUT: 'timeout',
  ESOCKET: 'refused',
  EAUTH: 'auth',
}

/** The code of an error of sendMail or sendSms. */
export function faultCode(error: unknown): string {
  if (!(error instanceof Error)) return 'other'
  const { code, responseCode, cause } = error as Error & { code?: string; responseCode?: number; cause?: unknown }
  if (/ is not set$/.test(error.message)) return 'not_set'
  const answered = /^gateway answered (\d{3})$/.exec(error.message)?.[1]
  if (answered) return `http_${answered}`
  if (code === 'EAUTH') return 'auth'
  if (responseCode && responseCode >= 400 && responseCode <= 599) return `smtp_${responseCode}`
  if (error.name === 'TimeoutError') return 'timeout'
  if (code && bySystem[code]) return bySystem[code]
  return cause === undefined || cause === error ? 'other' : faultCode(cause)
}
