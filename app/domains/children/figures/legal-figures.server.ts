/** Coverage with legal vice-principals and their duty on a day (DOMAIN §8, 8.2): the rule is that of the bureau's own page. */
import { caseScope } from '~/access/scope.server'
import type { Ctx } from '~/casefile/act.server'
import { figureText } from '~/casefile/figures/rate'
import { ruleBook } from '~/casefile/rules.server'
import { Prisma } from '~/generated/prisma/client'
import type { LegalDay } from '~/lib/dates'
import { findUnits } from '~/orgs/find-units.server'
import { hoursSql } from '../legal/hours.server'
import { coverageOf } from '../legal/rules'
import type { BesideTable } from './beside.server'

type Service = { school: string; state: string; hours: number }

/** Services as they stood at the end of the day, with the class-hours of its year until then; each school by itself. */
const servicesOn = ({ actor, db }: Ctx, day: LegalDay) =>
  db.$queryRaw<Service[]>(Prisma.sql`
    SELECT c.scope_key AS school, ${stateOn(day)} AS state, ${hoursSql(day.slice(0, 4), 'c', day)} AS hours
    FROM case_file c JOIN lvp_service s ON s.case_id = c.id
    WHERE ${caseScope(actor, 'legal_lesson')} AND s.nominated_on <= ${day}::date AND (c.closed_on IS NULL OR c.closed_on > ${day}::date)
    ORDER BY c.scope_key, c.id LIMIT 5000`)

/** The state of a file (c) at the end of a day: what the last event until then left; 'none' before its first one. */
export const stateOn = (day: LegalDay): Prisma.Sql =>
  Prisma.sql`coalesce((SELECT e.to_state FROM case_event e WHERE e.case_id = c.id AND e.event_on <= ${day}::date ORDER BY e.seq DESC LIMIT 1), 'none')`

export async function legalTable(ctx: Ctx, { region, day }: { region: string; day: LegalDay }): Promise<BesideTable> {
  const least = (await ruleBook(ctx.db)).rule('D4.lvp_hours', day).value
  const schools = (await findUnits(ctx.db, 'school', region)).map(({ code }) => code)
  const services = (await servicesOn(ctx, day)).filter(({ school }) => school.startsWith(region))
  const { covered, met, pairs, schools: all } = coverageOf(schools, services, least)
  const year = day.slice(0, 4)
  const href = `/children/legal-education?${new URLSearchParams({ year })}`
  return {
    title: '法治副校长',
    rows: [
      {
        code: 'lvp_coverage',
        label: '法治副校长覆盖率',
        value: figureText('rate', covered, all),
        words: '截止日有在任法治副校长的学校 / 学校',
        href,
      },
      {
        code: 'lvp_duty',
        label: '法治课时达标率',
        value: figureText('rate', met, pairs),
        words: `${year} 年截至截止日满 ${least} 课时的结对（一校一人）/ 截止日在任的结对；各校分别计算，不合并`,
        href,
      },
    ],
  }
}
