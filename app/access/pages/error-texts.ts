/** What an error page says per status: what happened and what to do next. */
const texts: Record<number, { title: string; text: string }> = {
  400: { title: '这个请求看不懂', text: '地址或提交的内容不完整。请返回上一页，重新操作一次。' },
  403: { title: '不能这样做', text: '您当前的岗位不能办理这件事。如确需办理，请联系负责人，或切换岗位后再试。' },
  404: { title: '没有找到', text: '没有找到。可能已经移交、合并，或者不在您的职责范围内。' },
  405: { title: '这个页面不接受提交', text: '请返回上一页，从系统内重新打开后再操作。' },
  409: { title: '内容已经变化', text: '这份内容刚刚被别人改动过。请刷新页面，核对最新内容后再提交。' },
  410: { title: '这个文件不能提供', text: '文件已不在服务器上，或者被改动过。请联系系统管理员。' },
  413: { title: '提交的内容太大', text: '文件或内容超过了允许的大小。请压缩或分几次提交。' },
  429: { title: '操作太频繁', text: '请稍等几分钟再试。' },
  500: {
    title: '系统出错了',
    text: '没有办成，已经填写的内容没有保存。请稍后再试；如果一直这样，请把下面的请求编号告诉系统管理员。',
  },
}

export function errorText(status: number, message?: unknown): { title: string; text: string } {
  const known = texts[status] ?? texts[status < 500 ? 400 : 500]!
  return typeof message === 'string' && message && status < 500 ? { title: known.title, text: message } : known
}
