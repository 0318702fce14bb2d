import type { Match } from '~/people/look-before-create.server'
import { DateField, TextField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Notice, PageHead, Panel, Stack } from '~/ui/page'
import { SimpleTable } from '~/ui/table'

type Props = {
  result: { matches: Match[]; newHref: string } | undefined
  places: Record<string, { label: string; path: string }>
  token: string
  lastResult: LastResult
}

/** Looking before opening a file, so that nobody gets two in one unit. */
export function CheckPage({ result, places, token, lastResult }: Props) {
  return (
    <>
      <PageHead
        title="登记前查重"
        sub="先看本单位范围内有没有这个人的档案。这里只回答您职责范围内的情况。"
        trail={[{ href: '/people', label: '查找人员' }, { label: '登记前查重' }]}
      />
      <Stack>
        {result && <Answer result={result} places={places} />}
        <Panel label="查重">
          <ActionForm token={token} lastResult={lastResult} submitLabel="查重" cancelHref="/people">
            <TextField
              name="idNo"
              label="身份证号码"
              hint="没有身份证的可以不填"
              inputMode="text"
              maxLength={20}
              width="medium"
              spellCheck={false}
            />
            <TextField name="name" label="姓名" required maxLength={50} width="medium" />
            <DateField name="birthOn" label="出生日期" required />
          </ActionForm>
        </Panel>
      </Stack>
    </>
  )
}

function Answer({ result, places }: { result: NonNullable<Props['result']>; places: Props['places'] }) {
  if (result.matches.length === 0) {
    return (
      <Notice tone="done" title="可以新建" action={<ButtonLink href={result.newHref}>登记人员</ButtonLink>}>
        本单位范围内没有找到这个人的档案。刚才填写的内容会带到登记页。
      </Notice>
    )
  }
  return (
    <Panel title="本单位范围内已有档案">
      <SimpleTable
        caption="已有档案"
        head={['案件号', '类别', '相同之处', '']}
        rows={result.matches.map((match) => [
          match.caseNo,
          places[match.kind]?.label ?? '',
          match.sameId ? '证件号码相同' : '姓名和出生日期相同',
          <ButtonLink key="open" href={`${places[match.kind]?.path}/${match.id}`} quiet>
            打开档案
          </ButtonLink>,
        ])}
      />
      {result.matches.every((match) => !match.sameId) && (
        <p>
          确认不是同一个人的，
          <ButtonLink href={result.newHref} quiet>
            仍要新建
          </ButtonLink>
        </p>
      )}
    </Panel>
  )
}
