import { formatDay } from '~/lib/dates'
import { PaperQr, PaperRows, PaperSeal, PaperSheet, PaperSignatures, PaperTable } from '~/ui/print'
import type { Block, PaperContent, Standing } from '../paper'
import type { QrPath } from '../qr.server'
import { apart, attachmentLines, checkWords, signTitle } from '../words'

export type SheetData = {
  content: PaperContent
  standing: Standing
  qr: QrPath | null
  /** Where a code is typed in by hand, without scheme. */
  checkAt: string
  /** 打印：章晓燕 2026-11-24 08:05 第1份; absent on the screen. */
  copy?: string
}

const marks = { draft: '草稿', issued: undefined, withdrawn: '作废' } as const

/** One document as paper: the first of the three renderings of its tree. */
export function Sheet({ content, standing, qr, checkAt, copy }: SheetData) {
  const sealed = standing !== 'draft'
  const { own, slips } = apart(content.blocks)
  return (
    <PaperSheet
      title={content.headline}
      kind={content.layout === 'wide' ? 'form' : content.layout}
      landscape={content.layout === 'wide'}
      mark={marks[standing]}
      head={content.unit.name}
      number={content.number}
      foot={<Foot {...{ content, standing, qr, checkAt, copy }} />}
      slip={slips.map((block, at) => (
        <BlockView key={at} block={block} content={content} sealed={sealed} />
      ))}
    >
      {content.to && <p className="to">{content.to}：</p>}
      {own.map((block, at) => (
        <BlockView key={at} block={block} content={content} sealed={sealed} />
      ))}
    </PaperSheet>
  )
}

type BlockProps = { block: Block; content: PaperContent; sealed: boolean }

function BlockView({ block, content, sealed }: BlockProps) {
  switch (block.type) {
    case 'rows':
      return <PaperRows rows={block.rows} />
    case 'paragraph':
      return <p className={block.style}>{block.text || '\u00A0'}</p>
    case 'heading':
      return <h2>{block.text}</h2>
    case 'table':
      return <PaperTable {...block} />
    case 'signatures':
      return <PaperSignatures columns={block.columns.map((one) => ({ ...one, title: signTitle(one, sealed) }))} />
    case 'seal':
      return (
        <PaperSeal unit={content.unit.name} on={content.issuedOn ? formatDay(content.issuedOn) : ''} sealed={sealed} />
      )
    case 'attachments':
      return <Attachments items={block.items} />
    case 'slip':
      return (
        <section className="slip">
          <h2>{block.title}</h2>
          {block.to && <p className="to">{block.to}：</p>}
          {block.blocks.map((inner, at) => (
            <BlockView key={at} block={inner} content={content} sealed={sealed} />
          ))}
        </section>
      )
  }
}

function Attachments({ items }: { items: string[] }) {
  const lines = attachmentLines(items)
  return (
    <div className="attachments">
      {lines.map((line, at) => (
        <p key={line} className={at === 0 ? 'first' : undefined}>
          {line}
        </p>
      ))}
    </div>
  )
}

function Foot({ content, standing, qr, checkAt, copy }: SheetData) {
  const lines = [
    ...(standing === 'draft' ? ['草稿只供核对，不是正式文书。'] : checkWords(content, checkAt)),
    ...(standing === 'withdrawn' ? ['本件已作废。'] : []),
    ...(copy ? [copy] : []),
  ]
  return (
    <>
      <div>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {qr && standing === 'issued' && <PaperQr {...qr} label="核验本件的二维码" />}
    </>
  )
}
