/** The forms that open a file, by kind of arrival; what was typed at the look-up before comes along. */
import type { Context } from '~/access/guard.server'
import { parseInput } from '~/casefile/act.server'
import { formatInstant } from '~/lib/dates'
import { notFound, refused } from '~/lib/errors'
import { regionOptions } from '~/orgs/region-options.server'
import { townOptions } from './choices.server'
import { handoffKind } from '../handoff.kind'
import type { NewLifted, NewNotice, NewSupport, NewWalkIn } from '../steps/inputs-open'
import { openLifted } from '../open/open-lifted.server'
import { openNotice } from '../open/open-notice.server'
import { openSupport } from '../open/open-support.server'
import { openWalkIn } from '../open/open-walk-in.server'
import type { Opened } from '../open/opening.server'
import { releaseNoticeKind } from '../release-notice.kind'
import { bases } from './step.server'
import { supportKind } from '../support.kind'
import type { ArrivalKind } from '../pages/new'

const ways: Record<ArrivalKind, readonly string[]> = {
  walk_in: ['TJ', 'JC'],
  cc_lifted: ['TJ', 'JC'],
  notice: ['JC'],
  send: ['PR'],
  support: ['TJ', 'JC'],
}

export async function readNewForm(c: Context, way: ArrivalKind) {
  if (!ways[way].includes(c.actor.role)) throw refused()
  const { today, unit, role, now } = c.actor
  return {
    way,
    ways: (Object.keys(ways) as ArrivalKind[]).filter((one) => ways[one].includes(role)),
    token: c.token,
    today,
    unit: unit.name,
    towns: role === 'JC' ? await townOptions(c, unit.regionCode) : [],
    regions: await regionOptions(c, unit.regionCode),
    defaults: {
      idType: 'resident',
      arrivedAt: formatInstant(now).replace(' ', 'T'),
      noticeOn: today,
      residenceCode: role === 'TJ' ? unit.regionCode : '',
      ...c.draft?.initialValue,
    } as Record<string, unknown>,
  }
}
export type NewFormData = Awaited<ReturnType<typeof readNewForm>>

export const wayOf = (url: URL): ArrivalKind => {
  const way = url.searchParams.get('kind') ?? 'walk_in'
  return way in ways && way !== 'send' ? (way as ArrivalKind) : 'walk_in'
}

/** Opens the file; gives the address to go on to. Throws 403, 404, 422. */
export async function openNew(c: Context, way: ArrivalKind): Promise<string> {
  if (!ways[way].includes(c.actor.role)) throw refused()
  return addressOf(await open(c, way))
}

function open(c: Context, way: ArrivalKind): Promise<Opened> {
  const { form } = c
  if (way === 'walk_in') return openWalkIn(c, parseInput(handoffKind.steps.walk_in!, form) as NewWalkIn)
  if (way === 'cc_lifted') return openLifted(c, parseInput(handoffKind.steps.cc_lifted!, form) as NewLifted)
  if (way === 'notice') return openNotice(c, parseInput(handoffKind.steps.notice!, form) as NewNotice)
  if (way === 'send') return openNotice(c, parseInput(releaseNoticeKind.steps.send!, form) as NewNotice)
  if (way === 'support') return openSupport(c, parseInput(supportKind.steps.open!, form) as NewSupport)
  throw notFound()
}

function addressOf({ kind, id, protectedCopy }: Opened): string {
  if (!id) return `${bases.release_notice}?done=protected`
  return `${bases[kind]}/${id}?done=${protectedCopy ? 'protected' : kind === 'release_notice' ? 'send' : 'opened'}`
}
