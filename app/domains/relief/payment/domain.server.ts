import type { Domain } from '~/casefile/domain'
import { paymentEffects } from './effects.server'
import type { PaymentFacts } from './facts'
import { paymentFacts } from './facts.server'
import { paymentBatchKind } from './payment-batch.kind'

export const paymentBatch: Domain<PaymentFacts> = {
  kind: paymentBatchKind,
  facts: paymentFacts,
  effects: paymentEffects,
}
