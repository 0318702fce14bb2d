import { relations } from '~/people/person-terms'
import type { IdentityData } from './read-identity.server'
import { MaskedValue } from './reveal'

/** Contacts as rows: whose, and the masked or revealed value. */
export function contactRows({ contacts }: Pick<IdentityData, 'contacts'>) {
  const what: Record<string, string> = { phone: '联系电话', address: '住址' }
  return contacts.map((contact) => ({
    label: contact.relation ? `家属${what[contact.what] ?? '联系方式'}` : (what[contact.what] ?? '联系方式'),
    value: (
      <>
        <MaskedValue value={contact.value} />{' '}
        {contact.relation && (
          <span className="soft">{relations[contact.relation as keyof typeof relations] ?? contact.relation}</span>
        )}{' '}
        {contact.value.clear && contact.name && <span className="soft">{contact.name}</span>}
      </>
    ),
  }))
}
