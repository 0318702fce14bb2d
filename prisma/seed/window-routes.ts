/** The routing table (分派表) of the demo city: every matter in every town has a unit. */
import { matters, type MatterCode } from '~/domains/window/terms'
import { mac } from '~/lib/crypto.server'
import { TOWNS } from './places'

type Row = Record<string, unknown>
/** Unit of the town (t) or of the county (c) by its letters; then co-units. */
type Way = [main: string, ...co: string[]]

const ways: Record<MatterCode, Way> = {
  child_harm: ['c-CA1', 't-JO1'],
  self_harm: ['t-TH1', 't-CW1'],
  no_shelter: ['t-CW1'],
  medical_emergency: ['t-TH1'],
  temp_relief: ['t-CW1'],
  dibao: ['t-CW1', 'c-CA1'],
  medical_aid: ['t-CW1'],
  disability: ['t-CW1'],
  elderly: ['t-CW1'],
  child: ['c-CA1'],
  school: ['c-EB1', 't-SC1'],
  job: ['c-HR1'],
  insurance: ['c-HR1'],
  legal: ['t-JO1'],
  mediation: ['t-JO1'],
  housing: ['c-GO1'],
  facilities: ['c-GO1'],
  environment: ['c-GO1'],
  land: ['c-GO1'],
  certificate: ['t-CW1'],
  consult: ['t-CW1'],
  suggestion: ['c-GO1'],
  request: ['c-GO1'],
  other: ['c-GO1'],
}

/** An id that stays the same however often it is made. */
const idOf = (key: string): string => {
  const hex = [...mac(key, 'seed.intake_route')].map((char) => (char.charCodeAt(0) % 16).toString(16)).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export function routeRows(at: Date): Row[] {
  return TOWNS.flatMap((town) => {
    const unit = (way: string) => `${way.startsWith('t') ? town.code : town.code.slice(0, 6)}${way.slice(1)}`
    return (Object.keys(matters) as MatterCode[]).map((matter) => {
      const [main, ...co] = ways[matter]
      return {
        id: idOf(`${matter} ${town.code}`),
        matter,
        town: town.code,
        main_unit: unit(main),
        co_units: co.map(unit),
        updated_by: null,
        updated_name: '初始数据',
        updated_at: at.toISOString(),
      }
    })
  })
}
