/** What was handed over, for the address and in words. Pure. */
type Done = { files: number; duties: number; left: number; before: number; after: number }

const order = ['files', 'duties', 'left', 'before', 'after'] as const

export const doneCode = (done: Done): string => order.map((name) => done[name]).join('-')

/** The sentence of such a code; undefined for anything else. */
export function doneWords(code: string | null): string | undefined {
  if (!code || !/^\d{1,7}(-\d{1,7}){4}$/.test(code)) return undefined
  const [files, duties, left, before, after] = code.split('-').map(Number)
  return `已移交档案 ${files} 份、事项 ${duties} 项；原承办人名下还有 ${left} 份在办，接收人名下由 ${before} 份变为 ${after} 份。`
}
