import { formatInstant } from '~/lib/dates'
import { ButtonLink } from '~/ui/link'
import { Notice } from '~/ui/page'
import type { LogStatus } from '../chain/log-status'

/** How the log stands, as a banner. `chainHref`: where an auditor sees more. */
export function LogStatusNotice({ status, chainHref }: { status: LogStatus; chainHref?: string }) {
  const { state, at, faults } = status
  const action = chainHref && (
    <ButtonLink href={chainHref} quiet>
      链条核验
    </ButtonLink>
  )
  if (state === 'broken')
    return (
      <Notice tone="late" title={`日志核验不符，共 ${faults} 处`} action={action}>
        {at && formatInstant(at)} 核验。请立即保护现场，不要清理服务器，通知安全管理员和系统管理员共同查明原因。
      </Notice>
    )
  if (state === 'sound')
    return (
      <Notice tone="done" title="日志完整" action={action}>
        {at && formatInstant(at)} 核验，批次、锚点和档案办理经过都与写入时一致。
      </Notice>
    )
  return (
    <Notice tone="due" title={state === 'none' ? '日志还没有核验过' : '日志没有按时核验'} action={action}>
      {at && `上次核验 ${formatInstant(at)}。`}
      核验每晚自动进行；第二天仍是这样，请联系系统管理员检查后台任务。
    </Notice>
  )
}

/** For the security administrator: that something is wrong, not what. */
export function LogAlarm() {
  return (
    <Notice tone="late" title="日志核验不符">
      访问日志或档案办理经过与写入时不一致。请立即与审计管理员联系，在查明原因前不要调整权限和服务器。
    </Notice>
  )
}
