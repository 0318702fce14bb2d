/** A file is what its content says: each sort that is taken, and what only pretends to be one. */
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { lookIntoOffice } from '~/casefile/attachments/look-into-office.server'
import { lookIntoPdf } from '~/casefile/attachments/look-into-pdf.server'
import { HEAD_BYTES, recognise } from '~/casefile/attachments/recognise.server'
import { redrawPicture } from '~/casefile/attachments/redraw-picture.server'
import { nameAs, sizeWords } from '~/casefile/attachments/types'
import { isUserError } from '~/lib/errors'
import { drawnPhoto, pdfOf, scannedPdf } from '../../../prisma/seed/scan'
import { workbookOf, zipOf } from '../import/zip'

/** What became of it, or why it was refused. */
const told = (work: Promise<unknown>) =>
  work.then(
    (given) => given,
    (error: unknown) => {
      if (!isUserError(error)) throw error
      return `${error.status} ${error.message}`
    },
  )
const head = (bytes: Buffer | string) => Buffer.from(bytes as Buffer).subarray(0, HEAD_BYTES)
const docx = (extra: Parameters<typeof zipOf>[0] = []) =>
  zipOf([
    { name: '[Content_Types].xml', data: '<Types/>' },
    { name: 'word/document.xml', data: '<w:document/>' },
    ...extra,
  ])

describe('recognise', () => {
  it('takes pictures, PDF and packed documents under their names, or under none', async () => {
    const photo = await drawnPhoto(1)
    for (const name of ['a.jpg', 'A.JPEG', '照片', 'a.png', 'x.y.webp'])
      expect(await told(recognise(head(photo), name))).toBe('picture')
    expect(await told(recognise(head(scannedPdf('文', [])), '合同.PDF'))).toBe('pdf')
    expect(await told(recognise(head(docx()), '方案.docx'))).toBe('office')
  })

  it.each([
    ['合同.pdf', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), '程序'],
    ['a.jpg', Buffer.concat([Buffer.from('\u007fELF\u0002\u0001\u0001'), Buffer.alloc(200)]), '程序'],
    ['a.png', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'SVG'],
    ['a.jpg', '\uFEFF  <?xml version="1.0"?><svg/>', 'SVG'],
    ['a.pdf', '<!DOCTYPE html><script>1</script>', '网页'],
    ['a.pdf', '', '空的'],
    ['a.jpg', Buffer.from('0000001c66747970686569630000000068656963', 'hex'), 'HEIC'],
    ['a.jpg', Buffer.from('GIF89a0000000000'), '另存为 JPEG'],
    ['a.doc', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), '旧版'],
    ['a.pdf', Buffer.from('0000001866747970697368360000000069736f36', 'hex'), '视频'],
    ['a.pdf', Buffer.concat([Buffer.from('fffb9064', 'hex'), Buffer.alloc(500)]), '录音'],
    ['a.pdf', Buffer.from('526172211a0700cf9073', 'hex'), '压缩包'],
    ['a.txt', '一段文字', '请选择图片'],
    ['a.pdf', Buffer.alloc(300), '请选择图片'],
  ])('%s: %#', async (name, bytes, why) => {
    expect(await told(recognise(head(bytes), name))).toMatch(new RegExp(`^422 .*${why}`))
  })

  it('takes no file under a name that belies it', async () => {
    const photo = await drawnPhoto(1)
    for (const name of ['a.pdf', 'a.docx', 'a.exe', 'a.html', 'a.jpg.svg'])
      expect(await told(recognise(head(photo), name)), name).toMatch(/^422 文件名和内容/)
    expect(await told(recognise(head(scannedPdf('文', [])), 'a.jpg'))).toMatch(/^422 文件名和内容/)
  })
})

describe('a picture', () => {
  it('is turned, shrunk and stripped of place, time and device', async () => {
    const taken = await sharp({ create: { width: 4000, height: 1000, channels: 3, background: '#7799bb' } })
      .withExif({
        IFD0: { Make: 'Phone', Model: 'X', Orientation: '6' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '30/1 56/1 0/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '117/1 48/1 0/1',
        },
      })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect((await sharp(taken).metadata()).exif?.includes('Phone')).toBe(true)
    const { picture, small } = await redrawPicture(taken)
    for (const bytes of [picture, small]) {
      const about = await sharp(bytes).metadata()
      expect([about.format, about.exif, about.icc, about.xmp, about.iptc, about.orientation]).toEqual([
        'jpeg',
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
      ])
      for (const trace of ['Exif', 'GPS', 'Phone', 'http://ns.adobe.com'])
        expect(bytes.includes(trace), trace).toBe(false)
    }
    expect(await sharp(picture).metadata()).toMatchObject({ width: 640, height: 2560 })
    expect(await sharp(small).metadata()).toMatchObject({ height: 320 })
  })

  it('loses what hangs behind it', async () => {
    const photo = await drawnPhoto(2)
    const { picture } = await redrawPicture(Buffer.concat([photo, zipOf([{ name: 'evil.exe', data: 'MZ' }])]))
    expect(picture.includes('PK\u0003\u0004')).toBe(false)
  })

  it('that is cut, of nothing, or of too many pixels is refused', async () => {
    const photo = await drawnPhoto(3)
    expect(await told(redrawPicture(photo.subarray(0, photo.length / 2)))).toMatch(/^422 图片打不开/)
    expect(await told(redrawPicture(photo.subarray(0, 20)))).toMatch(/^422 图片打不开/)
    // a PNG of 60000 × 60000 pixels in some hundred bytes
    const header = Buffer.alloc(25)
    header.writeUInt32BE(13, 0)
    header.write('IHDR', 4)
    header.writeUInt32BE(60_000, 8)
    header.writeUInt32BE(60_000, 12)
    header.writeUInt8(8, 16)
    const bomb = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), header, Buffer.alloc(60)])
    expect(await told(redrawPicture(bomb))).toMatch(/^422 图片/)
  })
})

describe('a PDF', () => {
  const catalog = '<</Type/Catalog/Pages 2 0 R>>'
  const pages = '<</Type/Pages/Kids[]/Count 0>>'
  const packed = (inner: string, dict = '/Filter/FlateDecode', type = '/Type/ObjStm') => {
    const data = deflateSync(Buffer.from(inner))
    return Buffer.concat([
      Buffer.from(`<<${type}/N 1/First 4${dict}/Length ${data.length}>>\nstream\n`),
      data,
      Buffer.from('\nendstream'),
    ])
  }
  const shown = async (...objects: (string | Buffer)[]) => told(lookIntoPdf(pdfOf([catalog, pages, ...objects])))

  it('of a scanner, also with packed objects, may be shown', async () => {
    expect(await told(lookIntoPdf(scannedPdf('租房合同', ['甲方', '乙方'])))).toEqual({ showable: true })
    expect(await shown(packed('5 0 <</Type/Annot/Subtype/Link>>'))).toEqual({ showable: true })
    expect(await shown('<</S/URI/URI(https://example.cn)>>')).toEqual({ showable: true })
  })

  it.each([
    ['a script', ['<</S/JavaScript/JS(app.alert(1))>>']],
    ['a script written in hex', ['<</S/Java#53cript/JS(1)>>']],
    ['a packed script', [packed('5 0 <</S/JavaScript/JS(app.alert(1))>>')]],
    ['a script packed under a name in hex', [packed('5 0 <</S/JavaScript>>', '/Filter/FlateDecode', '/Type/Obj#53tm')]],
    ['objects packed with a predictor', [packed('5 0 <<>>', '/Filter/FlateDecode/DecodeParms<</Predictor 12>>')]],
    ['objects packed in an unusual way', [packed('5 0 <<>>', '/Filter[/ASCIIHexDecode/FlateDecode]')]],
    ['objects that do not unpack', ['<</Type/ObjStm/Filter/FlateDecode>>\nstream\nnonsense\nendstream']],
    ['another file', ['<</Names<</EmbeddedFiles 9 0 R>>>>']],
    ['a file as a note', ['<</Subtype/FileAttachment/FS 9 0 R>>']],
    ['a program to start', ['<</S/Launch/F(cmd.exe)>>']],
    ['a form that sends', ['<</S/SubmitForm/F(http://example.com)>>']],
    ['a password', ['<</Encrypt 9 0 R>>']],
  ])('with %s is given as a download alone', async (_, objects) => {
    expect(await shown(...objects)).toEqual({ showable: false })
  })

  it('finds a script at any place of a long file', async () => {
    for (const before of [262_130, 262_144 - 5, 300_000])
      expect(await shown(`(${'x'.repeat(before)})`, '<</S/JavaScript>>')).toEqual({ showable: false })
  })

  it('that is cut, no PDF, or a packed file as well is refused', async () => {
    const pdf = scannedPdf('文', ['x'])
    expect(await told(lookIntoPdf(pdf.subarray(0, pdf.length - 40)))).toMatch(/^422 PDF 不完整/)
    expect(await told(lookIntoPdf(Buffer.concat([Buffer.from('junk'), pdf])))).toMatch(/^422 PDF 不完整/)
    expect(await told(lookIntoPdf(Buffer.concat([pdf, zipOf([{ name: 'a.exe', data: 'MZ' }])])))).toMatch(
      /^422 文件里藏着/,
    )
  })
})

describe('a packed document', () => {
  it('is Word or Excel by its parts', async () => {
    expect(await told(lookIntoOffice(docx()))).toBe('docx')
    expect(
      await told(
        lookIntoOffice(workbookOf([{ name: 's', xml: '' }], { extra: [{ name: '[Content_Types].xml', data: 'x' }] })),
      ),
    ).toBe('xlsx')
  })

  it.each([
    ['an archive', zipOf([{ name: 'evil.exe', data: 'MZ' }]), '压缩包'],
    ['macros', docx([{ name: 'word/vbaProject.bin', data: 'x' }]), '宏'],
    [
      'another Office’s paper',
      zipOf([
        { name: '[Content_Types].xml', data: 'x' },
        { name: 'ppt/presentation.xml', data: 'x' },
      ]),
      '请选择',
    ],
    ['a password', docx([{ name: 'x', data: 'x', encrypted: true }]), '密码'],
    ['a bomb', docx([{ name: 'word/media/a.xml', data: Buffer.alloc(60_000_000) }]), '解压后过大'],
    [
      'a bomb that lies',
      docx([{ name: 'word/media/a.xml', data: Buffer.alloc(60_000_000), says: 1000 }]),
      '解压后过大',
    ],
    ['a broken one', docx().subarray(0, 120), '损坏'],
    ['a PDF before it', Buffer.concat([Buffer.from('%PDF-1.4\n%%EOF\n'), docx()]), '藏着'],
  ])('%s is refused', async (_, bytes, why) => {
    expect(await told(lookIntoOffice(bytes))).toMatch(new RegExp(`^422 .*${why}`))
  })
})

it('names and sizes are told as they are kept', () => {
  expect([
    nameAs('a.PNG', 'jpeg'),
    nameAs('a.JPEG', 'jpeg'),
    nameAs('照片', 'jpeg'),
    nameAs('合同.PDF', 'pdf'),
  ]).toEqual(['a.jpg', 'a.JPEG', '照片.jpg', '合同.PDF'])
  expect([sizeWords(1), sizeWords(880_000), sizeWords(1_500_000)]).toEqual(['1 KB', '859 KB', '1.4 MB'])
})
