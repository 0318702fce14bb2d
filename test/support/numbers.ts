const given = new Map<string, number>()

/** 1, 2, 3 … of each sort, in each file of tests from the beginning. */
export function nextOf(sort: string): number {
  const next = (given.get(sort) ?? 0) + 1
  given.set(sort, next)
  return next
}

export const countAnew = (): void => given.clear()
