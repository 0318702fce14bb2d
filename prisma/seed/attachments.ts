/** A few invented photos and scans on the demo city's files, taken in as an upload is. */
import { receiveFile, type Received } from '~/casefile/attachments/receive.server'
import { wrapKey } from '~/casefile/files/seal.server'
import { encrypt } from '~/lib/crypto.server'
import { uuidv7 } from '~/lib/ids.server'
import { addRows, type Runner } from './owner'
import { drawnPhoto, scannedPdf } from './scan'

/** Units that get some of each. */
const UNITS = 6
const MOST_BYTES = 20 * 1024 * 1024

type Row = Record<string, unknown>
type Place = {
  id: string
  case_id: string
  kind: string
  scope_key: string
  post: string
  by: string
  at: Date
  title: string
}

/** The latest home visit of a file in help, one a unit. */
const visits = `SELECT DISTINCT ON (v.scope_key) v.id, v.case_id, v.kind, v.scope_key, v.by_post_id AS post, v.by_name AS by, v.created_at AS at, '' AS title
  FROM visit v JOIN case_file c ON c.id = v.case_id WHERE c.kind = 'handoff' AND c.state = 'in_help' AND v.type = 'visit' AND v.reached
  ORDER BY v.scope_key, v.created_at DESC LIMIT $1`
/** A paper of the same files. */
const papers = `SELECT DISTINCT ON (k.scope_key) k.id, k.case_id, k.kind, k.scope_key, k.added_by AS post, u.name AS by, k.added_at AS at, k.title
  FROM case_paper k JOIN post p ON p.id = k.added_by JOIN app_user u ON u.id = p.user_id
  WHERE k.kind = 'handoff' AND k.case_id = ANY ($2) ORDER BY k.scope_key, k.added_at DESC LIMIT $1`

/** Hangs them on; runs as the owner, after the files are written. */
export async function hangAttachments(db: Runner): Promise<void> {
  const homes = (await db.query(visits, [UNITS])).rows as Place[]
  const sheets = (await db.query(papers, [UNITS, homes.map((home) => home.case_id)])).rows as Place[]
  const rows: Row[] = []
  for (const [n, home] of homes.entries())
    for (const part of ['住处外', '屋内'])
      rows.push(
        rowOf(
          home,
          { visit_id: home.id },
          await taken(`${part}.jpg`, await drawnPhoto(2 * n + Number(part === '屋内'))),
        ),
      )
  for (const sheet of sheets) {
    const scan = scannedPdf(sheet.title, ['（演示扫描件，内容虚构）', '经核对，与原件一致。', '经办人签字：'])
    rows.push(rowOf(sheet, { paper_id: sheet.id }, await taken(`${sheet.title}.pdf`, scan)))
  }
  await addRows(db, 'attachment', rows)
}

const taken = (fileName: string, bytes: Buffer): Promise<Received> =>
  receiveFile(
    {
      field: 'files',
      fileName,
      type: '',
      data: (async function* () {
        yield bytes
      })(),
    },
    MOST_BYTES,
  )

function rowOf(place: Place, to: { visit_id: string } | { paper_id: string }, file: Received): Row {
  const id = uuidv7()
  return {
    id,
    case_id: place.case_id,
    kind: place.kind,
    scope_key: place.scope_key,
    ...to,
    type: file.type,
    inline: file.inline,
    name_enc: encrypt(file.name, `attachment:${place.case_id}`),
    size: file.content.size,
    sm3: file.content.sm3,
    stored_name: file.content.name,
    small_name: file.small?.name ?? null,
    key_enc: wrapKey(file.key, `attachment:${id}`),
    by_post_id: place.post,
    by_name: place.by,
    added_at: place.at.toISOString(),
  }
}
