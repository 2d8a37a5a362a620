import { escapeHtml } from '../mime/text-to-html.ts'
import type { FileParts } from './file-parts.ts'
import { writeZip, type ZipEntry } from './write-zip.ts'

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const packageTypes = 'http://schemas.openxmlformats.org/package/2006'
const documentTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const office = 'application/vnd.openxmlformats-officedocument'

/** Writes a Word document with a paragraph for each line, padded to about `size` bytes. */
export function writeDocx(lines: readonly string[], size: number): FileParts {
  const paragraphs = lines
    .map((line) => `<w:p><w:r><w:t xml:space="preserve">${escapeHtml(line)}</w:t></w:r></w:p>`)
    .join('')
  return assemble(size, 'word/document.xml', `${office}.wordprocessingml.document.main+xml`, [
    [
      'word/document.xml',
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs}</w:body></w:document>`,
    ],
  ])
}

/** Writes an Excel workbook with one sheet; the cells of a line are separated by tabs. */
export function writeXlsx(lines: readonly string[], size: number): FileParts {
  const rows = lines.map((line, i) => {
    const cells = line.split('\t').map((cell) => `<c t="inlineStr"><is><t>${escapeHtml(cell)}</t></is></c>`)
    return `<row r="${i + 1}">${cells.join('')}</row>`
  })
  const space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  return assemble(size, 'xl/workbook.xml', `${office}.spreadsheetml.sheet.main+xml`, [
    [
      'xl/workbook.xml',
      `<workbook ${space} xmlns:r="${documentTypes}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    ['xl/_rels/workbook.xml.rels', relationships([['rId1', 'worksheet', 'worksheets/sheet1.xml']])],
    [
      'xl/worksheets/sheet1.xml',
      `<worksheet ${space}><sheetData>${rows.join('')}</sheetData></worksheet>`,
      `${office}.spreadsheetml.worksheet+xml`,
    ],
  ])
}

/** Writes a PowerPoint presentation of one slide with a paragraph for each line, padded to about `size` bytes. */
export function writePptx(lines: readonly string[], size: number): FileParts {
  const space = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="${documentTypes}"`
  const paragraphs = lines.map((line) => `<a:p><a:r><a:t>${escapeHtml(line)}</a:t></a:r></a:p>`).join('')
  const shape = `<p:sp><p:nvSpPr><p:cNvPr id="2" name="Text"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>${paragraphs}</p:txBody></p:sp>`
  const group = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
  return assemble(size, 'ppt/presentation.xml', `${office}.presentationml.presentation.main+xml`, [
    [
      'ppt/presentation.xml',
      `<p:presentation ${space}><p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst><p:sldSz cx="9144000" cy="5143500"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`,
    ],
    ['ppt/_rels/presentation.xml.rels', relationships([['rId1', 'slide', 'slides/slide1.xml']])],
    [
      'ppt/slides/slide1.xml',
      `<p:sld ${space}><p:cSld><p:spTree>${group}${shape}</p:spTree></p:cSld></p:sld>`,
      `${office}.presentationml.slide+xml`,
    ],
  ])
}

type Part = readonly [name: string, xml: string, contentType?: string]

function assemble(size: number, main: string, mainType: string, parts: readonly Part[]): FileParts {
  const overrides = parts
    .flatMap(([name, , type]) =>
      name === main ? [[name, mainType]] : type === undefined ? [] : [[name, type]],
    )
    .map(([name, type]) => `<Override PartName="/${name}" ContentType="${type}"/>`)
  const types = `<Types xmlns="${packageTypes}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/octet-stream"/>${overrides.join('')}</Types>`
  const all: readonly Part[] = [
    ['[Content_Types].xml', types],
    ['_rels/.rels', relationships([['rId1', 'officeDocument', main]])],
    ...parts,
  ]
  const entries: readonly ZipEntry[] = all.map(([name, xml]) => ({
    name,
    content: Buffer.from(declaration + xml),
  }))
  const used = entries.reduce(
    (sum, { name, content }) =>
      sum + (typeof content === 'number' ? content : content.length) + 76 + 2 * name.length,
    22,
  )
  const padding = Math.max(0, size - used - 122)
  return writeZip([...entries, { name: 'docProps/data.bin', content: padding }])
}

function relationships(list: readonly (readonly [string, string, string])[]): string {
  const each = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${documentTypes}/${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="${packageTypes}/relationships">${each.join('')}</Relationships>`
}
