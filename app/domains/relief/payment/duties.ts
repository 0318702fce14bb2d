/** The clocks of a batch (DOMAIN 11: monthly batch; values are the project's own ◇). */
import type { DutyDecl } from '~/casefile/kind'
import type { PaymentFacts } from './facts'

const base = { role: 'FN', roll: 'agency' } as const

export const paymentDuties: Record<string, DutyDecl<PaymentFacts>> = {
  send: {
    ...base,
    label: '核对后送银行',
    step: 'send',
    rule: 'D7.batch_send',
    because: '编制批次',
    from: (f) => f.madeOn,
    during: ['draft'],
  },
  read_back: {
    ...base,
    label: '上传银行回盘',
    step: 'read_back',
    rule: 'D7.batch_result',
    because: '送银行',
    from: (f) => f.sentOn,
    during: ['sent'],
  },
  close: {
    ...base,
    label: '核对回盘，办结批次',
    step: 'close',
    rule: 'D7.batch_close',
    because: '回盘',
    from: (f) => f.settledOn,
    during: ['settled'],
  },
}
