import { firstSteps } from '~/access/pages/help-steps'
import { roles, type Role } from '~/access/roles'
import { PageHead, Panel, Stack } from '~/ui/page'
import { SimpleTable } from '~/ui/table'

function Lines({ items }: { items: string[] }) {
  return (
    <ul className="prose">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  )
}

const deadlines = [
  '期限从事情发生的第二天起算。按月计算的，到对应的那一天；没有对应日的，到月底。',
  '最后一天是休息日或节假日的，顺延到下一个工作日；单位自己必须办的事不顺延，系统会提前提醒。',
  '“工作日”按国务院放假安排计算，调休上班日也算工作日。当年的放假安排还没有录入时，日期标为“暂定”。',
  '每个到期事项旁边的“为什么是这一天？”写明了依据和算法。',
  '逾期只是提醒尽快补办，不用来给服务对象打分，也不算本人违规。',
]

const privacy = [
  '只看办理工作需要的档案。每次查看、显示、打印都有记录，本人有权询问谁看过自己的档案。',
  '列表里姓名默认遮挡；证件号码、电话等须选择事由才显示，用完不要截图、不要转发。',
  '看不到的档案，和没有的档案，回答都是“没有找到”“无结果”，不要据此推断。',
  '未成年人的档案须有单位负责人签批的授权；授权期满就看不到了，请提前办理续签。',
  '没有取得同意的事项不办；本人可以随时撤回同意，不影响基本服务。',
  '不收集宗教信仰、政治面貌、生物识别、实时位置。备注里也不要写。',
  '有人面临生命危险时，可以凭完整案件号紧急查看一份档案 30 分钟，次日复核。',
]

const questions = [
  '填到一半登录过期：重新登录后，填写的内容会原样恢复，保留 24 小时。',
  '提示“您的账号已在别处登录”：一个账号同时只能在一处登录。不是您本人的，马上修改密码并告诉安全管理员。',
  '审批、打印前要“再次验证身份”：离上次登录或验证久了就会问一次，填好的内容不会丢。',
  '换了手机：到“我的账号”更换身份验证器；手机丢了，用恢复码登录；恢复码也没有，请本人联系安全管理员。',
  '提示“刚刚被别人改动过”：内容没有丢，请核对最新情况后再提交。',
  '提示“您已切换岗位”：同一个浏览器里换过岗位，请确认右上角的岗位后再提交。',
  '重复点了提交：系统只办一次，不会重复登记。',
  '办错了：当天本人可以撤销上一步；已发文书的，按“更正”办理，原来的记录会保留。',
]

/** Help: what this is, first steps of the role, deadlines, privacy, keys. */
export function HelpPage({ role }: { role: Role }) {
  return (
    <>
      <PageHead title="帮助" sub="归程是帮助回归社会人员的工作系统：按时衔接、按需帮扶、少跑路、保护隐私。" />
      <Stack>
        <Panel title={`先做什么（${roles[role]}）`}>
          <Lines items={firstSteps(role)} />
        </Panel>
        <Panel title="期限怎么算">
          <Lines items={deadlines} />
        </Panel>
        <Panel title="保护隐私">
          <Lines items={privacy} />
        </Panel>
        <Panel title="常见问题">
          <Lines items={questions} />
        </Panel>
        <Panel title="键盘操作">
          <SimpleTable
            caption="键盘操作"
            head={['按键', '作用']}
            rows={[
              [<kbd key="k">j</kbd>, '列表中下移一行'],
              [<kbd key="k">k</kbd>, '列表中上移一行'],
              [<kbd key="k">Enter</kbd>, '打开当前行'],
              [<kbd key="k">Tab</kbd>, '到下一个输入框、按钮或链接；页面打开后先按一次，可以跳到正文'],
            ]}
          />
        </Panel>
      </Stack>
    </>
  )
}
