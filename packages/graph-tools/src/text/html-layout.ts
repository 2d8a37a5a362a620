import { linkTarget } from './link-target.ts'
import type { TextWriter } from './text-writer.ts'
import { visibleLine } from './visible-text.ts'

const paragraphs = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre table article section figure fieldset'.split(' '),
)
const blocks = new Set(
  'div tr li dt dd header footer main nav aside address form caption center figcaption hr'.split(' '),
)

/** Writes the elements of a page that a reader sees. */
export interface HtmlLayout {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text(text: string): void
  close(name: string): void
}

/** Lays a page out as text: blocks, lists, quotations, tables, and where links lead. */
export function createHtmlLayout(writer: TextWriter): HtmlLayout {
  const lists: number[] = []
  const links: Array<{ readonly target: string | undefined; text: string }> = []
  let verbatim = 0

  function begin(name: string): void {
    if (paragraphs.has(name)) writer.breakLine(lists.length > 0 ? 1 : 2)
    else if (blocks.has(name)) writer.breakLine(1)
  }

  return {
    open(name, attributes) {
      begin(name)
      if (name === 'br') writer.newLine()
      else if (name === 'hr') writer.verbatim('---')
      else if (name === 'a') links.push({ target: linkTarget(attributes['href']), text: '' })
      else if (name === 'img') writer.flow(imageText(attributes['alt']))
      else if (name === 'blockquote') writer.quote(1)
      else if (name === 'ul') lists.push(-1)
      else if (name === 'ol') lists.push(0)
      else if (name === 'li') writer.verbatim(bullet(lists))
      else if (name === 'pre') verbatim++
      else if ((name === 'td' || name === 'th') && !writer.atLineStart()) writer.verbatim('\t')
    },

    text(text) {
      const link = links.at(-1)
      if (link && link.text.length < 300) link.text += text
      if (verbatim > 0) writer.verbatim(text)
      else writer.flow(text)
    },

    close(name) {
      if (name === 'a') finishLink(writer, links.pop())
      if (name === 'ul' || name === 'ol') lists.pop()
      if (name === 'pre') verbatim = Math.max(0, verbatim - 1)
      if (name !== 'br') begin(name)
      if (name === 'blockquote') writer.quote(-1)
    },
  }
}

function imageText(alt: string | undefined): string {
  const words = visibleLine(alt ?? '')
  return words === '' ? '' : ` [${words}] `
}

/** The mark of the next item of the innermost list; -1 stands for one that is not numbered. */
function bullet(lists: number[]): string {
  const indent = '  '.repeat(Math.min(Math.max(lists.length - 1, 0), 5))
  const last = lists.at(-1) ?? -1
  if (last < 0) return `${indent}- `
  lists[lists.length - 1] = last + 1
  return `${indent}${last + 1}. `
}

/** Says where a link leads, unless its own text already does. */
function finishLink(
  writer: TextWriter,
  link: { readonly target: string | undefined; readonly text: string } | undefined,
): void {
  if (link?.target === undefined) return
  const shown = visibleLine(link.text).toLowerCase().replace(/\/$/, '')
  const target = link.target.toLowerCase().replace(/\/$/, '')
  if (shown === '' || shown === target || `https://${shown}` === target || `http://${shown}` === target)
    return
  writer.flow(` <${link.target}> `)
}
