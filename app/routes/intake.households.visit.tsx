import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { attachmentDoor } from '~/casefile/attachments/receive.server'
import { fileAt } from '~/domains/file-at.server'
import { HouseholdVisitPage } from '~/domains/window/pages/household'
import { visitHousehold } from '~/domains/window/open/visit-household.server'
import { readHouseholdVisit } from '~/domains/window/views/household.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('走访记录', '民情档案', '归程') }]

export const loader = guarded({ kind: 'household', verb: 'write', audit: 'household.visit' }, async (c) => ({
  data: await readHouseholdVisit(c),
  draft: c.draft,
}))

export const action = guarded(
  { kind: 'household', verb: 'write', audit: 'household.visit', upload: attachmentDoor((c) => fileAt(c, 'write')) },
  async (c) => {
    const opened = await visitHousehold(c, { caseId: c.params.id, form: c.form, photos: c.uploads })
    return redirect(`/intake/households/${c.params.id}?${opened ? `intake=${opened.caseNo}` : 'done=visit'}`)
  },
)

export default function Visit() {
  const { data, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <HouseholdVisitPage data={data} lastResult={last ?? draft} />
}
