import { env } from '~/lib/env.server'

/** Where a check code is typed in by hand, as it stands on paper: 'guicheng.example.gov.cn/check'. */
export const checkPlace = (): string => `${env.PUBLIC_URL.replace(/^https?:\/\//, '')}/check`
