import type { RuleUnit } from '~/casefile/deadlines/rule-book'

/** One rule parameter (规则参数) as first installed; provinces add versions with a later `effectiveFrom`. */
export type RuleSeedRow = {
  id: string
  value: number
  unit: RuleUnit
  source: string
  effectiveFrom: string
  label: string
}

type Line = [id: string, value: number, unit: RuleUnit, label: string]

const PROJECT = '项目规则'

function from(source: string, effectiveFrom: string, lines: readonly Line[]): RuleSeedRow[] {
  return lines.map(([id, value, unit, label]) => ({ id, value, unit, source, effectiveFrom, label }))
}

/** Released-person resettlement (安置帮教, D1). */
const handoff: RuleSeedRow[] = [
  ...from('司法部 1999 年刑满释放人员衔接通知（待核）', '1999-01-01', [
    ['D1.notice', 1, 'm', '监所发送刑满释放人员通知书：释放前'],
  ]),
  ...from('省级安置帮教规定（待核）', '2020-01-01', [
    ['D1.help_period', 5, 'y', '帮教期：自释放之日起'],
    ['D1.help_period_cc', 3, 'y', '帮教期：自解除社区矫正之日起（按省规定）'],
  ]),
  ...from(PROJECT, '2020-01-01', [
    ['D1.notice_warn', 1, 'm', '通知晚于释放前此期限时提示'],
    ['D1.verify', 10, 'wd', '预释放信息核查'],
    ['D1.prison_answer', 5, 'wd', '监所答复退回核实'],
    ['D1.pickup_plan', 5, 'wd', '接回方案：释放前'],
    ['D1.no_show_call', 0, 'd', '未衔接到位：当日电话联系'],
    ['D1.no_show_visit', 3, 'd', '未衔接到位：上门走访'],
    ['D1.connection', 7, 'd', '衔接率：释放后按期交接'],
    ['D1.release_day', 0, 'd', '释放当日：接回、交接、签字'],
    ['D1.end_day', 0, 'd', '帮教期满当日解除'],
    ['D1.register', 5, 'wd', '交接后建档'],
    ['D1.agreement', 10, 'wd', '签订安置帮教协议'],
    ['D1.first_talk', 7, 'd', '首次谈话'],
    ['D1.contact_first_period', 3, 'm', '每月联系的起始阶段'],
    ['D1.contact_first', 1, 'm', '起始阶段联系间隔'],
    ['D1.contact_later', 3, 'm', '其后联系间隔'],
    ['D1.level_a_period', 12, 'm', 'A 级帮扶每月联系的期限'],
    ['D1.level_a_contact', 1, 'm', 'A 级帮扶联系间隔'],
    ['D1.contact_recent', 3, 'm', '帮教率：最近联系期限'],
    ['D1.benefit_screen', 15, 'd', '救助政策和社保接续筛查'],
    ['D1.placement_recheck', 6, 'm', '安置情况复核间隔'],
    ['D1.group_meeting', 6, 'm', '帮教小组会议间隔'],
    ['D1.level_review', 6, 'm', '帮扶等级复评间隔'],
    ['D1.end_review', 30, 'd', '期满评议：期满前'],
    ['D1.unreachable_attempts', 3, 'count', '失去联系：最少联系次数'],
    ['D1.unreachable_span', 30, 'd', '失去联系：联系跨越的最短期限'],
    ['D1.unreachable_recheck', 1, 'y', '失去联系人员复查间隔'],
    ['D1.transfer_file', 5, 'wd', '转出后移送档案'],
    ['D1.conflict', 3, 'wd', '责任地争议由共同上级决定'],
    ['D1.measure_result', 30, 'd', '帮扶措施反馈结果'],
    ['D1.group_min', 3, 'count', '帮教小组最少人数'],
    ['D1.retention', 5, 'y', '档案保存：帮教期满后'],
  ]),
]

/** Community correction (社区矫正, D3), record sealing (犯罪记录封存, D5), relief (救助补助, D7): what other rooms need. */
const otherDomains: RuleSeedRow[] = [
  ...from('社区矫正法 21', '2020-07-01', [['D3.report_in', 10, 'd', '社区矫正对象报到']]),
  ...from('社区矫正法 44', '2020-07-01', [['D3.lift', 0, 'd', '矫正期满当日解除']]),
  ...from('司发通〔2026〕8号 13', '2026-02-21', [['D3.lost_contact', 48, 'h', '失去联系超过此期限为脱管']]),
  ...from('社区矫正法实施办法 27（待核）', '2020-07-01', [
    ['D3.leave_office', 7, 'd', '司法所可批准的外出天数'],
    ['D3.leave_county', 30, 'd', '县级社区矫正机构可批准的外出天数'],
  ]),
  ...from('刑事诉讼法 286', '2020-01-01', [['D5.sentence', 60, 'm', '封存：判处刑期上限']]),
  ...from('未成年人犯罪记录封存实施办法 13', '2022-05-30', [['D5.seal', 3, 'd', '执行完毕后封存']]),
  ...from('未成年人犯罪记录封存实施办法 15', '2022-05-30', [['D5.certificate', 3, 'wd', '出具无犯罪记录证明']]),
  ...from('刑法 17、刑事诉讼法 286', '2020-01-01', [['D5.age', 18, 'y', '封存：犯罪时未满']]),
  ...from('行政复议法 20', '2024-01-01', [['D7.reconsideration', 60, 'd', '申请行政复议']]),
]

/** Relief (救助补助, D7). */
const relief: RuleSeedRow[] = [
  ...from('省级救助规定（待核）', '2020-01-01', [
    ['D7.temp_relief', 15, 'wd', '临时救助一般程序'],
    ['D7.dibao', 30, 'wd', '低保审核确认'],
    ['D7.dibao_complex', 45, 'wd', '低保审核确认（情况复杂）'],
    ['D7.survey_start', 3, 'wd', '受理后入户调查'],
    ['D7.notice_dibao', 7, 'd', '低保初审公示'],
    ['D7.notice_temp', 3, 'd', '临时救助初审公示'],
    ['D7.tell_refusal', 3, 'wd', '不予确认、调整决定的送达'],
    ['D7.recheck_yearly', 1, 'y', '低保定期复核：收入基本稳定'],
    ['D7.recheck_half', 6, 'm', '低保定期复核：有劳动能力或收入变动'],
    ['D7.gradual_exit', 6, 'm', '就业后低保渐退'],
    ['D7.temp_cap_months', 6, 'count', '临时救助封顶：每人几个月低保标准'],
    ['D7.compensation_months', 12, 'count', '计入收入的一次性补偿按几个月分摊'],
    ['D7.retention', 10, 'y', '档案保存：最后一次发放后'],
  ]),
  ...from('民政部、财政部 2026 年 1 月意见（待核）', '2026-01-01', [
    ['D7.quick_months', 1, 'count', '小额快救：不超过几个月低保标准'],
    ['D7.quick_pay', 3, 'd', '小额快救：求助后给付'],
  ]),
  ...from('社会救助法 50；期限为省级规定（待核）', '2026-07-01', [['D7.papers_after', 10, 'wd', '先行救助后补办手续']]),
  ...from('社会救助法 45', '2026-07-01', [['D7.publish', 7, 'd', '决定公布']]),
  ...from(PROJECT, '2020-01-01', [
    ['D7.pay_first_yuan', 2000, 'count', '先行救助乡镇限额（元）'],
    ['D7.panel_members', 3, 'count', '一事一议会议最少人数'],
    ['D7.supplement', 10, 'wd', '申请人补正材料'],
    ['D7.review', 20, 'wd', '答复异议'],
    ['D7.pay', 10, 'wd', '作出决定后发放'],
    ['D7.batch_send', 2, 'wd', '编制批次后核对送银行'],
    ['D7.batch_result', 5, 'wd', '送银行后回盘'],
    ['D7.batch_close', 5, 'wd', '回盘后办结批次'],
    ['D7.unclaimed', 30, 'd', '发放失败、退回、无人领取：联系领取人'],
    ['D7.ledger', 10, 'wd', '确认存量家庭'],
    ['D7.pay_day', 10, 'count', '低保每月几日前发放'],
    ['D7.recover', 30, 'd', '追回骗取的救助金'],
    ['D7.recover_paid', 30, 'd', '追回去世后发放的救助金'],
    ['D7.verify_death', 3, 'wd', '死亡名单中有申请人的，核实'],
    ['D7.death_keep', 5, 'y', '死亡名单中没有救助档案的，保存备查'],
    ['D7.emergency', 24, 'h', '先行救助：求助后给付'],
    ['D7.school_check', 5, 'wd', '教育救助：学校审核'],
    ['D7.school_aid', 20, 'wd', '教育救助：作出决定'],
    ['D7.school_preschool', 1000, 'count', '教育救助：学前教育每学年（元）'],
    ['D7.school_compulsory', 1250, 'count', '教育救助：义务教育每学年（元）'],
    ['D7.school_senior', 2300, 'count', '教育救助：高中阶段每学年（元）'],
    ['D7.school_university', 3700, 'count', '教育救助：大学每学年（元）'],
    ['D7.training_check', 10, 'wd', '培训补贴：审核证书或就业证明'],
    ['D7.training_subsidy', 20, 'wd', '培训补贴：作出决定'],
    ['D7.training_basic', 600, 'count', '培训补贴：专项能力或就业证明（元）'],
    ['D7.training_junior', 1000, 'count', '培训补贴：初级工（元）'],
    ['D7.training_middle', 1500, 'count', '培训补贴：中级工（元）'],
    ['D7.training_senior', 2000, 'count', '培训补贴：高级工（元）'],
    ['D7.loan_refer', 10, 'wd', '创业担保贷款：审核资格并推荐'],
    ['D7.loan_answer', 30, 'd', '创业担保贷款：向银行了解结果'],
  ]),
]

/** Mandatory reports (强制报告, D4). */
const reports: RuleSeedRow[] = [
  ...from(PROJECT, '2020-01-01', [
    ['D4.report_acknowledge', 0, 'd', '强制报告：接收单位当日查收'],
    ['D4.report_close', 30, 'd', '强制报告：反馈后办结'],
  ]),
  ...from('高检发〔2020〕9号 关于建立侵害未成年人案件强制报告制度的意见（待核）', '2020-05-07', [
    ['D4.report_feedback', 3, 'd', '强制报告：向报告人反馈'],
  ]),
]

/** Legal vice-principals and mentoring (法治副校长、结对辅导, D4). */
const legalEducation: RuleSeedRow[] = [
  ...from('中小学法治副校长聘任与管理办法（教育部令第52号）', '2022-05-01', [
    ['D4.lvp_term', 3, 'y', '法治副校长：每个任期'],
    ['D4.lvp_training', 8, 'count', '法治副校长：到任前培训（学时）'],
    ['D4.lvp_hours', 4, 'count', '法治副校长：每校每年法治课（课时）'],
    ['D4.lvp_age', 65, 'count', '法治副校长：退休人员年龄上限（周岁）'],
  ]),
  ...from('中小学法治副校长聘任与管理办法（待核）', '2022-05-01', [
    ['D4.lvp_schools', 2, 'count', '法治副校长：一人最多任职学校（所）'],
    ['D4.lvp_replace', 30, 'd', '法治副校长：不能履职后更换'],
  ]),
  ...from(PROJECT, '2020-01-01', [
    ['D4.lvp_appoint', 10, 'wd', '法治副校长：推荐后聘任'],
    ['D4.lvp_begin', 30, 'd', '法治副校长：聘任后培训到任'],
    ['D4.lvp_expiring', 60, 'd', '法治副校长：任期届满前续聘或者更换'],
    ['D4.lvp_check_day', 1101, 'count', '法治课时检查日（月日）'],
    ['D4.lvp_make_up', 30, 'd', '法治课时不足：检查日后补足'],
    ['D4.mentoring_agree', 15, 'd', '结对辅导：提出后取得同意'],
    ['D4.mentoring_end', 14, 'd', '结对辅导：到期前续期或者结束'],
    ['D4.mentoring_talk', 1, 'm', '结对辅导：谈话间隔'],
  ]),
]

/** Referrals (转介): when the receiving unit answers. */
const referrals: RuleSeedRow[] = [
  ...from(PROJECT, '2020-01-01', [
    ['X.referral_placement', 2, 'wd', '转介中途之家答复'],
    ['X.referral_hr', 10, 'wd', '转介就业、培训、贷款、税收答复'],
    ['X.referral_handoff', 5, 'wd', '解矫转安置帮教答复'],
    ['X.referral_child', 5, 'wd', '儿童转介答复'],
    ['X.referral_medical', 5, 'wd', '医疗费用转介答复'],
  ]),
  ...from('未成年人犯罪记录封存实施办法 13', '2022-05-30', [['X.referral_sealing', 3, 'd', '未成年人档案移入封存']]),
]

/** Roles that may see hidden fields at all; each has its own alarm. */
const REVEALING_ROLES =
  'JC JA JX TJ TH PR HM HS ST SP EC CD CS PH CC CK CA FN HR MD MT VD MP MA SC SA2 GW IC DP PV'.split(' ')

/** Access, sign-in and keeping (访问、登录、保存). */
const access: RuleSeedRow[] = [
  ...from(PROJECT, '2020-01-01', [
    ...REVEALING_ROLES.map((role): Line => [
      `X.reveal_per_hour.${role}`,
      20,
      'count',
      `每小时显示隐藏信息报警次数（${role}）`,
    ]),
    ['X.break_glass', 30, 'min', '紧急查阅时长'],
    ['X.authorisation', 12, 'm', '未成年人信息授权有效期上限'],
    ['X.list_cap', 1000, 'count', '列表精确计数上限'],
    ['X.export_second_hand', 200, 'count', '导出超过此行数须第二人批准'],
    ['X.export_wait', 7, 'd', '导出申请等待批准，逾期失效'],
    ['X.export_keep', 24, 'h', '导出文件保留'],
    ['X.access_merge', 10, 'min', '同一人同一档案的查阅合并为一条'],
    ['X.access_log_keep', 3, 'y', '查阅记录保存'],
    ['X.office_from', 7, 'count', '工作时间外的查看：早于几点'],
    ['X.office_until', 20, 'count', '工作时间外的查看：几点以后'],
    ['X.draft_keep', 24, 'h', '未提交内容保留'],
    ['X.rights_reply', 15, 'wd', '答复个人信息权利申请'],
    ['X.small_cell', 5, 'count', '统计小于此数不显示'],
    ['X.account_unused', 90, 'd', '账号闲置停用'],
    ['X.account_unused_warn', 14, 'd', '账号闲置停用前提醒'],
    ['X.recertify', 6, 'm', '权限复核间隔'],
    ['X.recertify_warn', 30, 'd', '权限复核到期前提醒'],
    ['X.post_confirm', 3, 'wd', '授予岗位后由单位负责人确认'],
    ['X.handover', 3, 'wd', '停用账号或岗位结束后交接在办档案'],
    ['X.authorisation_renew', 30, 'd', '常设授权到期前提醒续签'],
    ['X.session_idle', 15, 'min', '无操作退出'],
    ['X.session_absolute', 8, 'h', '登录最长有效'],
    ['X.fresh', 10, 'min', '打印、导出、审批前再次验证身份的有效时长'],
    ['X.lock_failures', 5, 'count', '登录失败锁定次数'],
    ['X.lock_window', 15, 'min', '登录失败计数时段'],
    ['X.lock_duration', 30, 'min', '锁定时长'],
  ]),
  ...from('GB/T 22239-2019 8.1.4.1；数值为项目规则', '2020-01-01', [
    ['X.password_length', 10, 'count', '密码最短长度'],
    ['X.password_classes', 3, 'count', '密码最少字符种类'],
    ['X.password_history', 5, 'count', '不得重复的历史密码数'],
    ['X.password_age', 90, 'd', '密码更换期限'],
    ['X.password_warn', 14, 'd', '密码到期前提醒'],
  ]),
  ...from('网络安全法 23', '2017-06-01', [['X.audit_online', 6, 'm', '日志在线保存']]),
  ...from('个人信息保护法 31', '2021-11-01', [['X.consent_age', 14, 'y', '个人信息同意：须监护人同意的年龄不满']]),
  ...from('民法典 17', '2021-01-01', [['X.adult_age', 18, 'y', '成年']]),
]

/** Tasks, notices, reports, grids, attachments (任务、督办、报表、网格、附件). */
const work: RuleSeedRow[] = from(PROJECT, '2020-01-01', [
  ['X.warn_percent', 80, 'percent', '期限过去多少后预警'],
  ['X.notice_acknowledge', 1, 'wd', '督办通知单签收'],
  ['X.notice_reply', 5, 'wd', '督办通知单回复'],
  ['X.report_day', 5, 'count', '月报：每月几日前'],
  ['X.report_day_quarter', 10, 'count', '季报：期满次月几日前'],
  ['X.report_day_half', 15, 'count', '半年报：期满次月几日前'],
  ['X.report_day_year', 20, 'count', '年报：期满次月几日前'],
  ['X.report_correct', 3, 'd', '报表被退回后更正重报'],
  ['X.grid_warn', 300, 'count', '网格户数超过时提示'],
  ['X.grid_block', 360, 'count', '网格户数超过时不允许'],
  ['X.attachment_size', 20, 'mb', '附件大小上限'],
  ['X.attachment_batch', 20, 'count', '一次上传的附件数上限'],
  ['X.attachment_count', 200, 'count', '每份档案的附件数上限'],
  ['X.attachment_destroy', 30, 'd', '附件删除后销毁内容'],
])

/** The one window (一口受理) and the home-visit log (民情档案). */
const window: RuleSeedRow[] = [
  ...from(PROJECT, '2020-01-01', [
    ['X.intake_dispatch', 1, 'wd', '受理后分派或者答复'],
    ['X.intake_dispatch_now', 0, 'd', '特急事项当即分派'],
    ['X.intake_accept', 1, 'wd', '承办单位接收分派'],
    ['X.intake_co', 5, 'wd', '协办单位答复'],
    ['X.intake_reroute', 1, 'wd', '退回后决定改派'],
    ['X.intake_supplement', 10, 'wd', '申请人补正材料'],
    ['X.intake_reply', 10, 'wd', '答复一般事项'],
    ['X.intake_reply_urgent', 3, 'wd', '答复急办事项'],
    ['X.intake_reply_immediate', 1, 'd', '答复特急事项'],
    ['X.intake_reply_day', 0, 'd', '补正、延期后的答复期限当日'],
    ['X.intake_extend', 10, 'd', '一般事项延期答复的上限'],
    ['X.intake_reopen', 15, 'd', '答复后申请人可以要求重办；回访办结'],
    ['X.household_hardship', 3, 'm', '走访困难户间隔'],
    ['X.household_other', 1, 'y', '走访其他户间隔'],
  ]),
  ...from('信访工作条例 23', '2022-05-01', [
    ['X.intake_petition_notice', 15, 'd', '告知信访人是否受理'],
    ['X.intake_objection', 5, 'wd', '承办单位对信访事项分派提出异议'],
  ]),
  ...from('信访工作条例 34', '2022-05-01', [
    ['X.intake_reply_petition', 60, 'd', '答复信访事项'],
    ['X.intake_extend_petition', 30, 'd', '信访事项延期答复的上限'],
  ]),
]

/** Left-behind children (留守儿童, D4). */
const children: RuleSeedRow[] = [
  ...from('未成年人保护法 21', '2021-06-01', [
    ['D4.alone_age', 16, 'y', '不得独居：未满'],
    ['D4.unattended_age', 8, 'y', '不得无人看护：未满'],
  ]),
  ...from('未成年人保护法 11', '2021-06-01', [
    ['D4.at_once', 0, 'd', '独居、无人看护、失学、危险：立即'],
    ['D4.visit_danger', 0, 'd', '入户走访：有危险的立即'],
  ]),
  ...from('未成年人保护法 93', '2021-06-01', [['D4.temporary_max', 12, 'm', '临时监护期限上限']]),
  ...from('国发〔2016〕13号（待核）', '2016-02-04', [
    ['D4.age', 16, 'y', '农村留守儿童：未满'],
    ['D4.hardship_age', 18, 'y', '困境儿童服务：未满'],
  ]),
  ...from(PROJECT, '2020-01-01', [
    ['D4.carer_age', 18, 'y', '受托照护人：年满'],
    ['D4.term_autumn', 901, 'count', '秋季学期开始（月日）'],
    ['D4.term_spring', 201, 'count', '春季学期开始（月日）'],
    ['D4.term_summer', 801, 'count', '暑假开始（月日）：春季学期到前一日'],
    ['D4.census', 30, 'd', '摸底：春节后、九月一日起'],
    ['D4.review', 5, 'wd', '审核摸底登记'],
    ['D4.agreement', 15, 'wd', '列入名册后签订委托照护协议'],
    ['D4.agreement_max', 12, 'm', '委托照护协议一次最长'],
    ['D4.agreement_renew', 30, 'd', '委托照护协议到期前续签'],
    ['D4.visit_weak', 1, 'm', '入户走访间隔：监护一般'],
    ['D4.visit_good', 3, 'm', '入户走访间隔：监护较好'],
    ['D4.teacher_visit', 4, 'm', '教师家访：每学期开始后'],
    ['D4.assess', 6, 'm', '监护评估间隔'],
    ['D4.report', 2, 'h', '发现危险后报告'],
    ['D4.aid_screen', 1, 'y', '助学筛查间隔'],
    ['D4.parent_back', 3, 'm', '父母返回后满此期限退出'],
    ['D4.guardianship_decide', 1, 'd', '决定是否由民政监护'],
    ['D4.guardianship_end', 30, 'd', '临时监护到期前作出安排'],
    ['D4.grant_max', 180, 'd', '法治副校长单次授权最长'],
    ['D4.retention', 3, 'y', '档案保存：年满十八周岁后'],
    ['D4.pair_contact', 1, 'm', '结对人每月至少联系一次'],
    ['D4.pair_term', 12, 'm', '一次结对的最长期限'],
    ['D4.pair_declaration', 12, 'm', '结对人背景声明的有效期'],
    ['D4.pair_ending', 30, 'd', '结对到期前提示'],
    ['D4.remind_from', 8, 'count', '给家长的短信：不早于几点'],
    ['D4.remind_until', 20, 'count', '给家长的短信：不晚于几点'],
    ['D4.danger_back', 31, 'd', '发现危险、报告的时间最早可填'],
  ]),
]

/** Statutory days off of a year (法定节假日), against which a loaded year is checked. */
const holidays: RuleSeedRow[] = [
  ...from('全国年节及纪念日放假办法（2013 年修订）', '2014-01-01', [
    ['X.public_holidays', 11, 'count', '全年法定节假日天数'],
  ]),
  ...from('全国年节及纪念日放假办法（2024 年修订）', '2025-01-01', [
    ['X.public_holidays', 13, 'count', '全年法定节假日天数'],
  ]),
]

/** Every rule parameter of the first installation. */
export const ruleRows: readonly RuleSeedRow[] = [
  ...handoff,
  ...otherDomains,
  ...relief,
  ...reports,
  ...legalEducation,
  ...referrals,
  ...access,
  ...work,
  ...window,
  ...children,
  ...holidays,
]
