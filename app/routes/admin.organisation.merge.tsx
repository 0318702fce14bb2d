import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { MergePage } from '~/orgs/pages/merge-page'
import { cancelMerge, planMerge, plannedMerges } from '~/orgs/places/plan-merge.server'
import { codesIn, lookAtMerge } from '~/orgs/places/preview-merge.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('合并单位', '系统管理', '归程') }]

const done: Record<string, string> = {
  merged: '已安排。今天或以前生效的正在执行，稍后在单位的“沿革”里可以看到结果。',
  cancelled: '已撤销安排。',
}

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.organisation', roles: ['AD'] }, async (c) => ({
  ...(await lookAtMerge(c, c.url.searchParams)),
  planned: await plannedMerges(c),
  today: c.actor.today,
  done: done[c.url.searchParams.get('done') ?? ''],
  token: c.token,
}))

export const action = guarded(
  { kind: null, verb: 'admin', audit: 'admin.organisation.merge', roles: ['AD'] },
  async (c) => {
    const text = (name: string) => String(c.form.get(name) ?? '')
    if (text('_intent') === 'cancel') {
      await cancelMerge(c, c.form.get('change'))
      return redirect(`${c.url.pathname}?done=cancelled`)
    }
    await planMerge(c, { from: codesIn(text('from')), to: text('to').trim(), on: text('on'), reason: text('reason') })
    return redirect(`${c.url.pathname}?done=merged`)
  },
)

export default function Merge() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <MergePage {...useLoaderData<typeof loader>()} lastResult={last} />
}
