import type { Review } from '~/access/break-glass-review.server'
import { formatInstant } from '~/lib/dates'
import { RadioField } from '~/ui/choices'
import { HiddenField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { Facts } from '~/ui/facts'
import { Empty, PageHead, Panel, Stack, Tag } from '~/ui/page'

type Props = {
  reviews: Review[]
  outcomes: { value: string; label: string }[]
  token: string
  lastResult: LastResult
  sent: string | undefined
}

/** Emergency readings to be reviewed by somebody else than the reader. */
export function ReviewsPage({ reviews, outcomes, token, lastResult, sent }: Props) {
  return (
    <>
      <PageHead title="紧急查看复核" sub="每次紧急查看须在次日复核理由是否成立。不能复核自己的。" />
      <Stack>
        {reviews.length === 0 && (
          <Panel label="紧急查看">
            <Empty>没有紧急查看记录。</Empty>
          </Panel>
        )}
        {reviews.map((review) => (
          <Panel
            key={review.id}
            title={`${formatInstant(review.at)} ${review.who}`}
            actions={<State review={review} />}
          >
            <Facts
              rows={[
                { label: '查看人', value: `${review.who}（${review.post}）` },
                { label: '档案', value: review.caseNo ?? '（不在您的范围内，只显示承办单位）' },
                { label: '承办单位', value: review.ownerUnit },
                { label: '事由', value: review.reason },
                { label: '有效至', value: formatInstant(review.until) },
                ...(review.reviewedAt
                  ? [
                      {
                        label: '复核',
                        value: `${review.outcome}，${review.reviewer ?? ''} ${formatInstant(review.reviewedAt)}`,
                      },
                    ]
                  : []),
              ]}
            />
            {!review.reviewedAt && !review.own && (
              <ActionForm
                id={`r${review.id}`}
                token={token}
                lastResult={sent === review.id ? lastResult : undefined}
                submitLabel="提交复核"
              >
                <HiddenField name="review" value={review.id} />
                <RadioField name="outcome" label="复核结论" required inline options={outcomes} />
              </ActionForm>
            )}
            {!review.reviewedAt && review.own && <p className="soft">这是您本人的紧急查看，请由另一位负责人复核。</p>}
          </Panel>
        ))}
      </Stack>
    </>
  )
}

function State({ review }: { review: Review }) {
  return review.reviewedAt ? <Tag tone="done">已复核</Tag> : <Tag tone="late">待复核</Tag>
}
