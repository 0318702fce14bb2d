/**
 * The body of a form with files, read as it comes. Who sends it, from which post and with whose form token is looked at
 * before a byte of a file is taken in; a refused body is read to its end all the same, so that a browser shows our answer.
 */
import { isUserError, invalid, refused, UserError } from '~/lib/errors'
import type { Actor } from './actor'
import { checkFormToken, isUsed } from './form-token.server'
import { boundaryOf, BrokenForm, readMultipart, type Part } from './multipart.server'

/** A file on its way in: which field it came by, how it calls itself, its content as it comes. */
export type FilePart = { field: string; fileName: string; type: string; data: AsyncIterable<Buffer> }
/** A file taken in. Whoever does not keep it lets it drop. */
export type Upload = { field: string; drop: () => Promise<void> }
/** Takes one file in. Throws UserError, best with the error at the file's field; then nothing of it is left. */
export type Receive<U extends Upload> = (part: FilePart) => Promise<U>

export type Body<U extends Upload> = {
  form: FormData
  uploads: U[]
  /** Why the body is not good, to be told once the form is known to be this person's. */
  refusal?: UserError
}

/** Who may send files here: `undefined` when nobody is signed in with a post, and then every file is skipped. */
export type Gate<U extends Upload> = { actor: Actor; receive: Receive<U> } | UserError | undefined

const FIELDS = 500
const FIELD_BYTES = 512 * 1024
const BROKEN = '上传没有传完，没有保存。请检查网络后再提交一次。'
const TOO_MUCH = '填写的文字太多，没有保存。请缩短后再提交。'

export const isMultipart = (request: Request): boolean => boundaryOf(request.headers.get('Content-Type')) !== undefined

/** Reads the form; `gate` is asked once, before the body. */
export async function takeBody<U extends Upload>(request: Request, gate: () => Promise<Gate<U>>): Promise<Body<U>> {
  const taking = new Taking(await gate())
  const boundary = boundaryOf(request.headers.get('Content-Type'))
  try {
    if (!request.body || !boundary) throw new BrokenForm('no form')
    for await (const part of readMultipart(request.body as unknown as AsyncIterable<Uint8Array>, boundary))
      await (part.fileName === undefined ? taking.field(part) : taking.file(part))
  } catch (error) {
    if (!(error instanceof BrokenForm)) {
      await dropAll(taking.body.uploads)
      throw error
    }
    taking.refuse(new UserError(400, BROKEN))
  }
  if (taking.body.refusal) await dropAll(taking.body.uploads.splice(0))
  return taking.body
}

export const dropAll = async (uploads: readonly Upload[]): Promise<void> =>
  void (await Promise.all(uploads.map((upload) => upload.drop())))

class Taking<U extends Upload> {
  readonly body: Body<U> = { form: new FormData(), uploads: [] }
  readonly #gate: Gate<U>
  #room = FIELD_BYTES
  #fields = 0
  /** The form token has come and is this post's own. */
  #known = false
  /** The form was sent before: it is answered with its outcome, its files are skipped. */
  #again = false

  constructor(gate: Gate<U>) {
    this.#gate = gate
    if (isUserError(gate)) this.refuse(gate)
  }

  /** The first reason counts; wrong files are told together, each at its field. */
  refuse(error: UserError): void {
    const before = this.body.refusal
    if (!before) this.body.refusal = error
    else if (before.status === 422 && error.status === 422)
      this.body.refusal = invalid(joined(before.fieldErrors ?? {}, error.fieldErrors ?? {}))
  }

  async field(part: Part): Promise<void> {
    const pieces: Buffer[] = []
    this.#fields += 1
    for await (const piece of part.data) {
      this.#room -= piece.length
      if (this.#room < 0 || this.#fields > FIELDS) return this.refuse(new UserError(413, TOO_MUCH))
      pieces.push(piece)
    }
    const value = Buffer.concat(pieces).toString('utf8')
    this.body.form.append(part.name, value)
    if (part.name === '_token') await this.#judge(value)
  }

  async #judge(token: string): Promise<void> {
    if (!this.#gate || isUserError(this.#gate)) return
    const verdict = checkFormToken(token, this.#gate.actor)
    this.#known = verdict.ok
    this.#again = verdict.ok && (await isUsed(verdict.nonce))
  }

  async file({ name, fileName, type, data }: Part): Promise<void> {
    if (fileName === '' || !fileName || !this.#gate || isUserError(this.#gate) || this.#again) return
    // The token stands before the files in every form of ours.
    if (!this.#known) return this.refuse(refused('表单校验失败，没有保存。请从系统内重新打开页面填写。'))
    try {
      this.body.uploads.push(await this.#gate.receive({ field: name, fileName, type, data }))
    } catch (error) {
      if (!isUserError(error)) throw error
      this.refuse(error)
    }
  }
}

function joined(a: Record<string, string[]>, b: Record<string, string[]>): Record<string, string[]> {
  const all = { ...a }
  for (const [field, messages] of Object.entries(b)) all[field] = [...(all[field] ?? []), ...messages]
  return all
}

/** What the form itself gets wrong is told together with what is wrong with its files. */
export async function withFormErrors(refusal: UserError, attempt: () => Promise<unknown>): Promise<UserError> {
  if (refusal.status !== 422) return refusal
  const other = await attempt().then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!isUserError(other)) return refusal
  return other.status === 422 ? invalid({ ...other.fieldErrors, ...refusal.fieldErrors }) : other
}
