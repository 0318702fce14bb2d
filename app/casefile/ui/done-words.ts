import type { BaseFacts, Kind } from '../kind'

const plain: Record<string, string> = {
  visit: '已登记走访或联系。',
  note: '已保存备注。',
  attach: '已保存材料和附件。',
  detach: '已删除附件，内容保留期满后销毁。',
  undo: '已撤销上一步。',
  returned: '已退回，请提交人修改后重新提交。',
  decided: '已批准，到日自动办理。',
  approved: '已批准，已经生效。',
  joined: '已合并，另一份档案已关闭。',
  refer: '已发出转介，等待对方答复。',
  protected: '已按保护程序受理。',
  opened: '已登记建档。',
}

/** What the address says was just done, in words; nothing for anything unknown. */
export function doneWords<F extends BaseFacts>(kind: Kind<F>, url: URL): string | undefined {
  const done = url.searchParams.get('done') ?? ''
  const step = kind.steps[done]
  if (step) return url.searchParams.has('proposed') ? `“${step.label}”已提交，等待审批。` : `已办理：${step.label}。`
  return plain[done]
}
