import { formatInstant } from '~/lib/dates'
import { RadioField } from '~/ui/choices'
import { HiddenField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { Facts } from '~/ui/facts'
import { Empty, PageHead, Panel, Stack, Tag } from '~/ui/page'
import type { Review } from '../break-glass-list.server'

type Props = {
  reviews: Review[]
  /** Outcomes to choose from: of the head's review, or of the second look. */
  outcomes: { value: string; label: string }[]
  security: boolean
  token: string
  lastResult: LastResult
  sent: string | undefined
}

/** Emergency readings: reviewed by the head the next day, looked over once more by the security administrator. */
export function ReviewsPage({ reviews, outcomes, security, token, lastResult, sent }: Props) {
  return (
    <>
      <PageHead
        title="紧急查看复核"
        sub={
          security
            ? '承办单位负责人次日复核之后，由您再看手续是否完备。这里不显示档案和事由。'
            : '每次紧急查看须在次日复核理由是否成立。不能复核自己的。'
        }
      />
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
            actions={<State review={review} security={security} />}
          >
            <Facts rows={facts(review, security)} />
            {review.may && (
              <ActionForm
                id={`r${review.id}`}
                token={token}
                lastResult={sent === review.id ? lastResult : undefined}
                submitLabel={review.may === 'first' ? '提交复核' : '提交复审'}
              >
                <HiddenField name="review" value={review.id} />
                <RadioField
                  name="outcome"
                  label={review.may === 'first' ? '复核结论' : '复审结论'}
                  required
                  inline
                  options={outcomes}
                />
              </ActionForm>
            )}
            {!review.first && review.own && <p className="soft">这是您本人的紧急查看，请由另一位负责人复核。</p>}
          </Panel>
        ))}
      </Stack>
    </>
  )
}

function facts(review: Review, security: boolean) {
  const verdict = ({ outcome, by, at }: NonNullable<Review['first']>) => `${outcome}，${by} ${formatInstant(at)}`
  return [
    { label: '查看人', value: `${review.who}（${review.post}）` },
    ...(security ? [] : [{ label: '档案', value: review.caseNo ?? '（不在您的范围内，只显示承办单位）' }]),
    { label: '承办单位', value: review.ownerUnit },
    ...(review.reason ? [{ label: '事由', value: review.reason }] : []),
    { label: '有效至', value: formatInstant(review.until) },
    ...(review.first
      ? [{ label: '复核', value: verdict(review.first) }]
      : security
        ? [{ label: '复核', value: review.late ? '承办单位逾期未复核' : '等承办单位负责人复核' }]
        : []),
    ...(review.second ? [{ label: '复审', value: verdict(review.second) }] : []),
  ]
}

function State({ review, security }: { review: Review; security: boolean }) {
  if (security)
    return review.second ? (
      <Tag tone="done">已复审</Tag>
    ) : (
      <Tag tone={review.may ? 'late' : 'plain'}>{review.may ? '待复审' : '待复核'}</Tag>
    )
  return review.first ? <Tag tone="done">已复核</Tag> : <Tag tone="late">待复核</Tag>
}
