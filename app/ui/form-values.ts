import { createContext, useContext } from 'react'

type Tree = Record<string, unknown>

/** What the fields of a form start with, and whether it has been sent before. */
export type FormValues = {
  values: Tree
  /** After a failed sending what was typed counts, even when it is blank; defaults no longer do. */
  sent: boolean
  /** Rises with every answer of the server; lists of rows are drawn anew by it. */
  round: number
}

export const FormValuesContext = createContext<FormValues>({ values: {}, sent: false, round: 0 })

/** The text a field starts with: typed before, given by the form, or the field's own default. */
export function useStart(name: string, own?: string | number | boolean): string {
  const { values, sent } = useContext(FormValuesContext)
  const given = valueAt(values, name)
  return asText(given === undefined && !sent ? own : given)
}

/** The chosen values a group of boxes starts with. */
export function useStartList(name: string, own?: string[]): string[] {
  const { values, sent } = useContext(FormValuesContext)
  const given = valueAt(values, name) ?? (sent ? undefined : own)
  if (given === undefined || given === null || given === '') return []
  return Array.isArray(given) ? given.map(asText) : [asText(given)]
}

/** Follows a field name such as `contacts[0].phone` into a tree of values. */
export function valueAt(values: Tree, name: string): unknown {
  const path = name.split(/[.[\]]+/).filter(Boolean)
  return path.reduce<unknown>((at, key) => (isTree(at) ? at[key] : undefined), values)
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null
}

function asText(value: unknown): string {
  if (value === true) return 'on'
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  return ''
}
