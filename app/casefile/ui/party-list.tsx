import { formatInstant } from '~/lib/dates'
import { Empty, Panel } from '~/ui/page'
import { SimpleTable } from '~/ui/table'

export type PartyView = { id: string; name: string; part: string; view: string; untilAt: Date; basis: string }

/** Who besides the owning unit sees the file, what of it, and until when. */
export function PartyList({ parties }: { parties: PartyView[] }) {
  return (
    <Panel title="其他可查看人员">
      {parties.length === 0 ? (
        <Empty>除本单位和上级以外，没有别人能看这份档案。</Empty>
      ) : (
        <SimpleTable
          caption="其他可查看人员"
          head={['人员', '身份', '可看内容', '截止', '依据']}
          rows={parties.map((party) => [party.name, party.part, party.view, formatInstant(party.untilAt), party.basis])}
        />
      )}
    </Panel>
  )
}
