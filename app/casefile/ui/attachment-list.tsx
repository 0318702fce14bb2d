import { A } from '~/ui/link'
import type { AttachmentView } from './views'

/** Attachments as small pictures or kinds of files; each leads to its page. */
export function AttachmentList({ files }: { files: AttachmentView[] }) {
  if (files.length === 0) return null
  return (
    <ul className="files" aria-label="附件">
      {files.map((file) => (
        <li key={file.id}>
          <A href={file.href}>
            {file.small ? (
              <img src={file.small} alt="" loading="lazy" width={128} height={96} />
            ) : (
              <span className="filekind" aria-hidden="true">
                {file.typeLabel}
              </span>
            )}
            <span className="filename">{file.name}</span>
          </A>
          <small className="soft">
            {file.typeLabel} {file.size}
          </small>
        </li>
      ))}
    </ul>
  )
}
