/** The worker's jobs about left-behind children. */
import { now } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { keepCensusDuty } from './census/keep-census-duty.server'
import { sendReminders } from './contact/calls/send-reminders.server'
import { tellEndedPairings } from './contact/pairing/tell-ended.server'
import { escalateReports } from './jobs/escalate-reports.server'
import { followBirthday } from './jobs/follow-birthday.server'
import { leaveForAge } from './jobs/leave-for-age.server'
import { keepLegalEducation } from './legal/jobs/keep-legal-education.server'
import { deliverWaiting } from './reports/deliver-waiting.server'

export const childJobs = (run: <T>(work: (db: Db) => Promise<T>) => Promise<T>) => ({
  call_reminders: {
    title: '亲情通话前一天短信提醒家长（白天发送；只写时间和学校，每次通话一次）',
    cron: '*/20 * * * *',
    run: () => sendReminders(run, now()),
  },
  reports_late: {
    title: '发现危险后两小时内没有登记强制报告的：将到时提醒儿童主任，逾时转督导员办理，并告知县民政',
    cron: '* * * * *',
    run: () => escalateReports(run, now()),
  },
  reports_waiting: {
    title: '强制报告当时没有接收人的，一有人到岗即送达（每个部门一次）；未送达的反复再试',
    cron: '*/5 * * * *',
    run: () => deliverWaiting(run, now()),
  },
  pairings_ended: {
    title: '结对结束后告知结对人（邮件）和监护人（短信），每份一次（白天发送）',
    cron: '15 * * * *',
    run: () => tellEndedPairings(run, now()),
  },
  birthdays: {
    title: '出生日期更正后，同一人的留守儿童档案和监护档案同步更正，重新计算退出名册的日期和期限',
    run: (payload: unknown) => followBirthday(run, payload, now()),
  },
  class_teachers: {
    title: '班主任任职到日开始、结束的当天，把本班孩子没有办完的事项转给新班主任（当场授予的，当场转）',
    cron: '2 * * * *',
    run: () => run((db) => db.$queryRaw`SELECT follow_class_teacher(NULL)`),
  },
  census_duty: {
    title: '每年春节后和九月提醒儿童主任、儿童督导员摸底；已导入或登记完成的结束',
    cron: '25 2 * * *',
    run: () => run((db) => keepCensusDuty(db, now())),
  },
  children_age: {
    title: '年满十六周岁（困境儿童十八周岁）的次日退出留守儿童名册；学校的帮助到学期末；停机后补办，事件日为法定日',
    cron: '25 0 * * *',
    run: () => leaveForAge(run, now()),
  },
  legal_education: {
    title: '法治副校长任期届满前提醒、届满离任；结对辅导到期结束；11 月 1 日起检查各校法治课时，不足的提醒学校和教育局',
    cron: '25 1 * * *',
    run: () => run((db) => keepLegalEducation(db, now())),
  },
})
