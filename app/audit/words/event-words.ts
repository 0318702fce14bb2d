/** What the lines of the access log say, in Chinese: a label for every event and a sentence for its data. Pure. */
import { fieldLabels, purposes } from '../events'
import { wordOf, type AuditWords, type Entries, type EventGroup, type EventName } from './entry'
import { fileEvents } from './file-events'
import { staffEvents } from './staff-events'
import { systemEvents } from './system-events'

/** Every event. A new one in events.ts does not compile until it has its words in one of these files. */
export const eventWords: Entries = { ...fileEvents, ...staffEvents, ...systemEvents }

export const isEventName = (name: string): name is EventName => Object.hasOwn(eventWords, name)

/** Every event of these groups. */
export const eventsOf = (groups: readonly EventGroup[]): EventName[] =>
  (Object.keys(eventWords) as EventName[]).filter((name) => groups.includes(eventWords[name].group))

/** What a line of the log may tell beside who and when. */
export type Said = { event: string; fields: number; purpose: string | null; data: unknown }

const purposeWords: Record<string, string> = { ...purposes, life: '危及生命' }
export const purposeText = (code: string | null): string => wordOf(purposeWords, code ?? undefined)

export const eventLabel = (event: string): string => (isEventName(event) ? eventWords[event].label : event)
export const groupOf = (event: string): EventGroup | null => (isEventName(event) ? eventWords[event].group : null)

/** A line as a sentence: what was done, on which groups of fields. The purpose stands by itself. */
export function sayLine({ event, fields, data }: Said, words: AuditWords): string {
  if (!isEventName(event)) return ''
  const say = eventWords[event].say as ((data: object, words: AuditWords) => string) | undefined
  const what = say && data ? say(data, words) : ''
  const seen = event === 'read' && fields === 0 ? '查看权限与查阅记录' : fieldLabels(fields).join('、')
  return [what, seen].filter(Boolean).join('；')
}
