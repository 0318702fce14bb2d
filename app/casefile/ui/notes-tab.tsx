import { formatInstant } from '~/lib/dates'
import { ButtonLink } from '~/ui/link'
import { Count, Empty, Panel, Stack } from '~/ui/page'
import { Timeline } from '~/ui/facts'
import type { NoteView } from './views'

/** Colleagues' notes on a file, newest first. */
export function NotesTab({ base, notes, mayAdd }: { base: string; notes: NoteView[]; mayAdd: boolean }) {
  const add = mayAdd ? <ButtonLink href={`${base}/note`}>加备注</ButtonLink> : undefined
  if (!notes.length) {
    return (
      <Panel label="备注">
        <Empty title="还没有备注" action={add}>
          给同事留一句话：联系方式的变化、下次要办的事。
        </Empty>
      </Panel>
    )
  }
  return (
    <Stack>
      <div className="panelhead">
        <Count>
          共 <b>{notes.length}</b> 条
        </Count>
        {add && <div className="actions">{add}</div>}
      </div>
      <Panel label="备注">
        <Timeline
          items={notes.map((note) => ({
            id: note.id,
            at: formatInstant(note.at),
            dateTime: note.at.toISOString(),
            who: note.byName,
            text: '',
            note: note.text,
          }))}
        />
      </Panel>
    </Stack>
  )
}
