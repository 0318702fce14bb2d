/** The map of addresses. Each line is a route file in app/routes; the file guards, calls one verb and renders. */
import { index, prefix, route, type RouteConfig } from '@remix-run/route-config'
import { childrenRoutes } from './routes.children'
import { fileRoutes, paperRoutes } from './routes.files'

export default [
  // my work and the way in
  index('routes/desk.tsx'),
  route('sign-in', 'routes/sign-in.tsx'),
  route('sign-in/code', 'routes/sign-in.code.tsx'),
  route('sign-out', 'routes/sign-out.tsx'),
  route('posts', 'routes/posts.tsx'),
  route('re-authenticate', 'routes/re-authenticate.tsx'),
  route('password', 'routes/password.tsx'),
  route('second-factor', 'routes/second-factor.tsx'),
  route('account', 'routes/account.tsx'),
  route('account/recovery-codes', 'routes/account.recovery-codes.tsx'),

  // people
  route('people', 'routes/people.tsx'),
  route('people/check', 'routes/people.check.tsx'),

  // approvals, referrals
  route('approvals', 'routes/approvals.tsx'),
  route('week', 'routes/week.tsx'),
  route('reports', 'routes/reports.tsx'),
  route('reports/figures', 'routes/reports.figures.tsx'),
  route('reports/:id', 'routes/reports.one.tsx'),
  route('reports/:id/print', 'routes/reports.print.tsx'),
  route('reports/:id/lines/:line', 'routes/reports.line.tsx'),
  route('referrals', 'routes/referrals.tsx'),
  route('referrals/:id', 'routes/referrals.one.tsx'),

  // files that leave the system
  route('exports', 'routes/exports.tsx'),
  route('exports/new', 'routes/exports.new.tsx'),
  route('exports/:id', 'routes/exports.request.tsx'),
  route('exports/:id/file', 'routes/exports.file.tsx'),
  route('admin/exports', 'routes/admin.exports.tsx'),
  route('admin/exports/:id', 'routes/admin.exports.request.tsx'),

  // D1: help after release
  ...prefix('handoff', [
    route('import', 'routes/handoff.import.tsx'),
    route('import/:run', 'routes/handoff.import.run.tsx'),
    index('routes/handoff.list.tsx'),
    route('new', 'routes/handoff.new.tsx'),
    route('pickups', 'routes/handoff.pickups.tsx'),
    route('pickups/print', 'routes/handoff.pickups.print.tsx'),
    route('unconnected', 'routes/handoff.unconnected.tsx'),
    route('statistics', 'routes/handoff.statistics.tsx'),
    route('statistics/list', 'routes/handoff.statistics.list.tsx'),
    route('statistics/print', 'routes/handoff.statistics.print.tsx'),
    route('statistics/paper', 'routes/handoff.statistics.paper.tsx'),
    route('paired', 'routes/handoff.paired.tsx'),
    route('notices', 'routes/handoff.notices.tsx'),
    route('notices/new', 'routes/handoff.notices.new.tsx'),
    route('notices/:id', 'routes/handoff.notices.case.tsx'),
    route('notices/:id/step/:step', 'routes/handoff.notices.step.tsx'),
    route(':id', 'routes/handoff.case.tsx'),
    route(':id/step/:step', 'routes/handoff.step.tsx'),
  ]),

  // neutral help
  ...prefix('support', [
    index('routes/support.list.tsx'),
    route(':id', 'routes/support.case.tsx'),
    route(':id/step/:step', 'routes/support.step.tsx'),
  ]),

  // D4: left-behind children
  ...childrenRoutes,

  // D7: relief
  ...prefix('relief', [
    index('routes/relief.list.tsx'),
    route('import', 'routes/relief.import.tsx'),
    route('import/:run', 'routes/relief.import.run.tsx'),
    route('new', 'routes/relief.new.tsx'),
    route('desk', 'routes/relief.desk.tsx'),
    route('standards', 'routes/relief.standards.tsx'),
    route('deaths', 'routes/relief.deaths.tsx'),
    route('payments', 'routes/relief.payments.tsx'),
    route('payments/new', 'routes/relief.payments.new.tsx'),
    route('payments/budget', 'routes/relief.payments.budget.tsx'),
    route('payments/reserves', 'routes/relief.payments.reserves.tsx'),
    route('payments/:id', 'routes/relief.payments.batch.tsx'),
    route('payments/:id/step/read_back', 'routes/relief.payments.result.tsx'),
    route('payments/:id/step/:step', 'routes/relief.payments.step.tsx'),
    route('notices', 'routes/relief.notices.tsx'),
    route('notices/print', 'routes/relief.notices.print.tsx'),
    ...['temp', 'dibao', 'school', 'training', 'loan'].flatMap((set) => [
      route(`statistics/${set}`, 'routes/relief.statistics.tsx', { id: `relief.statistics.${set}` }),
      route(`statistics/${set}/list`, 'routes/relief.statistics.list.tsx', { id: `relief.statistics.${set}.list` }),
      route(`statistics/${set}/print`, 'routes/relief.statistics.print.tsx', { id: `relief.statistics.${set}.print` }),
    ]),
    route(':id', 'routes/relief.case.tsx'),
    route(':id/step/:step', 'routes/relief.step.tsx'),
  ]),

  // what is posted of it, for anybody
  ...prefix('notices', [
    index('routes/notices.list.tsx'),
    route('receipt/:receipt', 'routes/notices.receipt.tsx'),
    route(':no', 'routes/notices.one.tsx'),
  ]),

  // the one window, and the households of a grid
  ...prefix('intake', [
    index('routes/intake.list.tsx'),
    route('new', 'routes/intake.new.tsx'),
    route('routing', 'routes/intake.routing.tsx'),
    route('statistics', 'routes/intake.statistics.tsx'),
    route('statistics/list', 'routes/intake.statistics.list.tsx'),
    route('statistics/print', 'routes/intake.statistics.print.tsx'),
    route('proxied', 'routes/intake.proxied.tsx'),
    route('proxied/new', 'routes/intake.proxied.new.tsx'),
    route('households', 'routes/intake.households.tsx'),
    route('households/new', 'routes/intake.households.new.tsx'),
    route('households/:id', 'routes/intake.households.card.tsx'),
    route('households/:id/step/:step', 'routes/intake.households.step.tsx'),
    route('households/:id/visit', 'routes/intake.households.visit.tsx'),
    route(':id', 'routes/intake.case.tsx'),
    route(':id/step/:step', 'routes/intake.step.tsx'),
  ]),

  // what every file has
  ...fileRoutes('intake', ['visit', 'join']),
  ...fileRoutes('intake/households', ['visit', 'note', 'join', 'refer', 'access', 'consents', 'attach']),
  ...fileRoutes('handoff'),
  ...fileRoutes('support'),
  ...fileRoutes('relief', ['refer']),
  ...fileRoutes('relief/payments', [
    ...(['visit', 'correct', 'undo', 'join', 'reveal', 'refer', 'proposal/:proposal', 'access', 'consents'] as const),
    ...(['attach', 'attachments/:attachment', 'attachments/:attachment/file'] as const),
  ]),
  ...fileRoutes('handoff/notices', ['visit', 'note', 'join', 'refer', 'access', 'consents']),

  // access
  route('access/break-glass', 'routes/access.break-glass.tsx'),
  route('access/reviews', 'routes/access.reviews.tsx'),
  route('access/authorisations', 'routes/access.authorisations.tsx'),
  route('access/posts', 'routes/access.posts.tsx'),
  route('access/cover', 'routes/access.cover.tsx'),
  route('access/handover', 'routes/access.handover.tsx'),
  route('access/handover/:post', 'routes/access.handover.one.tsx'),

  // the security administrator
  route('admin', 'routes/admin.tsx'),
  route('admin/posts', 'routes/admin.posts.tsx'),
  route('admin/posts/new', 'routes/admin.posts.new.tsx'),
  route('admin/posts/:id', 'routes/admin.posts.one.tsx'),
  route('admin/posts/:id/move', 'routes/admin.posts.move.tsx'),
  route('admin/authorisations', 'routes/admin.authorisations.tsx'),
  route('admin/locks', 'routes/admin.locks.tsx'),
  route('admin/alarms', 'routes/admin.alarms.tsx'),

  // the system administrator
  ...prefix('admin', [
    route('accounts', 'routes/admin.accounts.tsx'),
    route('accounts/new', 'routes/admin.accounts.new.tsx'),
    route('accounts/:user', 'routes/admin.accounts.one.tsx'),
    route('organisation', 'routes/admin.organisation.tsx'),
    route('organisation/new', 'routes/admin.organisation.new.tsx'),
    route('organisation/merge', 'routes/admin.organisation.merge.tsx'),
    route('organisation/import', 'routes/admin.organisation.import.tsx'),
    route('organisation/import/:run', 'routes/admin.organisation.import.run.tsx'),
    route('organisation/template', 'routes/admin.organisation.template.tsx'),
    route('organisation/:code', 'routes/admin.organisation.one.tsx'),
    route('rules', 'routes/admin.rules.tsx'),
    route('rules/:rule', 'routes/admin.rules.one.tsx'),
    route('calendar', 'routes/admin.calendar.tsx'),
    route('changes', 'routes/admin.changes.tsx'),
    route('changes/:change', 'routes/admin.changes.one.tsx'),
    route('outbox', 'routes/admin.outbox.tsx'),
  ]),

  // documents: of a unit, of one file, of no file; and the check of their codes
  route('handoff/documents', 'routes/documents.list.tsx'),
  route('handoff/documents/print', 'routes/documents.list.print.tsx'),
  route('handoff/documents/:doc', 'routes/documents.handoff.one.tsx', { id: 'documents.unit.one' }),
  route('handoff/documents/:doc/print', 'routes/documents.handoff.print.tsx', { id: 'documents.unit.print' }),
  route('handoff/documents/:doc/docx', 'routes/documents.handoff.docx.tsx', { id: 'documents.unit.docx' }),
  ...paperRoutes('handoff', 'handoff'),
  ...paperRoutes('handoff/notices', 'notices'),
  ...paperRoutes('support', 'support'),
  ...paperRoutes('relief', 'relief'),
  ...paperRoutes('relief/payments', 'payments'),
  ...paperRoutes('intake', 'intake'),
  route('documents/check', 'routes/documents.check.tsx'),
  route('check/:code?', 'routes/check.tsx'),

  // logs
  ...prefix('audit', [
    index('routes/audit.search.tsx'),
    route('readers', 'routes/audit.readers.tsx'),
    route('readers/print', 'routes/audit.readers.print.tsx'),
    route('chain', 'routes/audit.chain.tsx'),
    route('chain/print', 'routes/audit.chain.print.tsx'),
  ]),

  // help
  route('help', 'routes/help.tsx'),

  // any other address
  route('*', 'routes/access.lost.tsx'),
] satisfies RouteConfig
