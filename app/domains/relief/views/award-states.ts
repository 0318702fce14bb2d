/** States of what is due, in words. */
export const awardStates: Record<string, string> = {
  unpaid: '待发放',
  in_batch: '发放批次中',
  paid: '已发放',
  failed: '发放失败',
  returned: '被退回',
  stopped: '已停发',
}

export const awardTones: Record<string, 'due' | 'late' | 'done' | 'brand'> = {
  unpaid: 'due',
  in_batch: 'brand',
  paid: 'done',
  failed: 'late',
  returned: 'late',
}
