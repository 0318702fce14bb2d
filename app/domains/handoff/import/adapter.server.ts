/** What this room lets the import machine do. */
import type { ImportAdapter } from '~/casefile/import/adapter'
import { ledger } from './ledger.server'
import { roster } from './roster.server'

export const handoffImport: ImportAdapter = {
  kind: 'handoff',
  path: '/handoff/import',
  variants: { roster, ledger },
  home: (role) =>
    role === 'PR' ? { href: '/handoff/notices', label: '释放通知' } : { href: '/handoff', label: '安置帮教' },
  caseHref: (role, id) => (role === 'PR' ? `/handoff/notices/${id}` : `/handoff/${id}`),
}
