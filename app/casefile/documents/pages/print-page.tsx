import { PaperTools } from '~/ui/print'
import { Sheet, type SheetData } from './sheet'

/** Sheets one after the other, each on a page of its own. */
export function PrintDocumentsPage({ sheets, backHref }: { sheets: SheetData[]; backHref: string }) {
  return (
    <>
      <PaperTools backHref={backHref}>
        <span className="soft">共 {sheets.length} 份，本次打印已记录。</span>
      </PaperTools>
      {sheets.map((sheet, at) => (
        <Sheet key={at} {...sheet} />
      ))}
    </>
  )
}
