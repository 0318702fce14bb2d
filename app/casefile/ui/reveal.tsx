import { purposes } from '~/audit/events'
import { Why } from '~/ui/facts'
import { Options } from '~/ui/choices'
import type { Masked } from './views'

/** One masked value, or its clear text when it was revealed just now. */
export function MaskedValue({ value }: { value: Masked }) {
  return <>{value.clear ? <strong>{value.clear}</strong> : value.masked}</>
}

type RevealProps = {
  base: string
  token: string
  group: string
  label: string
  shown: boolean
  /** A page below the file that is shown again instead of the file's own. */
  back?: string
}

/** Asks for the purpose and shows one group of fields for two minutes; each showing is logged. */
export function Reveal({ base, token, group, label, shown, back }: RevealProps) {
  if (shown) return <p className="soft">已显示{label}，两分钟后自动隐去；本次查看已记录。</p>
  const id = `purpose-${group}`
  return (
    <Why summary={`显示${label}`}>
      <form method="post" action={`${base}/reveal`} className="filters">
        <input type="hidden" name="_token" value={token} />
        <input type="hidden" name="group" value={group} />
        {back && <input type="hidden" name="back" value={back} />}
        <div>
          <label htmlFor={id}>查看事由</label>
          <select id={id} name="purpose" required defaultValue="">
            <option value="">请选择</option>
            <Options options={Object.entries(purposes).map(([value, text]) => ({ value, label: text }))} />
          </select>
        </div>
        <div className="actions">
          <button type="submit" className="button quiet">
            显示
          </button>
        </div>
      </form>
      <span className="soft">查看事由和时间会记入档案的查看记录。</span>
    </Why>
  )
}
