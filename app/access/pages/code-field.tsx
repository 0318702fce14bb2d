import { TextField } from '~/ui/fields'

/** The code of the authenticator, or a recovery code. */
export function CodeField({ recovery = true }: { recovery?: boolean }) {
  return (
    <TextField
      name="oneTimeCode"
      label="验证码"
      hint={
        recovery ? '身份验证器上当前的 6 位数字；手机不在身边的，填一个没有用过的恢复码' : '身份验证器上当前的 6 位数字'
      }
      required
      autoComplete="one-time-code"
      inputMode={recovery ? 'text' : 'numeric'}
      spellCheck={false}
      maxLength={20}
      width="medium"
    />
  )
}
