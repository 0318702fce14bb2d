/**
 * A batch of payments (发放批次, DOMAIN 11): finance lists what decisions made due, sends it to the bank, reads the results
 * back. It is about no person: what failed or came back goes on in the file of whom it was for, which finance never sees.
 */
import { step, type Kind } from '~/casefile/kind'
import { paymentDuties } from './duties'
import type { PaymentFacts } from './facts'
import * as inputs from './inputs'

const s = step<PaymentFacts>()
const READING = '回盘文件正在读取，请等读完再办理。'

export const paymentBatchKind: Kind<PaymentFacts> = {
  name: 'payment_batch',
  label: '发放批次',
  prefix: 'FF',
  path: '/relief/payments',
  table: 'payment_batch',
  impersonal: true,
  road: ['draft', 'sent', 'settled', 'closed'],
  states: {
    draft: { label: '待核对', open: true, tone: 'due' },
    sent: { label: '已送银行', open: true },
    settled: { label: '已回盘', open: true },
    closed: { label: '办结', open: false, tone: 'done' },
    cancelled: { label: '作废', open: false },
  },
  entry: ['draft'],
  voluntary: false,
  steps: {
    make: s({ label: '编制批次', from: 'entry', to: 'draft', roles: ['FN'], input: inputs.make, due: ['send'] }),
    send: s({
      label: '核对无误，送银行',
      from: ['draft'],
      to: 'sent',
      roles: ['FN'],
      input: inputs.send,
      check: ({ facts }) => (facts.lines === 0 ? '批次里没有可以发放的，请作废后重新编制。' : undefined),
      settles: ['send'],
      due: ['read_back'],
      final: true,
      hint: '送出前自动再核对一次领取人是否健在；送出后名单和金额不再变动，从这里导出银行文件',
    }),
    take_out: s({
      label: '退出一笔',
      from: ['draft'],
      to: 'same',
      roles: ['FN'],
      input: inputs.takeOut,
      final: true,
      rare: true,
      hint: '暂不发放的退出批次，回到待发放；金额、账户有误的也先退出，请乡镇更正',
    }),
    cancel: s({
      label: '作废批次',
      from: ['draft'],
      to: 'cancelled',
      roles: ['FN'],
      input: inputs.cancel,
      settles: ['send'],
      final: true,
      grave: true,
      rare: true,
      hint: '批次里的都回到待发放',
    }),
    read_back: s({
      label: '上传银行回盘',
      from: ['sent'],
      to: 'settled',
      roles: ['FN'],
      input: inputs.readBack,
      settles: ['read_back'],
      due: ['close'],
      final: true,
      hint: '每一笔成功、失败还是退回，以银行文件为准；有一行对不上就一行都不采用',
    }),
    note_return: s({
      label: '登记银行退回',
      from: ['settled', 'closed'],
      to: 'same',
      roles: ['FN'],
      input: inputs.noteReturn,
      check: ({ input, today }) => (input.onDay > today ? { fields: { onDay: ['日期不能晚于今天'] } } : undefined),
      eventOn: (input) => input.onDay,
      final: true,
      rare: true,
      hint: '回盘成功以后又被退回的，登记后由乡镇联系领取人更正账户，再重新发放',
    }),
    close: s({
      label: '办结批次',
      from: ['settled'],
      to: 'closed',
      roles: ['FN'],
      input: inputs.close,
      check: ({ facts }) => (facts.reading ? READING : undefined),
      settles: ['close'],
      final: true,
      hint: '失败、退回的已自动通知乡镇，更正账户后会列入以后的批次，不影响办结',
    }),
  },
  duties: paymentDuties,
  corrections: {},
  records: {},
}
