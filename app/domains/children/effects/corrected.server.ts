/** A corrected birthday (D4-edge-02): the day of leaving follows, and so does what an age makes urgent. */
import { dayToDb, type LegalDay } from '~/lib/dates'
import type { Corrected } from '~/casefile/domain'
import { daysOfAge, immediateNeed } from '../rules'
import { save } from './effect.server'

/** An alarm that the old birthday did not give is raised today; one that the new birthday does not give is over. */
export async function childCorrected({ db, file, correction, book, today }: Corrected): Promise<void> {
  if (correction.field !== 'birthOn') return
  const birthOn = correction.value as LegalDay
  const own = await db.childFile.findUniqueOrThrow({ where: { caseId: file.id } })
  const p = (rule: string) => book.rule(rule, today).value
  const need = (birth: LegalDay | null) =>
    immediateNeed({ birthOn: birth, livingAlone: own.livingAlone, unattended: own.unattended, on: today }, p)
  const [was, is] = [need(file.birthOn), need(birthOn)]
  const { sixteenOn, exitDueOn } = daysOfAge(birthOn, own.category, p)
  await save(
    { db, file },
    {
      sixteenOn: dayToDb(sixteenOn),
      exitDueOn: dayToDb(exitDueOn),
      alarmOn: was === is ? undefined : is && dayToDb(today),
    },
  )
}
