import { useContext, useRef, useState, type ChangeEvent } from 'react'
import { Field, useWiring, type FieldProps } from '~/ui/fields'
import { FormValuesContext } from '~/ui/form-values'
import { buttonClass } from '~/ui/link'
import { shrinkPicture } from '~/ui/shrink-picture'

type UploadFieldProps = Omit<FieldProps, 'defaultValue'> & {
  accept?: string
  /** Offers the camera as well, where there is a touch screen. */
  camera?: boolean
}

/** Megabytes of one sending that the server takes. */
const MOST_MB = 25
const megabytes = (files: readonly File[]) => files.reduce((sum, file) => sum + file.size, 0) / 1024 / 1024

/**
 * Several files to hand in; the form needs `encType="multipart/form-data"`. Where scripts run, photos are shrunk before
 * they travel, further choices add to the earlier ones, and single files can be taken back; without scripts it is a
 * plain file field.
 */
export function UploadField({ accept, camera, ...field }: UploadFieldProps) {
  const wiring = useWiring(field.name, field.hint)
  const { sent } = useContext(FormValuesContext)
  const main = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<readonly File[]>([])
  const [busy, setBusy] = useState(false)

  const keep = (files: readonly File[]) => {
    const transfer = new DataTransfer()
    for (const file of files) transfer.items.add(file)
    if (main.current) main.current.files = transfer.files
    setChosen(files)
  }
  const add = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.currentTarget
    const fresh = [...(input.files ?? [])]
    if (fresh.length === 0) return keep(chosen) // the chooser was closed
    setBusy(true)
    const small = []
    for (const file of fresh) small.push(await shrinkPicture(file))
    if (input !== main.current) input.value = ''
    keep([...chosen, ...small])
    setBusy(false)
  }
  return (
    <Field field={field} wiring={wiring}>
      <input
        {...wiring.aria}
        ref={main}
        type="file"
        id={wiring.id}
        name={field.name}
        accept={accept}
        multiple
        required={field.required}
        onChange={(event) => void add(event)}
      />
      {camera && (
        <label className="button quiet camera">
          拍照
          <input
            className="hidden"
            type="file"
            name={field.name}
            accept="image/*"
            capture="environment"
            onChange={(event) => void add(event)}
          />
        </label>
      )}
      {sent && (
        <noscript>
          <p className="hint">文件没有保存，请重新选择后再提交。</p>
        </noscript>
      )}
      <div role="status">
        {busy && <p className="soft">正在缩小图片…</p>}
        {!busy && chosen.length > 0 && (
          <p className="soft">
            已选 {chosen.length} 个，共 {megabytes(chosen).toFixed(1)} MB
          </p>
        )}
        {megabytes(chosen) > MOST_MB && <p className="why">一次最多上传 {MOST_MB} MB，请去掉几个，分几次上传。</p>}
      </div>
      {chosen.length > 0 && (
        <ul className="chosen">
          {chosen.map((file, at) => (
            <li key={`${at} ${file.name}`}>
              {file.name}{' '}
              <button
                type="button"
                className={buttonClass({ quiet: true, small: true })}
                aria-label={`去掉 ${file.name}`}
                onClick={() => keep(chosen.filter((_, other) => other !== at))}
              >
                去掉
              </button>
            </li>
          ))}
        </ul>
      )}
    </Field>
  )
}
