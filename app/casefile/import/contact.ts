import { checkPhone } from '~/people/identity'
import { isBlank, looksLikeFormula, plain } from '~/sheets/cell'
import type { Cell } from '~/sheets/cell'
import { FORMULA, mend, read } from './parsed'
import type { Parsed } from './parsed'

/** Somebody to call: 父亲 / 张三 / 13800000001. Whatever the list does not say is null. */
export type Contact = { relation: string | null; name: string | null; phone: string | null }

/** Longer words first: 祖父 before 父. Words of one sign count only when they stand alone. */
const RELATIONS =
  '监护人|法定代理人|外祖父|外祖母|爷爷|奶奶|姥爷|姥姥|外公|外婆|祖父|祖母|岳父|岳母|公公|婆婆|继父|继母|养父|养母|父亲|母亲|爸爸|妈妈|' +
  '前妻|前夫|妻子|丈夫|爱人|配偶|老婆|老公|儿子|女儿|长子|次子|长女|次女|儿媳|女婿|哥哥|弟弟|姐姐|妹妹|大哥|二哥|大姐|二姐|' +
  '堂哥|堂弟|堂兄|堂姐|表哥|表弟|表兄|表姐|表妹|姐夫|妹夫|嫂子|伯父|伯伯|叔叔|叔父|姑姑|姑妈|姑父|舅舅|舅妈|姨妈|姨父|小姨|' +
  '侄子|侄女|外甥女|外甥|孙子|孙女|同学|朋友|同事|邻居|本人|亲属|家属|亲戚|村干部'
const WORD = new RegExp(`^(?:${RELATIONS}|[父母妻夫子女兄弟姐妹])$`)
const EDGE = new RegExp(`^(${RELATIONS})(.*)$|^(.*?)(${RELATIONS})$`)
const NUMBER = /(?:\+?86[- ]?)?(?:1\d{2}[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8}(?:-\d{1,6})?)(?!\d)/g

/**
 * Contact with phone in one cell: '父亲 13800000001', '妻子：13900000002', '姐姐13700000003', '张三（父亲）138…',
 * '父亲张三,0562-2812345'. 无 or empty: null. Of several numbers the first counts, with a note.
 */
export function parseContact(cell: Cell | undefined): Parsed<Contact | null> {
  if (cell === undefined || isBlank(cell)) return read(null)
  if (looksLikeFormula(cell)) return mend(FORMULA)
  const text = plain(cell)
  const numbers = text.match(NUMBER) ?? []
  const [first] = numbers
  const stray = /\d{5,}/.exec(text.replace(NUMBER, ' '))
  if (first === undefined) {
    if (stray === null) return read({ ...person(text), phone: null })
    const checked = checkPhone(stray[0])
    if (!checked.ok) return mend(checked.why)
    return read({ ...person(text.replace(stray[0], '')), phone: checked.phone })
  }
  const checked = checkPhone(first)
  if (!checked.ok) return mend(checked.why)
  if (stray !== null) return mend('另有一个电话号码位数不对，请核对')
  const before = text.slice(0, text.indexOf(first))
  const after = text.slice(text.indexOf(first) + first.length).split(/[;；,，、/]/)[0] ?? ''
  const words = person(before).relation === null && person(before).name === null ? after : `${before} ${after.trim()}`
  const contact = { ...person(numbers.length > 1 ? before : words), phone: checked.phone }
  return numbers.length > 1 ? read(contact, '写有几个联系电话，只登记第一个') : read(contact)
}

function person(text: string): { relation: string | null; name: string | null } {
  const words = text
    .replace(/电话|手机|联系人|联系方式|号码/g, ' ')
    .split(/[\s:：,，;；、/()（）[\]【】.。\-_+]+/)
    .filter((word) => word !== '')
  let relation: string | null = null
  const names: string[] = []
  for (const word of words) {
    if (relation === null && WORD.test(word)) relation = word
    else if (relation === null && EDGE.test(word)) {
      const [, front, back = '', lead = '', end] = EDGE.exec(word) ?? []
      relation = front ?? end ?? null
      names.push(front === undefined ? lead : back)
    } else names.push(word)
  }
  const name = names.filter((word) => word !== '').join('')
  return { relation, name: name === '' ? null : [...name].slice(0, 50).join('') }
}
