/** Referring a person to another office (一窗转介): only the fields the type names, shown before they are sent. */
import type { Context } from '~/access/guard.server'
import type { CaseRow, Domain } from '../domain'
import { readContacts, revealGroup } from '../read.server'
import { sexWord } from '../ui/day-words'
import { trailOf, type Place } from '../ui/read-forms.server'
import { fileToWork } from '../ui/read-outlook.server'
import { fieldLabels, mayGoTo, referralTypes } from './referral-types'
import { sendReferral } from './send-referral.server'
import { isUuid } from '~/lib/ids.server'
import { invalid } from '~/lib/errors'
import { optionalText } from '~/lib/text'
import { findUnits } from '~/orgs/find-units.server'
import { dbToDay } from '~/lib/dates'
import { consentRecipients, consentScopes } from '~/people/consent-terms'

const offeredBy = ({ kind }: Domain) => kind.refers ?? []
const words = (terms: Record<string, string>, codes: readonly string[]) =>
  codes.map((code) => terms[code] ?? code).join('、')

async function known(c: Context, file: CaseRow): Promise<Record<string, string>> {
  const contacts = await readContacts(c, file)
  return {
    name: file.name,
    sex: sexWord(file.sex),
    phone: contacts.find((one) => one.what === 'phone' && !one.relation)?.value ?? '',
  }
}

export async function readRefer({ domain, place }: { domain: Domain; place: Place }, c: Context) {
  const offered = offeredBy(domain)
  const file = await fileToWork(domain, c, c.params.id)
  const type = offered.find((one) => one === c.url.searchParams.get('type'))
  const decl = type && referralTypes[type]
  const units = decl
    ? (await Promise.all(decl.to.map((unitKind) => findUnits(c.db, unitKind, file.scopeKey.slice(0, 4)))))
        .flat()
        .filter((unit) => mayGoTo(decl, unit))
    : []
  // The nearest first: of the same town, of the same county, elsewhere.
  const rank = ({ regionCode }: { regionCode: string }) =>
    regionCode.startsWith(file.scopeKey.slice(0, 9)) ? 0 : regionCode.startsWith(file.scopeKey.slice(0, 6)) ? 1 : 2
  const near = [...units].sort((a, b) => rank(a) - rank(b))
  // The clear contact stands in the form: a reveal like any other.
  if (decl?.fields.includes('phone' as never)) await revealGroup(c, file, ['contact'], 'help')
  const consents = await c.db.consent.findMany({
    where: {
      caseId: file.id,
      withdrawnOn: null,
      ...(decl?.consentScope && { scope: { has: decl.consentScope } }),
    },
    orderBy: { signedOn: 'desc' },
  })
  return {
    trail: [...trailOf(place, file), { label: '转介' }],
    person: file.name,
    back: `${place.path}/${file.id}`,
    token: c.token,
    types: offered.map((value) => ({ value, label: referralTypes[value].label })),
    chosen:
      decl && type
        ? {
            type,
            label: decl.label,
            consent: decl.consent,
            unsaid: decl.unsaid ?? '来历、罪名和监所',
            fields: decl.fields.map((name) => ({ name, label: fieldLabels[name] ?? name })),
          }
        : null,
    units: near.filter((unit) => unit.code !== file.scopeKey).map((unit) => ({ value: unit.code, label: unit.name })),
    consents: consents.map((one) => ({
      value: one.id,
      label: `${dbToDay(one.signedOn)} ${words(consentScopes, one.scope)}${one.recipients.length ? `（${words(consentRecipients, one.recipients)}）` : ''}`,
    })),
    defaults: { type, toKey: near[0]?.code ?? '', ...(await known(c, file)) } as Record<string, unknown>,
  }
}
export type ReferData = Awaited<ReturnType<typeof readRefer>>

/** Sends what stands in the form and nothing else. Throws 403, 404, 422. */
export async function sendFrom(domain: Domain, c: Context): Promise<void> {
  const file = await fileToWork(domain, c, c.params.id)
  const type = offeredBy(domain).find((one) => one === c.form.get('type'))
  const decl = type && referralTypes[type]
  if (!type || !decl) throw invalid({ type: ['请从列表中选择'] })
  const fields: Record<string, string> = {}
  const wrong: Record<string, string[]> = {}
  for (const name of decl.fields) {
    const read = optionalText(300, { lines: true }).safeParse(c.form.get(name) ?? undefined)
    if (!read.success) wrong[name] = read.error.issues.map((issue) => issue.message)
    else if (read.data) fields[name] = read.data
    else if (name === 'name' || name === 'need') wrong[name] = ['请填写']
  }
  if (c.form.get('checked') !== 'on') wrong.checked = ['请核对要发送的内容后勾选']
  if (Object.keys(wrong).length) throw invalid(wrong)
  const consentId = String(c.form.get('consentId') ?? '')
  await sendReferral(c, file, {
    type,
    toKey: String(c.form.get('toKey') ?? ''),
    fields,
    ...(isUuid(consentId) && { consentId }),
  })
}
