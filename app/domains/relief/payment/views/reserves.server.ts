/** The reserve accounts of the county's town windows, and writing one down. */
import { parseWithZod } from '@conform-to/zod/v4'
import { logAccess } from '~/audit/log.server'
import type { Ctx } from '~/casefile/act.server'
import { decrypt, encrypt } from '~/lib/crypto.server'
import { formatInstant } from '~/lib/dates'
import { invalid } from '~/lib/errors'
import { reserve } from '../inputs'
import { maskAccount, reserveContext } from '../open-line.server'

const windowsOf = ({ actor, db }: Ctx) =>
  db.unit.findMany({
    where: { kind: 'civil_affairs', closedOn: null, code: { startsWith: actor.unit.code.slice(0, 6) } },
    orderBy: { code: 'asc' },
    select: { code: true, name: true, regionCode: true },
  })

export async function readReserves(ctx: Ctx, url: URL) {
  const windows = (await windowsOf(ctx)).filter((one) => one.regionCode.length === 9)
  const rows = await ctx.db.paymentReserve.findMany({ where: { unitCode: { in: windows.map((one) => one.code) } } })
  const known = new Map(rows.map((row) => [row.unitCode, row]))
  return {
    unit: ctx.actor.unit.name,
    done: url.searchParams.has('done'),
    rows: windows.map((one) => {
      const row = known.get(one.code)
      return {
        code: one.code,
        window: one.name,
        name: row ? decrypt(row.nameEnc, reserveContext(one.code)) : null,
        account: row ? maskAccount(decrypt(row.accountEnc, reserveContext(one.code))) : null,
        bank: row?.bank ?? null,
        at: row ? formatInstant(row.setAt) : null,
      }
    }),
  }
}
export type ReservesData = Awaited<ReturnType<typeof readReserves>>

/** Throws 422. What failed or came back because of the old account is due again. */
export async function setReserve(ctx: Ctx, form: FormData): Promise<void> {
  const parsed = parseWithZod(form, { schema: reserve })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { unit, name, account, bank } = parsed.value
  const windows = await windowsOf(ctx)
  if (!windows.some((one) => one.code === unit && one.regionCode.length === 9))
    throw invalid({ unit: ['请从本县的乡镇窗口中选择'] })
  const sealed = (text: string) => encrypt(text, reserveContext(unit))
  await ctx.db.$executeRaw`SELECT set_payment_reserve(${unit}, ${sealed(name)}, ${sealed(account!)}, ${bank})`
  await logAccess(ctx.db, ctx.actor, { event: 'payment_reserve', data: { unit } })
}
