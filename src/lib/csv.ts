/**
 * A row of CSV (RFC 4180), without the end of its line. A text that a spreadsheet would compute
 * begins with an apostrophe.
 */
export const csvRow = (values: readonly unknown[]): string => values.map(cell).join(',')

function cell(value: unknown): string {
  if (value === undefined || value === null) return ''
  const plain = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
