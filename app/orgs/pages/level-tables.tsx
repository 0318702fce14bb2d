import { formatDay } from '~/lib/dates'
import { ButtonLink } from '~/ui/link'
import { Empty, SubHead, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { Level } from '../places/read-level.server'

const verdicts = {
  ok: null,
  warn: <Tag tone="due">超过提示户数</Tag>,
  block: <Tag tone="late">超过上限</Tag>,
}

/** What lies right below a region, and the units in it. */
export function LevelTables({ level }: { level: Level }) {
  const isGrids = level.belowLabel === '网格'
  return (
    <>
      {level.belowLabel && (
        <>
          <SubHead>{level.belowLabel}</SubHead>
          <DataTable
            caption={`下级：${level.belowLabel}`}
            columns={[
              { key: 'name', label: '名称' },
              { key: 'code', label: '代码', nowrap: true },
              ...(isGrids
                ? [
                    { key: 'households', label: '户数', num: true },
                    { key: 'worker', label: '网格员', nowrap: true },
                  ]
                : []),
              { key: 'state', label: '情况' },
            ]}
            rows={level.regions.map((region) => ({
              id: region.code,
              href: isGrids ? `/admin/organisation/${region.code}` : `/admin/organisation?at=${region.code}`,
              tone: region.ended ? 'soft' : region.verdict === 'block' ? 'late' : undefined,
              cells: {
                name: region.name,
                code: <code>{region.code}</code>,
                households: region.households,
                worker: region.hasWorker ? '已指定' : <Tag tone="due">没有</Tag>,
                state: region.ended ? (
                  <Tag>{formatDay(region.ended)}撤销</Tag>
                ) : (
                  region.verdict && verdicts[region.verdict]
                ),
              },
            }))}
            empty={<Empty>还没有下级。</Empty>}
          />
          {level.at && !level.ended && (
            <p>
              <ButtonLink href={`/admin/organisation/new?at=${level.at}&type=region`} quiet>
                新增{level.belowLabel.split('（')[0]}
              </ButtonLink>
            </p>
          )}
        </>
      )}
      {level.at && (
        <>
          <SubHead>单位</SubHead>
          <DataTable
            caption="这里的单位"
            columns={[
              { key: 'name', label: '名称' },
              { key: 'code', label: '代码', nowrap: true },
              { key: 'kind', label: '种类' },
              { key: 'phone', label: '电话' },
              { key: 'state', label: '情况' },
            ]}
            rows={level.units.map((unit) => ({
              id: unit.code,
              href: `/admin/organisation/${unit.code}`,
              tone: unit.closed ? 'soft' : undefined,
              cells: {
                name: unit.name,
                code: <code>{unit.code}</code>,
                kind: unit.kind,
                phone: unit.phone,
                state: unit.closed && <Tag>{formatDay(unit.closed)}撤销</Tag>,
              },
            }))}
            empty={<Empty>这里还没有单位。</Empty>}
          />
          {!level.ended && (
            <p>
              <ButtonLink href={`/admin/organisation/new?at=${level.at}&type=unit`} quiet>
                新增单位
              </ButtonLink>
            </p>
          )}
        </>
      )}
    </>
  )
}
