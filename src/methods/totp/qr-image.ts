/** Width and height of the image in pixels. */
export const qrSize = 256

/** A QR code as an image in a data URL, black on white whatever the colours of the page. */
export async function qrImage(text: string): Promise<string> {
  const { default: library } = await import('qrcode')
  return library.toDataURL(text, {
    // NOTE on a screen nothing is dirty or torn, so the lowest level of error correction will do:
    // it needs the fewest modules, which makes them the largest
    errorCorrectionLevel: 'L',
    // NOTE the library rounds down after a division, and would make 255 pixels of 256
    width: qrSize + 0.5,
    margin: 4,
  })
}
