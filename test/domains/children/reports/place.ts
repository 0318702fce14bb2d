/** The offices that receive reports, beside the test city's own, and a report as it is typed. */
import { forgetDirectory } from '~/orgs/find-units.server'
import { asSuperuser } from '../../../support/database'
import { makePost } from '../../../support/people'

export async function seedOffices(): Promise<void> {
  await asSuperuser(`INSERT INTO unit (code, region_code, kind, name) VALUES
    ('340705-PC1', '340705', 'procuratorate', '某区人民检察院'), ('3407-CA1', '3407', 'civil_affairs', '某市民政局'),
    ('3407-EB1', '3407', 'edu_bureau', '某市教育局')`)
  forgetDirectory()
}

/** Somebody in office at each of the county's, as the tests' receivers. */
export const staffOffices = async () => {
  for (const [role, unit] of [
    ['CA', '340705-CA1'],
    ['EC', '340705-EB1'],
    ['PV', '340705-PC1'],
  ] as const)
    await makePost({ role, unit })
}

export const CHILD = '程小禾，五年级（2）班'
export const FACTS = '早上看到孩子手臂上有多处旧伤，孩子说是被人打的。'

export const report = (given: Record<string, string | string[]> = {}) => ({
  situation: '4',
  child: CHILD,
  facts: FACTS,
  onDay: '2026-11-23',
  county: '340705',
  place: '学校',
  namedOther: '',
  phone: '13800000009',
  file: '',
  ...given,
})

/** The same with files, as a browser sends it. */
export function withFiles(
  fields: Record<string, string | string[]>,
  files: [name: string, content: Buffer][],
): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one)
  for (const [name, content] of files) form.append('files', new File([content as BlobPart], name))
  return form
}
