/** Lengths that forms show and inputs check, in characters. */

/** A mood note of a call. */
export const MOOD = 30
/** The agreed hobby or need of a pairing. */
export const NEED = 40
