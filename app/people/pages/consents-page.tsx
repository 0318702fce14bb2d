import { ConsentForm, ConsentList } from '~/people/pages/consents'
import type { ConsentLine } from '~/people/list-consents.server'
import type { LastResult } from '~/ui/form'
import { PageHead, Panel, Stack } from '~/ui/page'

type Props = {
  caseNo: string
  base: string
  place: { label: string; path: string }
  consents: ConsentLine[]
  mayWrite: boolean
  today: string
  token: string
  lastResult: LastResult
}

/** All consents of one file, and the form for a new one. */
export function ConsentsPage({ caseNo, base, place, consents, mayWrite, today, token, lastResult }: Props) {
  return (
    <>
      <PageHead
        title="同意书"
        sub={caseNo}
        trail={[{ href: place.path, label: place.label }, { href: base, label: caseNo }, { label: '同意书' }]}
      />
      <Stack>
        <Panel title="已登记的同意书">
          <ConsentList consents={consents} token={mayWrite ? token : undefined} />
        </Panel>
        {mayWrite && <ConsentForm token={token} today={today} lastResult={lastResult} />}
      </Stack>
    </>
  )
}
