/** Labels of fields that stand inside own components, for the summary of errors. */
const paper = (name: string) => ({
  [`${name}.title`]: '材料名称',
  [`${name}.onDay`]: '材料日期',
  [`${name}.keptAt`]: '原件存放处',
})

export const paperLabels: Record<string, string> = { ...paper('paper'), ...paper('agreement') }

export const stepLabels: Record<string, string> = {
  ...paperLabels,
  group: '帮教小组',
  guidanceOwner: '包教育引导',
  contactOwner: '包联系走访',
  supportOwner: '包困难帮扶',
  pairHelperPostId: '结对帮扶人',
  pairDeclaredOn: '保密承诺签字日期',
  pickupCost: '接送费用',
  fundSource: '经费来源',
  placementType: '安置方式',
  placedOn: '安置日期',
  placementEvidence: '凭据',
  placementDetail: '具体情况',
  needs: '需要的帮助',
  plan: '服务方案',
}
