import { guarded } from '~/access/guard.server'
import { orgTemplate } from '~/orgs/import/template.server'

/** An empty list to fill in; holds no data of the system. */
export const loader = guarded(
  { kind: null, verb: 'admin', audit: 'admin.organisation', roles: ['AD'] },
  async () =>
    new Response(await orgTemplate(), {
      headers: {
        'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent('机构导入模板.xlsx')}`,
      },
    }),
)
