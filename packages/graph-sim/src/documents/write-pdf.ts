import type { FileParts } from './file-parts.ts'

/** Writes a PDF of one page with the given lines, padded to `size` bytes where it would be smaller. */
export function writePdf(lines: readonly string[], size: number): FileParts {
  const text = lines.map((line) => `(${printable(line)}) Tj T*`).join('\n')
  const content = `BT /F1 11 Tf 56 780 Td 15 TL\n${text}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ]
  const offsets: number[] = []
  let head = '%PDF-1.4\n'
  objects.forEach((object, i) => {
    offsets.push(head.length)
    head += `${i + 1} 0 obj\n${object}\nendobj\n`
  })
  const padding = Math.max(0, size - head.length - 420)
  const open = `6 0 obj\n<< /Length ${padding} >>\nstream\n`
  offsets.push(head.length)
  const table = head.length + open.length + padding + '\nendstream\nendobj\n'.length
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const tail = `\nendstream\nendobj\nxref\n0 7\n0000000000 65535 f \n${entries}trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  return [Buffer.from(head + open, 'latin1'), padding, Buffer.from(tail, 'latin1')]
}

const winAnsi: Readonly<Record<string, string>> = {
  '–': '\x96',
  '—': '\x97',
  '’': '\x92',
  '€': '\x80',
  '−': '-',
}

/** The font has Latin letters only; others become question marks. */
function printable(line: string): string {
  return line
    .replace(/[–—’€−]/g, (mark) => winAnsi[mark] ?? mark)
    .replace(/[^\x20-\xff]/g, '?')
    .replace(/[()\\]/g, '\\$&')
}
