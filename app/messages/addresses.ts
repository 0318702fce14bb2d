/** What can be written to. Pure. */
const MOBILE = /^1[3-9]\d{9}$/

/** A mobile number, which takes text messages; null for a landline or anything else. */
export const mobileOf = (phone: string): string | null => (MOBILE.test(phone) ? phone : null)

/** A person's mail; null for the stand-in of an account without one. */
export const mailOf = (email: string): string | null => (email.endsWith('@local.invalid') ? null : email)
