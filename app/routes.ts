/** The map of addresses. Each line is a route file in app/routes; the file guards, calls one verb and renders. */
import { index, prefix, route, type RouteConfig } from '@remix-run/route-config'

export default [
  // my work and the way in
  index('routes/desk.tsx'),
  route('sign-in', 'routes/sign-in.tsx'),
  route('sign-out', 'routes/sign-out.tsx'),
  route('posts', 'routes/posts.tsx'),
  // people
  route('people', 'routes/people.tsx'),
  route('people/check', 'routes/people.check.tsx'),

  // approvals, referrals
  route('approvals', 'routes/approvals.tsx'),
  route('week', 'routes/week.tsx'),
  route('referrals', 'routes/referrals.tsx'),
  route('referrals/:id', 'routes/referrals.one.tsx'),

  // D1: help after release
  ...prefix('handoff', [
    route('import', 'routes/handoff.import.tsx'),
    route('import/:run', 'routes/handoff.import.run.tsx'),
    index('routes/handoff.list.tsx'),
    route('new', 'routes/handoff.new.tsx'),
    route('pickups', 'routes/handoff.pickups.tsx'),
    route('pickups/print', 'routes/handoff.pickups.print.tsx'),
    route('unconnected', 'routes/handoff.unconnected.tsx'),
    route('paired', 'routes/handoff.paired.tsx'),
    route('notices', 'routes/handoff.notices.tsx'),
    route('notices/new', 'routes/handoff.notices.new.tsx'),
    route('notices/:id', 'routes/handoff.notices.case.tsx'),
    route('notices/:id/step/:step', 'routes/handoff.notices.step.tsx'),
    route('notices/:id/correct', 'routes/handoff.notices.correct.tsx'),
    route('notices/:id/undo', 'routes/handoff.notices.undo.tsx'),
    route('notices/:id/reveal', 'routes/handoff.notices.reveal.tsx'),
    route('notices/:id/proposal/:proposal', 'routes/handoff.notices.proposal.tsx'),
    route(':id', 'routes/handoff.case.tsx'),
    route(':id/step/:step', 'routes/handoff.step.tsx'),
    route(':id/visit', 'routes/handoff.visit.tsx'),
    route(':id/note', 'routes/handoff.note.tsx'),
    route(':id/correct', 'routes/handoff.correct.tsx'),
    route(':id/undo', 'routes/handoff.undo.tsx'),
    route(':id/join', 'routes/handoff.join.tsx'),
    route(':id/reveal', 'routes/handoff.reveal.tsx'),
    route(':id/refer', 'routes/handoff.refer.tsx'),
    route(':id/proposal/:proposal', 'routes/handoff.proposal.tsx'),
  ]),

  // neutral help
  ...prefix('support', [
    index('routes/support.list.tsx'),
    route(':id', 'routes/support.case.tsx'),
    route(':id/step/:step', 'routes/support.step.tsx'),
    route(':id/visit', 'routes/support.visit.tsx'),
    route(':id/note', 'routes/support.note.tsx'),
    route(':id/correct', 'routes/support.correct.tsx'),
    route(':id/undo', 'routes/support.undo.tsx'),
    route(':id/join', 'routes/support.join.tsx'),
    route(':id/reveal', 'routes/support.reveal.tsx'),
    route(':id/refer', 'routes/support.refer.tsx'),
    route(':id/proposal/:proposal', 'routes/support.proposal.tsx'),
  ]),

  // access to one file
  route('handoff/:id/readers', 'routes/access.handoff.readers.tsx'),
  route('handoff/:id/why', 'routes/access.handoff.why.tsx'),
  route('handoff/:id/access', 'routes/access.handoff.parties.tsx'),
  route('handoff/:id/consents', 'routes/people.handoff.consents.tsx'),
  route('support/:id/readers', 'routes/access.support.readers.tsx'),
  route('support/:id/why', 'routes/access.support.why.tsx'),
  route('support/:id/access', 'routes/access.support.parties.tsx'),
  route('support/:id/consents', 'routes/people.support.consents.tsx'),
  route('handoff/notices/:id/readers', 'routes/access.notices.readers.tsx'),
  route('handoff/notices/:id/why', 'routes/access.notices.why.tsx'),
  route('access/break-glass', 'routes/access.break-glass.tsx'),
  route('access/reviews', 'routes/access.reviews.tsx'),
  route('access/authorisations', 'routes/access.authorisations.tsx'),

  // documents: of a unit, of one file, of no file; and the check of their codes
  route('handoff/documents', 'routes/documents.list.tsx'),
  route('handoff/documents/print', 'routes/documents.list.print.tsx'),
  route('handoff/documents/:doc', 'routes/documents.handoff.one.tsx', { id: 'documents.unit.one' }),
  route('handoff/documents/:doc/print', 'routes/documents.handoff.print.tsx', { id: 'documents.unit.print' }),
  route('handoff/documents/:doc/docx', 'routes/documents.handoff.docx.tsx', { id: 'documents.unit.docx' }),
  route('handoff/:id/documents/new', 'routes/documents.handoff.new.tsx'),
  route('handoff/:id/documents/print', 'routes/documents.handoff.print.tsx', { id: 'documents.handoff.print.all' }),
  route('handoff/:id/documents/:doc', 'routes/documents.handoff.one.tsx'),
  route('handoff/:id/documents/:doc/print', 'routes/documents.handoff.print.tsx'),
  route('handoff/:id/documents/:doc/docx', 'routes/documents.handoff.docx.tsx'),
  route('handoff/notices/:id/documents/new', 'routes/documents.notices.new.tsx'),
  route('handoff/notices/:id/documents/print', 'routes/documents.notices.print.tsx', {
    id: 'documents.notices.print.all',
  }),
  route('handoff/notices/:id/documents/:doc', 'routes/documents.notices.one.tsx'),
  route('handoff/notices/:id/documents/:doc/print', 'routes/documents.notices.print.tsx'),
  route('handoff/notices/:id/documents/:doc/docx', 'routes/documents.notices.docx.tsx'),
  route('support/:id/documents/new', 'routes/documents.support.new.tsx'),
  route('support/:id/documents/print', 'routes/documents.support.print.tsx', { id: 'documents.support.print.all' }),
  route('support/:id/documents/:doc', 'routes/documents.support.one.tsx'),
  route('support/:id/documents/:doc/print', 'routes/documents.support.print.tsx'),
  route('support/:id/documents/:doc/docx', 'routes/documents.support.docx.tsx'),
  route('documents/check', 'routes/documents.check.tsx'),
  route('check/:code?', 'routes/check.tsx'),

  // help
  route('help', 'routes/help.tsx'),

  // any other address
  route('*', 'routes/access.lost.tsx'),
] satisfies RouteConfig
