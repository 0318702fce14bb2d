import { operationTexts, reachTexts, viewTexts } from '~/access/pages/view-texts'
import type { Reason } from '~/access/why.server'
import { formatInstant } from '~/lib/dates'
import { Facts } from '~/ui/facts'
import { PageHead, Panel, Stack } from '~/ui/page'

/** "Why may I see this": range or party, on what basis, until when, and what the view holds. */
export function WhyPage({
  reason,
  base,
  place,
}: {
  reason: Reason
  base: string
  place: { label: string; path: string }
}) {
  const view = viewTexts[reason.view]
  const because =
    reason.by === 'range' && reason.reach
      ? reachTexts[reason.reach](reason.unitName, reason.regionName)
      : '您被指定可以查看这一份档案'
  return (
    <>
      <PageHead
        title="我为什么能看"
        sub={reason.caseNo}
        trail={[
          { href: place.path, label: place.label },
          { href: base, label: reason.caseNo },
          { label: '我为什么能看' },
        ]}
      />
      <Stack>
        <Panel title={because}>
          <Facts
            rows={[
              { label: '当前岗位', value: `${reason.roleLabel} · ${reason.unitName}` },
              { label: '承办单位', value: reason.ownerUnit },
              { label: '依据', value: reason.by === 'range' ? '岗位职责范围' : (reason.basis ?? '') },
              {
                label: '有效期',
                value: reason.until
                  ? `至 ${formatInstant(reason.until)}`
                  : reason.by === 'range'
                    ? '任职期间'
                    : '事项办结前',
              },
              { label: '查看范围', value: `${view.label}：${view.text}` },
              { label: '可以', value: reason.may.map((operation) => operationTexts[operation]).join('、') },
            ]}
          />
        </Panel>
        <Panel title="请注意">
          <ul className="prose">
            <li>只在办理工作需要时打开档案。每次打开、显示、打印都会记入这份档案的“谁看过此档案”。</li>
            <li>本人有权询问谁看过自己的档案，单位必须如实答复。</li>
          </ul>
        </Panel>
      </Stack>
    </>
  )
}
