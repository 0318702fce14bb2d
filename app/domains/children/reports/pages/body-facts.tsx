import { formatDay, formatInstant } from '~/lib/dates'
import { AttachmentList } from '~/casefile/ui/attachment-list'
import type { AttachmentView } from '~/casefile/ui/views'
import { Facts } from '~/ui/facts'
import type { ReportBody } from '../report-input'

type Said = { situation: string; body: ReportBody; filedAt: Date; files: AttachmentView[] }

/** The units and persons that a report speaks of, in one line. */
export const namedIn = ({ named, namedOther }: ReportBody): string => [...named, namedOther].filter(Boolean).join('、')

/** What was said, as it was said. */
export function BodyFacts({ situation, body, filedAt, files }: Said) {
  return (
    <Facts
      rows={[
        { label: '情形', value: situation },
        { label: '孩子', value: body.child },
        { label: '发生了什么', value: <span className="lines">{body.facts}</span> },
        { label: '哪天发现', value: formatDay(body.onDay) },
        { label: '在哪里', value: body.place },
        { label: '涉及的单位或者人员', value: namedIn(body) || '没有填写' },
        { label: '报告时间', value: formatInstant(filedAt) },
        files.length > 0 && { label: '附件', value: <AttachmentList files={files} /> },
      ]}
    />
  )
}
