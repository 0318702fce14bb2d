/** What a password must be (DOMAIN 4.11). Pure; the numbers are rule parameters. */
import { pinyin } from 'pinyin-pro'
import { codePoints } from '~/lib/text'

type Rules = { passwordLength: number; passwordClasses: number }
type Person = { username: string; name: string }

export const MAX_PASSWORD = 200
/** A part of a name that is shorter says nothing. */
const SHORTEST_PART = 4

const classes = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u]

/** How many of upper case, lower case, digits and other signs it has; Chinese characters are other signs. */
export const classesOf = (password: string): number => classes.filter((one) => one.test(password)).length

/** What of a person must not stand in his password: name, its pinyin in either order, user name and its longer parts. */
export function ownWords({ username, name }: Person): string[] {
  const readings = (['head', 'off'] as const).map((surname) =>
    pinyin(name, { toneType: 'none', type: 'array', surname, nonZh: 'removed', v: true }),
  )
  const sounds = readings.flatMap((syllables) => {
    const [family = '', ...given] = syllables
    const whole = [syllables.join(''), [...given, family].join('')]
    return [...whole, ...(given.join('').length >= SHORTEST_PART ? [given.join('')] : [])]
  })
  const parts = username.split(/[^\p{L}\p{N}]+/u)
  const login = [username, parts.join(''), ...parts.filter((part) => part.length >= SHORTEST_PART)]
  return [...new Set([name, ...sounds, ...login].map(plain).filter((word) => codePoints(word) > 1))]
}

/** Letters as they sound alike to a guesser: half-width, lower case, without blanks and signs between them. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** What is wrong with a new password, in Chinese; nothing when it is good. Earlier passwords are compared elsewhere. */
export function passwordProblems(password: string, person: Person, rules: Rules): string[] {
  const text = password.normalize('NFKC')
  const own = ownWords(person).some((word) => plain(text).includes(word))
  return [
    codePoints(text) < rules.passwordLength && `至少 ${rules.passwordLength} 位，现在是 ${codePoints(text)} 位`,
    codePoints(text) > MAX_PASSWORD && `最多 ${MAX_PASSWORD} 位`,
    classesOf(text) < rules.passwordClasses &&
      `大写字母、小写字母、数字、其他符号这四类里至少要有 ${rules.passwordClasses} 类`,
    own && '不能含有您的用户名、姓名或姓名的拼音',
    /\p{Cc}|\p{Cs}/u.test(password) && '含有无法显示的字符',
  ].filter((problem): problem is string => Boolean(problem))
}
