import { formatDay, formatInstant } from '~/lib/dates'
import { Paper, PaperRows } from '~/ui/print'
import type { ReportBody } from '../report-input'
import { namedIn } from './body-facts'

type Props = {
  report: { reportNo: string; receipt: string; digest: string; situation: string; filedAt: Date; body: ReportBody }
  /** Name and unit of the reporter, on his own sheet alone. */
  reporter: string | null
  /** Offices that have it, or the one that prints. */
  offices: string
  printed: string
  backHref: string
}

/** 《强制报告表》, as it was filed. */
export function ReportPaper({ report, reporter, offices, printed, backHref }: Props) {
  const { body } = report
  return (
    <Paper
      title="强制报告表"
      number={report.reportNo}
      sub={`回执号 ${report.receipt}`}
      foot={
        <>
          <p>内容摘要（SM3）{report.digest}</p>
          <p>{printed}</p>
        </>
      }
      backHref={backHref}
    >
      <PaperRows
        rows={[
          [
            { label: '报告时间', value: formatInstant(report.filedAt) },
            { label: '发现日期', value: formatDay(body.onDay) },
          ],
          [{ label: '情形', value: report.situation }],
          [{ label: '未成年人', value: body.child, lines: 2 }],
          [{ label: '地点', value: body.place ?? '' }],
          [{ label: '情况说明', value: body.facts, lines: 9 }],
          [{ label: '涉及的单位或者人员', value: namedIn(body) }],
          [{ label: '附件', value: body.files?.length ? body.files.map((one) => one.name).join('；') : '无' }],
          [{ label: '报告人', value: reporter ?? '依法保密，由接收单位掌握' }],
          [{ label: '接收单位', value: offices }],
        ]}
      />
    </Paper>
  )
}
