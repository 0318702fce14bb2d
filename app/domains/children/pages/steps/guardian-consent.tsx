import { DateField, TextField } from '~/ui/fields'
import { Row } from '~/ui/form'

/** The guardian's consent behind a step: who, when, where the paper lies. */
export const GuardianConsent = ({ today }: { today: string }) => (
  <Row>
    <TextField name="consentBy" label="同意的监护人" maxLength={50} required />
    <DateField name="consentOn" label="同意日期" max={today} required />
    <TextField name="keptAt" label="同意书存放处" maxLength={100} required />
  </Row>
)
