import { directory } from '~/orgs/find-units.server'
import { displayRegion } from '~/orgs/region-names'
import { maskIdNumber, maskPhone } from '~/people/identity'
import type { Ctx } from '../act.server'
import type { CaseRow } from '../domain'
import { contactsOf, idNumberOf, type IdentityRows } from '../read.server'
import { mayShow } from './show-token.server'

/** Identity and contacts, masked; in clear for two minutes after a reveal. */
export async function identityOf(ctx: Ctx, file: CaseRow, url: URL, rows: IdentityRows) {
  const permit = url.searchParams.get('show')
  const shown = {
    identity: mayShow(ctx.actor, permit, `${file.id}:identity`),
    contact: mayShow(ctx.actor, permit, `${file.id}:contact`),
  }
  const idNo = idNumberOf(rows)
  const { regions } = await directory(ctx.db)
  return {
    shown,
    idNo: idNo ? { masked: maskIdNumber(idNo), ...(shown.identity && { clear: idNo }) } : null,
    huji: displayRegion(regions, file.hujiCode),
    residence: displayRegion(regions, file.residenceCode),
    contacts: contactsOf(file, rows).map((contact) => ({
      id: contact.id,
      what: contact.what,
      relation: contact.relation,
      name: contact.name,
      value: {
        masked: contact.what === 'phone' ? maskPhone(contact.value) : '****',
        ...(shown.contact && { clear: contact.value }),
      },
    })),
  }
}
export type IdentityData = Awaited<ReturnType<typeof identityOf>>
