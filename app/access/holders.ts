/** By which names parties of a file may mean a post. Pure. */
import type { Role } from './roles'

/** A file names these one by one (class, person): what their unit is named on is not theirs (another teacher's pupils). */
const byNameAlone: readonly Role[] = ['ST', 'PH', 'LV']

type Standing = { role: Role; postId: string; unitCode: string; classCode: string | null; deputyOf: string | null }

/** The post, its class, its unit for those who act for the unit; in a cover post also the post covered. */
export const holdersOf = ({ role, postId, unitCode, classCode, deputyOf }: Standing): string[] =>
  [postId, byNameAlone.includes(role) ? null : unitCode, classCode, deputyOf].filter((one) => one !== null)
