import { renderToPipeableStream } from 'react-dom/server'
import { expect, it } from 'vitest'
import { withoutNul } from '~/ui/without-nul.server'

/** The page as the browser gets it: Chinese text of many lengths, so that a character falls on every edge of a chunk. */
async function rendered(): Promise<Buffer> {
  const texts = Array.from({ length: 400 }, (_, n) => 'x'.repeat(n % 7) + '归程帮教衔接安置'.repeat((n % 5) + 1))
  const body = withoutNul()
  const { pipe } = renderToPipeableStream(
    <ul>
      {texts.map((text, n) => (
        <li key={n}>{text}</li>
      ))}
    </ul>,
    { onShellReady: () => void pipe(body) },
  )
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

it('a page of Chinese text holds no zero byte and every character', async () => {
  const page = await rendered()
  expect(page.includes(0)).toBe(false)
  expect(page.toString('utf8')).not.toContain('\ufffd')
  expect(page.toString('utf8').match(/程/g)).toHaveLength(400 * 3)
})
