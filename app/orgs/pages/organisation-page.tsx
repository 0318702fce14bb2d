import { FilterBar } from '~/ui/filters'
import { ButtonLink } from '~/ui/link'
import { Count, Empty, Notice, PageHead, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { Level } from '../places/read-level.server'
import type { FoundPlace } from '../places/search-places.server'
import { formatDay } from '~/lib/dates'
import type { FlawedGrids as Grids } from '../places/read-grids.server'
import { FlawedGrids } from './flawed-grids'
import { LevelTables } from './level-tables'

type Props = {
  q: string
  found: FoundPlace[] | null
  grids: Grids | null
  level: Level | null
  flaws: { value: string; label: string }[]
}

/** The tree of regions and units, a level at a time, and the search over all of it. */
export function OrganisationPage({ q, found, grids, level, flaws }: Props) {
  const at = level?.at ?? ''
  return (
    <>
      <PageHead
        title={level && at ? level.name : '机构'}
        tag={level?.ended ? <Tag>已撤销</Tag> : undefined}
        trail={[
          { href: '/admin', label: '系统管理' },
          at || q || grids ? { href: '/admin/organisation', label: '机构' } : { label: '机构' },
          ...(level?.trail ?? []).map(({ code, name }) => ({
            ...(code !== at && { href: `/admin/organisation?at=${code}` }),
            label: name,
          })),
        ]}
        sub={at ? <code>{at}</code> : '区划、单位和网格。代码的前几位就是上级；撤销的单位保留，档案仍可按原代码找到。'}
        actions={
          <>
            {at && (
              <ButtonLink href={`/admin/organisation/${at}`} quiet>
                改名或撤销
              </ButtonLink>
            )}
            <ButtonLink href="/admin/organisation/merge" quiet>
              合并单位
            </ButtonLink>
            <ButtonLink href="/admin/organisation/import" quiet>
              导入
            </ButtonLink>
          </>
        }
      />
      <FilterBar
        label="查找机构"
        clearHref={at ? `/admin/organisation?at=${at}` : '/admin/organisation'}
        values={{ q, grids: grids?.flaw, closed: level?.closed ? '1' : '' }}
        hidden={at ? { at } : undefined}
        fields={[
          { name: 'q', label: '名称（含曾用名）或代码', wide: true },
          { name: 'grids', label: '网格', kind: 'select', options: flaws },
          { name: 'closed', label: '包括已撤销的', kind: 'check' },
        ]}
      />
      {found && <Found q={q} found={found} />}
      {grids && <FlawedGrids grids={grids} label={flaws.find((one) => one.value === grids.flaw)?.label ?? ''} />}
      {level && <LevelTables level={level} />}
      {level?.full && <Notice tone="due">下级较多，只列出前 300 个。请用名称或代码查找。</Notice>}
    </>
  )
}

function Found({ q, found }: { q: string; found: FoundPlace[] }) {
  return (
    <>
      <Count>
        “{q}”找到 <b>{found.length === 50 ? '50+' : found.length}</b> 个
      </Count>
      <DataTable
        caption="找到的机构"
        columns={[
          { key: 'name', label: '名称' },
          { key: 'code', label: '代码', nowrap: true },
          { key: 'old', label: '曾用名' },
          { key: 'state', label: '情况', nowrap: true },
        ]}
        rows={found.map((place) => ({
          id: place.code,
          href: place.isUnit ? `/admin/organisation/${place.code}` : `/admin/organisation?at=${place.code}`,
          tone: place.closed ? 'soft' : undefined,
          cells: {
            name: place.name,
            code: <code>{place.code}</code>,
            old: place.oldName,
            state: place.closed ? <Tag>{formatDay(place.closed)}撤销</Tag> : <Tag tone="done">使用中</Tag>,
          },
        }))}
        empty={<Empty title="没有找到">换一个名称，或者输入代码的前几位。</Empty>}
      />
    </>
  )
}
