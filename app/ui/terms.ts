/** Tables of terms: code → label, as forms and inputs take them. Pure. */

/** Codes as z.enum wants them. */
export const codesOf = <T extends Record<string, string>>(terms: T) =>
  Object.keys(terms) as unknown as [keyof T & string, ...(keyof T & string)[]]

/** Options of a choice field, in the order of the table. */
export const optionsOf = (terms: Record<string, string>) =>
  Object.entries(terms).map(([value, label]) => ({ value, label }))
