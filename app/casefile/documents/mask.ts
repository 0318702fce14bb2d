/** A document on the screen before anything was revealed: numbers, telephones and addresses masked. Pure. */
import { maskIdNumber, maskPhone } from '~/people/identity'
import type { Block, Cell, PaperContent, Secret } from './paper'

const masks: Record<Secret, (value: string) => string> = {
  identity: maskIdNumber,
  phone: maskPhone,
  address: () => '****',
}

const hide = (value: string, secret: Secret | undefined): string => (secret && value ? masks[secret](value) : value)
const hideCell = (one: Cell): Cell => ({ ...one, value: hide(one.value, one.secret) })

function hideBlock(block: Block): Block {
  if (block.type === 'rows') return { ...block, rows: block.rows.map((line) => line.map(hideCell)) }
  if (block.type === 'table')
    return { ...block, rows: block.rows.map((row) => row.map((value, at) => hide(value, block.columns[at]?.secret))) }
  if (block.type === 'signatures')
    return { ...block, columns: block.columns.map((one) => ({ ...one, lines: one.lines.map(hideCell) })) }
  if (block.type === 'slip') return { ...block, blocks: block.blocks.map(hideBlock) }
  return block
}

export const masked = (content: PaperContent): PaperContent => ({ ...content, blocks: content.blocks.map(hideBlock) })

/** Is there anything on it that is masked? */
export function hasSecrets(blocks: readonly Block[]): boolean {
  return JSON.stringify(blocks.map(hideBlock)) !== JSON.stringify(blocks)
}
