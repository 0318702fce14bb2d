import pg from 'pg'
process.env.VAR_DIR='/tmp/var-figures'; process.env.POSTGRES_PORT='54407'; process.env.CLOCK='2026-11-23T09:00:00+08:00'
const { workerPrisma } = await import('./app/lib/db.server.ts')
const { writeCells } = await import('./app/casefile/figures/write-cells.server.ts')
const { figureSets } = await import('./app/domains/figures.server.ts')
const { now } = await import('./app/lib/dates.ts')
const s = performance.now()
console.log(await workerPrisma.$transaction((db: any) => writeCells(db, figureSets, now()), { timeout: 60000 }), Math.round(performance.now() - s), 'ms')
for (const m of ['placed_helped', 'picked_up', 'reoffended']) for (const r of ['3407', '340722', '340705', '340722100', '340705100'])
 console.log(m, r, (await workerPrisma.figureCell.findMany({ where: { measure: m, region: r }, orderBy: { period: 'asc' } })).map((c: any) => `${c.period}:${c.n ?? c.nMark}/${c.d ?? c.dMark}`).join(' '))
process.exit(0)
