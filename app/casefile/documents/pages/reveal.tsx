import { Reveal } from '../../ui/reveal'

type Props = { base: string; back: string; token: string; secrets: boolean; shown: boolean }

/** On the screen numbers and addresses are masked; shown for a purpose, as on the file's own page. */
export function DocumentReveal({ base, back, token, secrets, shown }: Props) {
  if (!secrets) return null
  return (
    <div className="noprint">
      <Reveal
        base={base}
        token={token}
        group="document"
        label="文书上的证件号码、电话和住址"
        shown={shown}
        back={back}
      />
    </div>
  )
}
