import { formatDay } from '~/lib/dates'
import { Paper, PaperSeal, PaperTable } from '~/ui/print'
import type { NoticeSheet } from '../../notices/board.server'
import { amountWords, stages } from './words'

/** The sheet for the board of a village: under the name of the window, with room for its seal. */
export function NoticeSheetPage({ data }: { data: NoticeSheet }) {
  return (
    <Paper backHref="/relief/notices" kind="notice" head={data.unit} title="社会救助公示" number={data.number}>
      <p className="to">{data.village}各位村（居）民：</p>
      <p className="body">下列家庭经审核拟给予或者已经给予社会救助，现予公示，接受群众监督。</p>
      <PaperTable
        columns={[
          { label: '户主', share: 2 },
          { label: '救助种类', share: 3 },
          { label: '人数', share: 1.5 },
          { label: '金额', share: 3 },
          { label: '公示期', share: 4 },
        ]}
        rows={data.notices.map((one) => [
          one.text.head,
          `${one.text.type}（${stages[one.stage]}）`,
          `${one.text.persons}`,
          amountWords(one.text),
          `${formatDay(one.fromOn)}至${formatDay(one.toOn)}24时`,
        ])}
      />
      <p className="body">
        有异议的，请在公示期内向{data.unit}反映{data.phone && `，电话 ${data.phone}`}
        ，也可以在网上公示页提出。反映人的情况不会告诉被反映的家庭。
      </p>
      <PaperSeal unit={data.unit} on={data.on} sealed />
    </Paper>
  )
}
