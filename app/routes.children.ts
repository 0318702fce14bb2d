/** D4, left-behind children (留守儿童): the addresses below /children. */
import { index, prefix, route, type RouteConfigEntry } from '@remix-run/route-config'
import { fileRoutes, paperRoutes } from './routes.files'

export const childrenRoutes: RouteConfigEntry[] = [
  ...prefix('children', [
    // the census and the child's file
    index('routes/children.list.tsx'),
    route('new', 'routes/children.new.tsx'),
    route('guardianship', 'routes/children.guardianship.list.tsx'),
    route('guardianship/:id', 'routes/children.guardianship.case.tsx'),
    route('guardianship/:id/step/:step', 'routes/children.guardianship.step.tsx'),
    route(':id', 'routes/children.case.tsx'),
    route(':id/step/:step', 'routes/children.step.tsx'),
    route(':id/guardianship', 'routes/children.propose.tsx'),
    route('import', 'routes/children.import.tsx'),
    route('import/:run', 'routes/children.import.run.tsx'),
    route('review', 'routes/children.review.tsx'),
    route('statistics', 'routes/children.statistics.tsx'),
    route('statistics/list', 'routes/children.statistics.list.tsx'),
    route('statistics/print', 'routes/children.statistics.print.tsx'),
    route('candidates', 'routes/children.candidates.tsx'),

    // calls and pairing
    route('calls', 'routes/children.calls.tsx'),
    route('calls/uncontacted', 'routes/children.calls.uncontacted.tsx'),
    route('calls/slots', 'routes/children.calls.slots.tsx'),
    route('calls/book', 'routes/children.calls.book.tsx'),
    route('calls/reminders/:id', 'routes/children.calls.reminders.tsx'),
    route('calls/:id', 'routes/children.calls.one.tsx'),
    route('pairing', 'routes/children.pairing.tsx'),
    route('pairing/new', 'routes/children.pairing.new.tsx'),
    route('pairing/:id', 'routes/children.pairing.one.tsx'),
    route('urgent/:id', 'routes/children.urgent.tsx'),

    // legal vice-principals, lessons and mentoring
    ...prefix('legal-education', [
      index('routes/children.legal-education.tsx'),
      route('new', 'routes/children.legal-education.new.tsx'),
      route('materials', 'routes/children.legal-education.materials.tsx'),
      route('materials/new', 'routes/children.legal-education.materials.new.tsx'),
      route(':id', 'routes/children.legal-education.case.tsx'),
      route(':id/step/:step', 'routes/children.legal-education.step.tsx'),
    ]),
    ...prefix('mentoring', [
      index('routes/children.mentoring.tsx'),
      route('new', 'routes/children.mentoring.new.tsx'),
      route(':id', 'routes/children.mentoring.case.tsx'),
      route(':id/step/:step', 'routes/children.mentoring.step.tsx'),
    ]),

    // mandatory reports
    ...prefix('reports', [
      index('routes/children.reports.tsx'),
      route('new', 'routes/children.reports.new.tsx'),
      route('inbox', 'routes/children.reports.inbox.tsx'),
      route('statistics', 'routes/children.reports.statistics.tsx'),
      route('inbox/:id', 'routes/children.reports.delivery.tsx'),
      route('inbox/:id/print', 'routes/children.reports.delivery.print.tsx'),
      route('inbox/:id/files/:file', 'routes/children.reports.delivery.file.ts'),
      route(':id', 'routes/children.reports.one.tsx'),
      route(':id/files/:file', 'routes/children.reports.file.ts'),
      route(':id/print', 'routes/children.reports.print.tsx'),
    ]),
  ]),
  // what every file of it has
  ...fileRoutes('children'),
  ...paperRoutes('children', 'children'),
  ...fileRoutes('children/guardianship', ['visit', 'refer', 'join']),
  ...fileRoutes('children/legal-education', [
    ...(['visit', 'note', 'correct', 'undo', 'join', 'reveal', 'refer', 'proposal/:proposal', 'access'] as const),
    'consents',
  ]),
  ...fileRoutes('children/mentoring', [
    ...(['visit', 'note', 'correct', 'undo', 'join', 'reveal', 'refer', 'access', 'consents'] as const),
    ...(['attach', 'attachments/:attachment', 'attachments/:attachment/file'] as const),
  ]),
  ...paperRoutes('children/legal-education', 'legal'),
]
