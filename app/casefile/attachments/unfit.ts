import { UserError } from '~/lib/errors'

const CHOOSE = '请选择图片（JPEG、PNG、WebP）、PDF、Word（docx）或 Excel（xlsx）文件。'

/** Why a file is not taken, by cause: what it is and what to do instead. The file's own name stands before it. */
const causes = {
  empty: '文件是空的，请重新选择。',
  program: '这是程序文件，不能上传。',
  web: '这是网页或矢量图（HTML、SVG），里面可能带有程序，不能上传。请截图或另存为 PDF。',
  heic: '这是 HEIC 格式，系统打不开。请在手机“设置—相机—格式”中选“兼容性最佳”后重拍，或先转成 JPEG。',
  otherPicture: '这种图片格式不能用，请另存为 JPEG 或 PNG。',
  oldOffice: '这是旧版 Word、Excel 文件，或加了打开密码。请去掉密码，另存为 docx 或 xlsx。',
  sound: '不收视频和录音。',
  archive: '不收压缩包，请解压后逐个上传。',
  other: CHOOSE,
  misnamed: '文件名和内容不是同一种文件，不能上传。请从原来的程序里重新导出。',
  brokenPicture: '图片打不开，可能没有传完整。请重新拍照或另存后再传。',
  hugePicture: '图片的像素太多，系统打不开。请缩小后再传。',
  brokenPdf: 'PDF 不完整，打不开。请重新导出或扫描。',
  twoInOne: '文件里藏着另一种文件，不能上传。请重新导出。',
  brokenOffice: '文件已损坏或不完整，打不开。请用 Word、Excel 打开后另存再传。',
  bomb: '文件解压后过大，为安全起见不能上传。请删去大图片后另存。',
  locked: '文件加了打开密码，请去掉密码后再传。',
  macro: '文件里带有宏程序，不能上传。请另存为不带宏的 docx 或 xlsx。',
} as const

export type Cause = keyof typeof causes

/** Throws 422 with the cause; who knows the field puts it there. */
export function unfit(cause: Cause): never {
  throw new UserError(422, causes[cause])
}
