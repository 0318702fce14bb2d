/** What the address of the public page asks for. Pure: whatever is no filter is none. */
import { isLegalDay, type LegalDay } from '~/lib/dates'

/** Programmes whose files are posted (DOMAIN §11). */
export const programmes = { relief_temp: '临时救助', relief_dibao: '最低生活保障' } as const

export type NoticeQuery = {
  /** Code of a county or a town. */
  place: string | null
  programme: keyof typeof programmes | null
  /** Where the page before ended. */
  after: { toOn: LegalDay; no: string } | null
}

/** The number of a notice: 'GS-340705-2026-00012'. */
const NUMBER = /^GS-\d{6}-\d{4}-\d{5,9}$/

export function readNoticeQuery(query: URLSearchParams): NoticeQuery {
  const county = query.get('county') ?? ''
  const town = query.get('town') ?? ''
  const programme = query.get('programme') ?? ''
  const [toOn = '', no = ''] = (query.get('after') ?? '').split('_')
  return {
    // A town of another county is what was chosen before the county changed.
    place: /^\d{9}$/.test(town) && town.startsWith(county) ? town : /^\d{6}$/.test(county) ? county : null,
    programme: Object.hasOwn(programmes, programme) ? (programme as keyof typeof programmes) : null,
    after: isLegalDay(toOn) && NUMBER.test(no) ? { toOn, no } : null,
  }
}

export const cursorOf = ({ toOn, no }: { toOn: LegalDay; no: string }): string => `${toOn}_${no}`

/** The address of the page with these filters; `after`: of the page that follows. */
export function noticesHref({ place, programme }: NoticeQuery, after?: { toOn: LegalDay; no: string }): string {
  const query = new URLSearchParams({
    ...(place && { county: place.slice(0, 6) }),
    ...(place && place.length === 9 && { town: place }),
    ...(programme && { programme }),
    ...(after && { after: cursorOf(after) }),
  })
  return query.size ? `/notices?${query.toString()}` : '/notices'
}

export const NOT_POSTED = '没有找到这份公示。可能公示期已满，或者已经撤下。'
