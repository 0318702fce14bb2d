export interface PlainPage {
  status: number
  title: string
  /** What happened and what to do next. */
  text: string
}

const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The page as HTML that needs neither script nor style sheet: for what goes wrong outside the application's pages. */
export const renderPage = (page: PlainPage, requestId: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${page.title} · 归程</title></head><body><main><h1>${page.title}</h1><p>${escaped(page.text)}</p>` +
  `<p><a href="/">返回首页</a></p><p><small>编号 ${requestId}</small></p></main></body></html>`
