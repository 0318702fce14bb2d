import { v7 } from 'uuid'

/** A new id: uuid version 7, ordered by time. */
export const uuidv7 = (): string => v7()
