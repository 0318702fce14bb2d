import { Children, isValidElement, type ReactNode } from 'react'
import { valueAt } from '~/ui/form-values'

type FieldProps = { name?: unknown; label?: unknown; children?: ReactNode | ((row: RowName) => ReactNode) }
type RowName = { name: (sub: string) => string; index: number }

/**
 * The labels of the fields in a form, by name and in the order of the page, read from the elements themselves:
 * the summary of errors stands above the fields and is drawn before them. Fields inside own components are not
 * seen; the form's `labels` names those.
 */
export function labelsOf(children: ReactNode, values: Record<string, unknown>): Map<string, string> {
  const labels = new Map<string, string>()
  collect(children, values, '', labels)
  return labels
}

function collect(children: ReactNode, values: Record<string, unknown>, prefix: string, labels: Map<string, string>) {
  Children.forEach(children, (child) => {
    if (!isValidElement<FieldProps>(child)) return
    const { name, label, children: inner } = child.props
    if (typeof name === 'string' && typeof label === 'string') labels.set(name, prefix + label)
    if (typeof inner === 'function') collectRows(String(name), String(label), inner, values, labels)
    else collect(inner, values, prefix, labels)
  })
}

function collectRows(
  name: string,
  label: string,
  draw: (row: RowName) => ReactNode,
  values: Record<string, unknown>,
  labels: Map<string, string>,
) {
  const rows = valueAt(values, name)
  for (let index = 0; index < (Array.isArray(rows) ? rows.length : 0); index += 1) {
    const row = { index, name: (sub: string) => `${name}[${index}].${sub}` }
    collect(draw(row), values, `${label}第 ${index + 1} 项 `, labels)
  }
}
