import type { Operation, Reach, View } from '~/access/policy'

/** What each view (查看范围) of a file holds, in plain words. */
export const viewTexts: Record<View, { label: string; text: string }> = {
  full: {
    label: '全部内容',
    text: '可以看到全部内容，包括姓名、原案信息和办理经过；证件号码和电话须选择事由后显示，每次显示都有记录。',
  },
  limited: {
    label: '基本情况',
    text: '只能看到姓名掩码、约定的帮扶事项和走访安排，看不到原案信息、证件号码和家庭住址。',
  },
  school: { label: '学校所需', text: '只能看到在校帮扶需要的内容，看不到原案信息和家庭隐私。' },
  dose: { label: '服药提醒', text: '只能看到服药提醒需要的内容。' },
  rx: { label: '处方与库存', text: '只能看到发药核对需要的内容。' },
  status: { label: '办理状态', text: '只能看到办到哪一步，看不到内容。' },
}

export const viewLabel = (view: string): string => viewTexts[view as View]?.label ?? view

export const operationTexts: Record<Operation, string> = {
  L: '查列表',
  R: '看档案',
  W: '办理',
  A: '审批',
  P: '打印',
  E: '申请导出',
}

export const reachTexts: Record<Reach, (unit: string, region: string) => string> = {
  unit: (unit) => `您的岗位负责本单位（${unit}）承办的档案`,
  subtree: (_, region) => `您的岗位负责${region}范围内各单位承办的档案`,
  party: () => '您的岗位只能看被指定的档案',
}
