/** What is written on the demo's files: short, neutral, without anything that the platform does not collect. */

export const TALKS = [
  '本人情绪平稳，愿意配合，近期打算找工作。',
  '了解家庭情况和就业打算，告知可申请的政策。',
  '本人表示适应得不错，家人支持。',
  '谈了技能培训的意愿，已记下报名时间。',
  '身体状况良好，按时上班，没有困难需要帮助。',
  '家里老人看病支出较多，讲解了医疗救助办法。',
] as const

export const CALLS = [
  '电话联系，本人在班上，一切正常。',
  '电话联系，询问工资发放和社保缴纳情况。',
  '本人来电咨询户口事项，已答复。',
  '电话联系，约定下次上门时间。',
] as const

export const VISITS = [
  '上门走访，住处整洁，与家人同住。',
  '走访用工单位，反映出勤正常。',
  '上门看望，送去生活用品，了解近况。',
  '在村部见面，了解春耕和零工收入。',
] as const

export const MEETINGS = [
  '小组碰头，核对三项责任落实情况，下一步继续关注就业。',
  '小组会议，各成员说明近期联系情况，调整联系分工。',
] as const

export const PLANS = [
  '一、每月联系一次；二、推荐参加技能培训；三、协助办理社保接续；四、节日走访慰问。',
  '一、帮助联系附近企业就业；二、法律咨询随时解答；三、家庭困难时协助申请救助。',
  '一、协助落实承包地耕种；二、农技指导；三、每季度走访。',
] as const

export const LEVEL_REASONS = [
  '刚回归，住处和就业都需要帮助',
  '已就业，家庭支持较好',
  '生活基本稳定，按季度联系即可',
] as const

export const EVIDENCE: Record<string, readonly string[]> = {
  employed: ['劳动合同（存司法所）', '用工单位证明'],
  self_employed: ['营业执照复印件', '经营场所照片和租赁合同'],
  land: ['承包地确权证复印件', '村委会证明'],
  training: ['培训报名表', '结业证书复印件'],
  dibao_or_relief: ['低保证复印件', '救助审批表复印件'],
  family_support: ['家属书面承诺', '村委会证明'],
  halfway: ['中途之家入住单'],
}

export const RECHECKS = [
  '电话向用工单位核实，仍在岗',
  '上门核实，承包地正常耕种',
  '查看社保缴费记录，情况属实',
  '向家属核实，情况属实',
] as const

export const REASONS_BACK = [
  '地址所在村组已撤并，查无此人，请核对户籍。',
  '本人户籍已迁往外省，请重新确认去向。',
  '身份证号码与户籍底册不符，请核对。',
] as const

export const EMPLOYERS = ['江南铜材加工厂', '惠民家政服务部', '大江物流园', '丰收合作社', '新城建筑劳务队'] as const

export const KEPT = ['司法所档案柜一', '司法所档案柜二', '县局档案室'] as const
export const GATE = '监狱会见楼交接处'
export const OFFICE = '司法所办公室'
