import { bilevelPng } from '#lib/png.ts'

/** Width and height of the picture in pixels. */
export const qrSize = 256
/** The light border that scanners need, in modules (ISO/IEC 18004). */
const quiet = 4

/** A QR code as a picture in a data URL, black on white whatever the page is. */
export async function qrImage(text: string): Promise<string> {
  const { default: library } = await import('qrcode')
  // NOTE a screen is neither dirty nor torn: rather larger modules than more of them
  const { modules } = library.create(text, { errorCorrectionLevel: 'L' })
  const scale = Math.max(1, Math.floor(qrSize / (modules.size + 2 * quiet)))
  const margin = Math.floor((qrSize - modules.size * scale) / 2)
  const moduleAt = (pixel: number) => Math.floor((pixel - margin) / scale)
  const isInside = (n: number) => n >= 0 && n < modules.size
  const png = bilevelPng(qrSize, (x, y) => {
    const column = moduleAt(x),
      row = moduleAt(y)
    return isInside(column) && isInside(row) && modules.get(row, column) === 1
  })
  return `data:image/png;base64,${png.toString('base64')}`
}
