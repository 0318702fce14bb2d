import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { legalLessonKind } from '~/domains/children/legal/legal-lesson.kind'
import { CoveragePage } from '~/domains/children/legal/pages/coverage'
import { LegalDesk } from '~/domains/children/legal/pages/desk'
import { SchoolPage } from '~/domains/children/legal/pages/school'
import { readCoverage } from '~/domains/children/legal/views/coverage.server'
import { readDesk } from '~/domains/children/legal/views/desk.server'
import { readSchool } from '~/domains/children/legal/views/school.server'
import { doneWords } from '~/casefile/ui/done-words'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('法治副校长', '归程') }]

/** A vice-principal's desk, a bureau's coverage, a school's own page: by the role at the keyboard. */
export const loader = guarded({ kind: 'legal_lesson', verb: 'list', audit: 'legal_lesson.list' }, async (c) => {
  const { role } = c.actor
  return {
    desk: role === 'LV' ? await readDesk(c) : null,
    coverage: role === 'EC' ? await readCoverage(c, c.url) : null,
    school: role === 'SP' ? await readSchool(c) : null,
    done: doneWords(legalLessonKind, c.url),
  }
})

export default function LegalEducation() {
  const data = useLoaderData<typeof loader>()
  if (data.desk) return <LegalDesk data={data.desk} done={data.done} />
  if (data.coverage) return <CoveragePage data={data.coverage} />
  return data.school && <SchoolPage data={data.school} />
}
