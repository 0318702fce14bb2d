/** Errors that a user meets: Chinese, saying what happened and what to do next. Anything else is a fault of ours (500). */
export class UserError extends Error {
  readonly status: number
  readonly fieldErrors: Record<string, string[]> | undefined

  constructor(status: number, message: string, fieldErrors?: Record<string, string[]>) {
    super(message)
    this.name = 'UserError'
    this.status = status
    this.fieldErrors = fieldErrors
  }
}

/** Absent and out of scope are told alike: same status, same text. */
export const notFound = (why = '没有找到。可能已经移交、合并，或者不在您的职责范围内。') => new UserError(404, why)

export const refused = (why = '您当前的岗位不能这样做。如确需办理，请联系负责人。') => new UserError(403, why)

/** Somebody was faster: what was typed is kept as a draft. */
export const conflict = (why = '这份档案刚刚被别人改动过。请核对最新内容后再提交，您填写的内容已保留。') =>
  new UserError(409, why)

/** Field errors by field name; the form is shown again as typed. */
export const invalid = (fieldErrors: Record<string, string[]>, message = '有内容需要更正。') =>
  new UserError(422, message, fieldErrors)

export const tooMany = (why = '操作过于频繁，请稍后再试。') => new UserError(429, why)

export const isUserError = (error: unknown): error is UserError => error instanceof UserError
