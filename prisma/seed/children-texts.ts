/** Sentences of the children's files in the demo; invented, and of nobody. */
export const provinces = ['浙江', '江苏', '上海', '广东', '安徽']
export const roads = ['某村某组', '某村民组', '某自然村']
export const views = [
  '愿意和奶奶一起住，希望爸爸妈妈常打电话。',
  '愿意住在姑姑家，周末想回自己家。',
  '愿意，想让妈妈过年早点回来。',
]
export const plans = [
  '每周与父母视频一次；儿童主任定期上门；学校关注作业和午餐。',
  '结对帮扶；放学后到儿童之家写作业；每月了解照料人的身体情况。',
  '提醒父母每周联系；寒暑假安全教育；需要时申请助学。',
]
export const needs = ['想学画画', '喜欢篮球', '想看课外书', '数学需要辅导', '想参加合唱队']
export const visits = [
  '家里整洁，孩子在写作业，奶奶身体好。',
  '照料人说最近睡得早，和父母每周视频。',
  '缺一件厚外套，已联系村里。',
  '提醒用火用电安全，孩子能说出求助电话。',
]
export const teacherVisits = [
  '作业能按时完成，和照料人约定每天检查。',
  '上课愿意发言，家里有安静的地方学习。',
  '交流了在校表现，照料人愿意配合。',
]
export const assessments = ['照料人身体好，能按时做饭、接送。', '照料人年纪大，日常能照料，学习上需要帮助。']
export const DANGER = '照料人住院，孩子两天没有人做饭，由邻居送来村委会。'
