import { crc32, deflateRawSync } from 'node:zlib'

type Entry = { name: string; data: string | Buffer; says?: number; encrypted?: boolean }

/** A zip made by hand, so that its headers can lie: `says` is the unpacked size they give. */
export function zipOf(entries: Entry[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data, says, encrypted } of entries) {
    const content = Buffer.from(data as Buffer)
    const packed = deflateRawSync(content)
    const nameBytes = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x800 | (encrypted ? 1 : 0), 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32Of(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(says ?? content.length, 18)
    common.writeUInt16LE(nameBytes.length, 22)
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, nameBytes, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), common, tail, nameBytes]))
    bodies.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('504b0506', 'hex')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, central, end])
}

function crc32Of(data: Buffer): number {
  return typeof crc32 === 'function' ? crc32(data) : 0
}

const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The least workbook a program would open; each sheet is the XML of its `sheetData` and what follows. */
export function workbookOf(
  sheets: { name: string; xml: string; state?: string; says?: number }[],
  parts: { strings?: string; styles?: string; workbookPr?: string; extra?: Entry[] } = {},
): Buffer {
  const list = sheets.map(
    ({ name, state }, i) =>
      `<sheet name="${name}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`,
  )
  const related = sheets.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Type="${REL}/worksheet" Target="worksheets/s${i + 1}.xml"/>`,
  )
  related.push(`<Relationship Id="a" Type="${REL}/sharedStrings" Target="/xl/sharedStrings.xml"/>`)
  related.push(`<Relationship Id="b" Type="${REL}/styles" Target="styles.xml"/>`)
  const rels = (inner: string) => `<?xml version="1.0"?><Relationships xmlns="x">${inner}</Relationships>`
  return zipOf([
    { name: '_rels/.rels', data: rels(`<Relationship Id="r" Type="${REL}/officeDocument" Target="xl/workbook.xml"/>`) },
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns:r="${REL}">${parts.workbookPr ?? ''}<sheets>${list.join('')}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', data: rels(related.join('')) },
    ...sheets.map(({ xml, says }, i) => ({
      name: `xl/worksheets/s${i + 1}.xml`,
      data: `<worksheet>${xml}</worksheet>`,
      ...(says ? { says } : {}),
    })),
    ...(parts.strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', data: `<sst>${parts.strings}</sst>` }]),
    ...(parts.styles === undefined
      ? []
      : [{ name: 'xl/styles.xml', data: `<styleSheet>${parts.styles}</styleSheet>` }]),
    ...(parts.extra ?? []),
  ])
}
