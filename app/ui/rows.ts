const inRow = /^(.+?)\[(\d+)\](\..+)?$/

/**
 * Takes a sent form and gives a copy without the rows of lists (`contacts[3].phone`) in which nothing was filled in;
 * the rows that stay move up. Other fields are untouched, in their order.
 */
export function compactRows(form: FormData): FormData {
  const places = placesOf(form)
  const compact = new FormData()
  for (const [name, value] of form.entries()) {
    const match = inRow.exec(name)
    if (!match) {
      compact.append(name, value)
      continue
    }
    const [, list = '', index = '', rest = ''] = match
    const place = places.get(list)?.get(Number(index))
    if (place !== undefined) compact.append(`${list}[${place}]${rest}`, value)
  }
  return compact
}

/** For each list: which row, as sent, comes to stand where. */
function placesOf(form: FormData): Map<string, Map<number, number>> {
  const filled = new Map<string, Set<number>>()
  for (const [name, value] of form.entries()) {
    const match = inRow.exec(name)
    if (!match || isBlank(value)) continue
    const [, list = '', index = ''] = match
    filled.set(list, (filled.get(list) ?? new Set()).add(Number(index)))
  }
  return new Map(
    [...filled].map(([list, rows]) => {
      const sorted = [...rows].sort((a, b) => a - b)
      return [list, new Map(sorted.map((row, place) => [row, place]))]
    }),
  )
}

function isBlank(value: FormDataEntryValue): boolean {
  return typeof value === 'string' ? value.trim() === '' : value.size === 0
}
