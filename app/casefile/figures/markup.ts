/** A drawn SVG made fit to stand in a page: no style element, no inline style, tokens for colours. Pure. */

/**
 * `tokens`: colour as drawn → name of the style sheet's token. The picture keeps its ratio and takes the width that there
 * is. Texts were escaped when drawn.
 */
export function safeInMarkup(svg: string, tokens: Record<string, string>): string {
  const plain = svg
    .replace(/<(style|defs)\b[^>]*>[\s\S]*?<\/\1>/g, '')
    .replace(/ clip-path="[^"]*"/g, '')
    .replace(/ (?:class|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => ` ${attributes(style)}`)
    .replace(/<svg width="(\d+)" height="(\d+)"/, '<svg width="100%" focusable="false"')
    .replace(/<rect width="\d+" height="\d+" x="0" y="0" fill="none"><\/rect>/, '')
    .replace(/\n/g, '')
  return Object.entries(tokens).reduce((text, [colour, token]) => text.replaceAll(colour, `var(--${token})`), plain)
}

/** 'font-size:12px;font-family:inherit;' → 'font-size="12px" font-family="inherit"'. */
const attributes = (style: string): string =>
  style
    .split(';')
    .map((part) => /^\s*([\w-]+)\s*:\s*(.+?)\s*$/.exec(part))
    .flatMap((found) => (found ? [`${found[1]}="${found[2]}"`] : []))
    .join(' ')
