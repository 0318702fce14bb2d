import type { ServerResponse } from 'node:http'
import { renderPage, type PlainPage } from '~/access/plain-page'

export const TOO_LARGE: PlainPage = {
  status: 413,
  title: '上传的内容太大',
  text: '一次最多上传 25 MB。请返回上一页，压缩文件或分几次上传后再提交。',
}
export const FOREIGN: PlainPage = {
  status: 403,
  title: '请求被拒绝',
  text: '这次提交不是从本系统的页面发出的，没有保存。请从本系统页面重新操作。',
}
export const BAD_REQUEST: PlainPage = {
  status: 400,
  title: '网址不正确',
  text: '请检查网址，或从首页重新进入。',
}
export const BROKEN: PlainPage = {
  status: 500,
  title: '系统出错了',
  text: '这一步没有完成，数据没有改动。请稍后再试；仍不行，请把下面的编号告诉系统管理员。',
}

/** Writes the page's head and body but does not end the response. Nothing happens if one was begun already. */
export function writePage(res: ServerResponse, page: PlainPage, requestId: string, close = false): void {
  if (res.headersSent) return
  const body = Buffer.from(renderPage(page, requestId))
  res.writeHead(page.status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': body.length,
    // no-transform: the compressor must not hold the page back.
    'Cache-Control': 'no-store, no-transform',
    ...(close && { Connection: 'close' }),
  })
  res.write(body)
}
