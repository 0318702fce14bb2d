import { shown } from '~/casefile/ui/day-words'
import { Facts } from '~/ui/facts'
import { Panel, Tag } from '~/ui/page'
import type { About } from '../views/file-rows.server'

/** Schooling (就学): where, which class, since when. */
export function SchoolPanel({ about }: { about: About }) {
  return (
    <Panel title="就学">
      <Facts
        rows={[
          { label: '情况', value: about.dropoutOn ? <Tag tone="late">{about.schooling}</Tag> : about.schooling },
          !!about.school && {
            label: '学校',
            value: [about.school, about.class, about.grade].filter(Boolean).join(' · '),
          },
          !!about.enrolledOn && { label: '从哪天起', value: shown(about.enrolledOn) },
          !!about.dropoutOn && { label: '失学辍学', value: shown(about.dropoutOn) },
          !!about.supportUntil && { label: '学校的帮助到', value: shown(about.supportUntil) },
        ]}
      />
    </Panel>
  )
}
