type Hanging = {
  load: { openFiles: number; duties: number; referrals: number; posts: number } | null
  inside: { units: number; regions: number } | null
}

/** What keeps a place from being closed, in words with numbers. */
export function whatHangs({ load, inside }: Hanging): string[] {
  const counts: [number, string][] = [
    [load?.openFiles ?? 0, '份在办档案'],
    [load?.duties ?? 0, '项待办'],
    [load?.referrals ?? 0, '项未答复的转介'],
    [load?.posts ?? 0, '个在任岗位'],
    [inside?.units ?? 0, '个单位'],
    [inside?.regions ?? 0, '个下级区划'],
  ]
  return counts.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`)
}
