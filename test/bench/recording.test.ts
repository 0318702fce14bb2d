import { describe, expect, it } from 'vitest'
import { markupOf, ownStatements } from './sides/recording'

describe('what the floor replays of a page', () => {
  const html = `<!DOCTYPE html><html lang="zh"><head><title>名单</title><link rel="modulepreload" href="/a.js"><link rel="stylesheet" href="/a.css"></head>
    <body><ul class="rows"><li>一<b hidden>二</b></li></ul><!-- kept out --><script>window.x = 1</script></body></html>`

  it('keeps every element and its text, and nothing that only a browser runs', () => {
    const text = JSON.stringify(markupOf(html))
    expect(text).toContain('["ul",{"class":"rows"},["li",{},"一",["b",{"hidden":true},"二"]]]')
    expect(text).toContain('["link",{"rel":"stylesheet","href":"/a.css"}]')
    expect(text).not.toMatch(/script|modulepreload|window\.x|kept out/)
  })

  it('begins with the document itself', () => {
    expect(markupOf(html).slice(0, 2)).toEqual(['html', { lang: 'zh' }])
  })
})

describe('the statements of a page', () => {
  it('are those between scope and commit: no session, token or access log', () => {
    const heard = [
      'BEGIN',
      'SELECT s.id FROM app_session s',
      'SELECT set_config($1, $2, true)',
      'INSERT INTO form_token VALUES ($1)',
      'SELECT c.id FROM case_file c',
      '  SELECT count(*) AS n',
      'SELECT log_access($1)',
      'COMMIT',
    ].map((text) => ({ text, values: [] }))
    expect(ownStatements(heard).map(({ text }) => text)).toEqual([
      'SELECT c.id FROM case_file c',
      '  SELECT count(*) AS n',
    ])
  })
})
