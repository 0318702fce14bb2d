/** The offices that receive reports, beside the test city's own, and a report as it is typed. */
import { forgetDirectory } from '~/orgs/find-units.server'
import { asSuperuser } from '../../../support/database'

export async function seedOffices(): Promise<void> {
  await asSuperuser(`INSERT INTO unit (code, region_code, kind, name) VALUES
    ('340705-PC1', '340705', 'procuratorate', '某区人民检察院'), ('3407-CA1', '3407', 'civil_affairs', '某市民政局'),
    ('3407-EB1', '3407', 'edu_bureau', '某市教育局')`)
  forgetDirectory()
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
