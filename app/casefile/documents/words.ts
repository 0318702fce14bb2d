/** What both renderings of a document say beside its blocks. Pure. */
import { groupedCode } from './number'
import type { Block, PaperContent, Signature } from './paper'

/** 盖章 is asked for only on what is issued. */
export const signTitle = ({ title, seal }: Signature, sealed: boolean): string =>
  seal && sealed ? `${title}（盖章）` : title

/** 附件说明: one is not numbered, several are. */
export const attachmentLines = (items: readonly string[]): string[] =>
  items.length === 1 ? [`附件：${items[0]}`] : items.map((item, at) => `${at === 0 ? '附件：' : ''}${at + 1}. ${item}`)

/** What the foot of a sheet says of its check code; nothing for a paper without one. */
export function checkWords({ check }: PaperContent, checkAt: string): string[] {
  if (!check.code) return []
  const where =
    check.by === 'public' ? `扫码或在 ${checkAt} 输入校验码，可核验本件是否有效` : '登录系统后可在“核验文书”查验'
  return [`校验码 ${groupedCode(check.code)}`, where]
}

/** A document's own blocks, and the slips that come back, which stand below its foot. */
export const apart = (blocks: readonly Block[]): { own: Block[]; slips: Block[] } => ({
  own: blocks.filter((block) => block.type !== 'slip'),
  slips: blocks.filter((block) => block.type === 'slip'),
})
