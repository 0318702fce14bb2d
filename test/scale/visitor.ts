/** Somebody with a browser's habits and none of its weight: cookies, forms as the pages give them. */
const MAIN_FORM = /<form[^>]*class="[^"]*action[^"]*"[\s\S]*?<\/form>/g
const HIDDEN = /<input[^>]*type="hidden"[^>]*>/g
const attribute = (tag: string, name: string) =>
  new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&') ?? ''

export class Visitor {
  private cookies = new Map<string, string>()
  constructor(
    private readonly base: string,
    readonly username: string,
  ) {}

  async ask(path: string, form?: Record<string, string>): Promise<{ status: number; text: string; path: string }> {
    const answer = await fetch(new URL(path, this.base), {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: {
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form && { origin: this.base, 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form && { body: new URLSearchParams(form).toString() }),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      this.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const to = answer.headers.get('location')
    if (to && answer.status >= 300 && answer.status < 400) {
      await answer.arrayBuffer()
      return this.ask(to)
    }
    return { status: answer.status, text: await answer.text(), path }
  }

  async signIn(password: string): Promise<void> {
    const hidden = this.hidden((await this.ask('/sign-in')).text)
    const { path } = await this.ask('/sign-in', { ...hidden, username: this.username, password })
    if (path.startsWith('/sign-in')) throw new Error(`${this.username} is not let in`)
    if (path.startsWith('/posts')) throw new Error(`${this.username} has several posts; take one with a single post`)
  }

  /** The hidden fields of the page's last form. */
  hidden(page: string): Record<string, string> {
    const form = page.match(MAIN_FORM)?.at(-1) ?? ''
    return Object.fromEntries(
      (form.match(HIDDEN) ?? []).map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]),
    )
  }
}

/** Case numbers that a page of a list shows. */
export const caseNumbers = (page: string): string[] => [...new Set(page.match(/AZ-\d{6}-\d{4}-\d{5}/g) ?? [])].sort()
/** Addresses of files in it. */
export const fileLinks = (page: string): string[] => [
  ...new Set(page.match(/\/handoff\/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? []),
]
