/** 提出民政监护: from a child in danger, to the county that decides. One at a time. */
import { parseInput, type Ctx } from '~/casefile/act.server'
import { openCases } from '~/casefile/open.server'
import { fileToWork } from '~/casefile/ui/read-outlook.server'
import { addPaper } from '~/casefile/papers/add-paper.server'
import { toCaseRow } from '~/casefile/load-case.server'
import { encrypt } from '~/lib/crypto.server'
import { conflict, invalid, refused } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { wholePaper } from '~/ui/form-inputs'
import { child, guardianship } from '../domain.server'
import { guardianshipKind } from '../guardianship.kind'

/** Gives the new file's id. Throws 403, 404, 409, 422. */
export async function proposeGuardianship(ctx: Ctx, childId: string | undefined, form: FormData): Promise<string> {
  const { actor, db } = ctx
  if (!guardianshipKind.steps.propose!.roles.includes(actor.role)) throw refused()
  const file = await fileToWork(child, ctx, childId)
  if (file.state !== 'danger') throw refused('孩子不在“监护风险处置”中，不能提出民政监护。')
  for (const name of ['_token', '_intent', '_version']) form.delete(name)
  const given = parseInput(guardianshipKind.steps.propose!, form) as {
    ground: string
    onDay: string
    facts: string
    paper?: Parameters<typeof wholePaper>[0]
  }
  if (given.onDay > actor.today) throw invalid({ onDay: ['日期不能晚于今天'] })
  const known = await db.guardianshipFile.count({
    where: { childCaseId: file.id, case: { state: { in: ['proposed', 'temporary', 'long'] } } },
  })
  if (known) throw conflict('已经提出过民政监护，不用重复提出。')
  const id = uuidv7()
  await openCases(guardianship, ctx, [
    {
      id,
      step: 'propose',
      scopeKey: file.scopeKey,
      state: 'proposed',
      openedOn: actor.today,
      ownerPostId: null,
      lawfulBasis: 'statutory_duty',
      // The child's own file holds who it is.
      person: { name: file.name, sex: file.sex, birthOn: file.birthOn },
      residenceCode: file.residenceCode,
      rows: {
        guardianship_file: [
          {
            child_case_id: file.id,
            child_no: file.caseNo,
            ground: given.ground,
            proposed_on: given.onDay,
            facts_enc: encrypt(given.facts, `guardianship:${id}`),
            proposed_user: actor.userId,
          },
        ],
      },
      facts: {
        state: 'proposed',
        openedOn: actor.today,
        sex: file.sex,
        birthOn: file.birthOn,
        scopeKey: file.scopeKey,
        proposedOn: given.onDay,
        proposedUser: actor.userId,
        form: null,
        fromOn: null,
        untilOn: null,
        reviewedOn: null,
      },
      due: ['decide'],
      input: { ground: given.ground },
    },
  ])
  const paper = wholePaper(given.paper)
  if (paper) {
    const opened = toCaseRow(await db.caseFile.findUniqueOrThrow({ where: { id } }))
    await addPaper(db, opened, { ...paper, code: 'propose', step: 'propose', addedBy: actor.postId, at: actor.now })
  }
  return id
}
