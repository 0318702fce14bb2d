/** The kinds' declarations for rooms and pages that only need words and paths: no database, no effects. */
import type { KindName } from '~/access/policy'
import type { Kind } from '~/casefile/kind'
import { handoffKind } from './handoff/handoff.kind'
import { releaseNoticeKind } from './handoff/release-notice.kind'
import { supportKind } from './handoff/support.kind'
import { places } from './menu'

/** Where the files of a kind are found is the menu's to say. */
const at = (kind: unknown, name: KindName): Kind => ({ ...(kind as Kind), path: places[name].path })

export const kinds: Record<KindName, Kind> = {
  handoff: at(handoffKind, 'handoff'),
  release_notice: at(releaseNoticeKind, 'release_notice'),
  support: at(supportKind, 'support'),
}

export const kindLabel = (kind: string): string => (kinds as Record<string, Kind | undefined>)[kind]?.label ?? '档案'
