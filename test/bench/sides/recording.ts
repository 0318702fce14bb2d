/** What the floor replays: for each page its markup, and for each user and variant the statements of its own. Pure. */
import { JSDOM } from 'jsdom'

export interface Statement {
  text: string
  values: unknown[]
}

/** An element as [tag, attributes, ...children]; text as it is. */
export type Markup = string | [tag: string, attributes: Record<string, string | true>, ...children: Markup[]]

export interface RecordedPage {
  /** Null for a step, which answers with an address to go to. */
  markup: Markup | null
  /** By user and variant: the statements between the scope and the commit. */
  own: Statement[][][]
}

export interface Recording {
  /** By cast and user: the scope's settings as they are set in each transaction. */
  pages: Record<string, RecordedPage>
  scopes: Record<string, Record<string, string>[]>
}

/** Statements of the guard: who it is, the scope, the form's token, the access log; and the bounds of the transaction. */
const GUARD = /^\s*(BEGIN|COMMIT|ROLLBACK)\b|app_session|set_config\(|form_token|log_access\(/

/** Without what the floor does by itself or not at all: it has no session, no form token and no access log. */
export const ownStatements = (heard: readonly Statement[]): Statement[] => heard.filter(({ text }) => !GUARD.test(text))

const TEXT = 3
const ELEMENT = 1

/** The document's elements without scripts and what is loaded for them. */
export function markupOf(html: string): Markup {
  const { document } = new JSDOM(html).window
  for (const one of document.querySelectorAll('script, link[rel=modulepreload]')) one.remove()
  const read = (node: Node): Markup[] => {
    if (node.nodeType === TEXT) return [node.nodeValue ?? '']
    if (node.nodeType !== ELEMENT) return []
    const element = node as Element
    const attributes = Object.fromEntries(
      [...element.attributes].map(({ name, value }) => [name, value || (true as const)]),
    )
    return [[element.tagName.toLowerCase(), attributes, ...[...element.childNodes].flatMap(read)]]
  }
  return read(document.documentElement)[0]!
}
