/** The mark that an exported file carries on every sheet (DOMAIN 4.8): who took it out, where, when, by which request. */
import { formatInstant } from '~/lib/dates'

export type Mark = { userName: string; unitName: string; no: string; at: Date }

/** '导出：郑文博 · 铜官区司法局 · 2026-11-23 09:00 · 导〔2026〕0001号 · 内部资料，注意保密' */
export const watermark = ({ userName, unitName, no, at }: Mark): string =>
  `导出：${userName} · ${unitName} · ${formatInstant(at)} · ${no} · 内部资料，注意保密`

/** As a header or footer of the sheet wants it: & begins a code there, and 255 characters are the most. */
export const inFooter = (text: string): string => text.replaceAll('&', '&&').slice(0, 240)
