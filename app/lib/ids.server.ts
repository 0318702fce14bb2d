import { v7, validate } from 'uuid'

/** A new id: uuid version 7, ordered by time. */
export const uuidv7 = (): string => v7()

/** Is this a uuid (of any version)? */
export const isUuid = (value: unknown): value is string => typeof value === 'string' && validate(value)
