/** What is timed: one line a page. */
import { issueFormToken } from '~/access/form-token.server'
import { today } from '~/lib/dates'
import type { Asked } from './sides/load'
import type { Cast, User } from './users'

/** A file that a user may work on. */
export interface File {
  id: string
  version: number
  name: string
  pinyin: string
}

export interface Page {
  name: string
  casts: readonly Cast[]
  /** The request for a file of the user's. */
  ask: (
    file: File,
    user: User,
  ) => Pick<Asked, 'path'> & { form?: Record<string, string | string[]>; headers?: Record<string, string> }
}

const everybody: readonly Cast[] = ['narrow', 'county', 'party', 'wide']
const listers: readonly Cast[] = ['narrow', 'county', 'wide']
const search = (q: string) => ({ path: `/people?q=${encodeURIComponent(q)}` })
const inIntake = (q: string) => ({ path: `/intake?q=${encodeURIComponent(q)}` })

/** The public reads from addresses of its own, as behind a proxy: of each no more than a minute allows. */
let reader = 0
const address = () => `10.${(reader >> 16) & 255}.${(reader >> 8) & 255}.${reader++ & 255}`

export const PAGES: readonly Page[] = [
  { name: 'my-work', casts: everybody, ask: () => ({ path: '/' }) },
  { name: 'list', casts: listers, ask: () => ({ path: '/handoff' }) },
  { name: 'list-filtered', casts: listers, ask: () => ({ path: '/handoff?state=in_help&level=B&due=week' }) },
  { name: 'list-rare', casts: listers, ask: () => ({ path: '/handoff?state=unreachable' }) },
  { name: 'search', casts: listers, ask: ({ name }) => search(name) },
  { name: 'search-pinyin', casts: listers, ask: ({ pinyin }) => search(pinyin) },
  { name: 'search-surname', casts: listers, ask: ({ name }) => search([...name][0]!) },
  { name: 'statistics', casts: listers, ask: () => ({ path: '/handoff/statistics' }) },
  { name: 'pickups', casts: ['county', 'wide'], ask: () => ({ path: '/handoff/pickups' }) },
  { name: 'case', casts: everybody, ask: ({ id }) => ({ path: `/handoff/${id}` }) },
  {
    name: 'step',
    casts: ['narrow'],
    ask: ({ id, version }, { actor }) => ({
      path: `/handoff/${id}/step/screen_benefits`,
      form: {
        ...{ _token: issueFormToken(actor), _version: String(version), onDay: today() },
        ...{ needs: ['job', 'insurance'], insuranceStatus: ['medical_resident'], note: '已逐项核对。' },
      },
    }),
  },
  {
    name: 'visit',
    casts: ['narrow', 'county'],
    ask: ({ id }, { actor }) => ({
      path: `/handoff/${id}/visit`,
      form: {
        ...{ _token: issueFormToken(actor), type: 'call', onDay: today(), reached: 'yes' },
        note: '电话联系，生活平稳，正在务工。',
      },
    }),
  },
  { name: 'intake', casts: ['window', 'dispatch'], ask: () => ({ path: '/intake' }) },
  {
    name: 'intake-matter',
    casts: ['window', 'dispatch'],
    ask: () => ({ path: '/intake?matter=dibao&state=accepted' }),
  },
  { name: 'intake-rare', casts: ['window', 'dispatch'], ask: () => ({ path: '/intake?matter=no_shelter' }) },
  { name: 'intake-search', casts: ['window', 'dispatch'], ask: ({ name }) => inIntake(name) },
  { name: 'relief', casts: ['check', 'approve'], ask: () => ({ path: '/relief' }) },
  { name: 'relief-desk', casts: ['approve'], ask: () => ({ path: '/relief/desk' }) },
  { name: 'relief-desk-dibao', casts: ['approve'], ask: () => ({ path: '/relief/desk?kind=relief_dibao' }) },
  { name: 'children', casts: ['teacher', 'director', 'education'], ask: () => ({ path: '/children' }) },
  { name: 'children-state', casts: ['director', 'education'], ask: () => ({ path: '/children?state=candidate' }) },
  { name: 'children-desk', casts: ['teacher', 'director', 'education'], ask: () => ({ path: '/' }) },
  { name: 'children-statistics', casts: ['education'], ask: () => ({ path: '/children/statistics' }) },
  { name: 'children-mentor', casts: ['mentor'], ask: () => ({ path: '/children/legal-education' }) },
  { name: 'children-mentee', casts: ['mentor'], ask: ({ id }) => ({ path: `/children/mentoring/${id}` }) },
  // Nobody signs in here; the floor alone has the scope of a cast.
  { name: 'notices', casts: ['narrow'], ask: () => ({ path: '/notices', headers: { 'X-Forwarded-For': address() } }) },
]

/** A page's request as it goes over the line. */
export function askedOf(page: Page, file: File, user: User): Asked {
  const { path, form, headers: own } = page.ask(file, user)
  const headers: Record<string, string> = { Accept: 'text/html', ...(own ?? { Cookie: user.cookie }) }
  if (!form) return { method: 'GET', path, headers }
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one)
  return {
    ...{ method: 'POST', path, body: String(body) },
    headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
  }
}
