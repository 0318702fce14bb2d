import { formatDay } from '~/lib/dates'
import { Why } from '~/ui/facts'
import { A, ButtonLink } from '~/ui/link'
import { Actions, Count, Empty, Panel, Tag } from '~/ui/page'
import { DataTable, SimpleTable } from '~/ui/table'
import type { CaseDocuments, Offer } from '../views/case-documents.server'
import type { DocumentRow } from '../views/document-row'

/** 文书 of a file: what to issue now, what waits for approval, what was issued, what comes later. */
export function DocumentsTab({ documents }: { documents: CaseDocuments }) {
  const { base, offers, later, waiting, kept, delivered, mayPrint, printable } = documents
  return (
    <>
      {(offers.length > 0 || later.length > 0) && <OffersPanel offers={offers} later={later} />}
      {waiting.length > 0 && (
        <Panel title="等待批准">
          <SimpleTable
            caption="等待批准的文书"
            head={['文书', '起草', '']}
            rows={waiting.map((row) => [
              <A key="t" href={`${base}/documents/${row.id}`}>
                {titleOf(row)}
              </A>,
              row.by,
              row.mayDecide ? (
                <ButtonLink key="a" href={`${base}/documents/${row.id}`}>
                  批准或退回
                </ButtonLink>
              ) : (
                <Tag key="a" tone="due">
                  待批准
                </Tag>
              ),
            ])}
          />
        </Panel>
      )}
      <div className="panelhead">
        <Count>
          已制发 <b>{kept.length}</b> 份
        </Count>
        {mayPrint && printable > 0 && (
          <div className="actions">
            <ButtonLink href={`${base}/documents/print`} quiet>
              打印全部有效文书
            </ButtonLink>
          </div>
        )}
      </div>
      <DocumentTable rows={kept} base={base} caption="已制发的文书" />
      {delivered.length > 0 && (
        <>
          <Count>
            监所送达 <b>{delivered.length}</b> 份
          </Count>
          <DocumentTable rows={delivered} base={base} caption="监所送达的文书" />
        </>
      )}
    </>
  )
}

const titleOf = ({ title, label }: { title: string; label?: string | null }) =>
  `《${title}》${label ? `（${label}）` : ''}`

function OffersPanel({ offers, later }: Pick<CaseDocuments, 'offers' | 'later'>) {
  return (
    <Panel title={offers.length ? '现在可以制发' : '现在没有要制发的文书'} tone="next">
      {offers.length > 0 && <OfferButtons offers={offers} />}
      {later.length > 0 && (
        <Why summary="还不能制发的">
          <ul>
            {later.map((one) => (
              <li key={one.title}>
                <A href={one.href}>《{one.title}》</A> <span className="soft">{one.hint}；现在可以看草稿。</span>
              </li>
            ))}
          </ul>
        </Why>
      )}
    </Panel>
  )
}

/** A button for each document that may be drawn up now. */
export function OfferButtons({ offers }: { offers: Offer[] }) {
  return (
    <Actions>
      {offers.map((one) => (
        <ButtonLink key={one.href} href={one.href} quiet>
          {titleOf(one)}
          {one.needsApproval && ' · 须批准'}
        </ButtonLink>
      ))}
    </Actions>
  )
}

function DocumentTable({ rows, base, caption }: { rows: DocumentRow[]; base: string; caption: string }) {
  return (
    <DataTable
      caption={caption}
      columns={[
        { key: 'title', label: '文书' },
        { key: 'number', label: '文号' },
        { key: 'on', label: '日期', nowrap: true },
        { key: 'state', label: '状态' },
        { key: 'by', label: '经办' },
        { key: 'copies', label: '已打印', num: true },
      ]}
      rows={rows.map((row) => ({
        id: row.id,
        href: `${base}/documents/${row.id}`,
        tone: row.state.code === 'withdrawn' ? 'soft' : undefined,
        cells: {
          title: titleOf(row),
          number: row.number,
          on: row.on && formatDay(row.on),
          state: <Tag tone={row.state.tone}>{row.state.label}</Tag>,
          by: [row.by, row.approvedBy && `${row.approvedBy} 批准`].filter(Boolean).join('，'),
          copies: row.copies ? `${row.copies} 份` : null,
        },
      }))}
      empty={<Empty title="还没有制发文书">办理步骤后，相应的文书会在上面列出，核对无误即可制发、打印。</Empty>}
    />
  )
}
