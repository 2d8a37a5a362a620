import { Parser } from 'htmlparser2'

import { hiddenNamesOf, isHidden } from './hidden-element.ts'
import { createHtmlLayout } from './html-layout.ts'
import { createTextWriter } from './text-writer.ts'
import { visibleLine, visibleText } from './visible-text.ts'

/** What a reader would see of an HTML page, as text. */
export interface ReadableText {
  readonly text: string

  /** How many elements with text or pictures in them were left out because a reader would not see them. */
  readonly hidden: number

  /** How many pictures were left out that only tell the sender that the mail was opened. */
  readonly trackers: number
}

/** No mail that a person wrote is nested deeper; beyond it the parser would take time out of proportion. */
const deepest = 2000

/**
 * Turns the HTML of a mail into the text that its reader would see. Styles, scripts, comments, tracking pictures and
 * whatever is hidden are left out; links show where they really lead; quotations, lists and tables keep their shape.
 * What is nested absurdly deep is read without its tags, so that nothing is lost and nothing takes long.
 */
export function htmlToText(html: string): ReadableText {
  const page = createPage()
  const depth = { now: 0 }
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++depth.now > deepest) throw tooDeep
        page.open(name, attributes)
      },
      ontext: page.text,
      onclosetag(name) {
        depth.now--
        page.close(name)
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  try {
    parser.end(html)
  } catch (error) {
    if (error !== tooDeep) throw error
    page.text(withoutTags(html.slice(parser.startIndex)))
  }
  return page.end()
}

const tooDeep = new Error('nested too deep')

function withoutTags(html: string): string {
  return html.replace(/<(style|script)\b[^<]*(?:<(?!\/\1)[^<]*)*/gi, ' ').replace(/<[^<>]*>?/g, ' ')
}

interface Page {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text(text: string): void
  close(name: string): void
  end(): ReadableText
}

function createPage(): Page {
  const writer = createTextWriter()
  const layout = createHtmlLayout(writer)
  const hiddenNames = new Set<string>()
  const skipped = { depth: 0, style: 0, seen: false }
  const counted = { hidden: 0, trackers: 0 }

  return {
    open(name, attributes) {
      if (skipped.depth > 0 || isHidden(name, attributes, hiddenNames)) {
        skipped.depth++
        if (name === 'style') skipped.style++
        if (name === 'img') skipped.seen = true
      } else if (isTracker(name, attributes)) counted.trackers++
      else layout.open(name, attributes)
    },

    text(text) {
      if (skipped.style > 0) for (const hidden of hiddenNamesOf(text)) hiddenNames.add(hidden)
      else if (skipped.depth > 0) skipped.seen ||= visibleLine(text) !== ''
      else layout.text(visibleText(text))
    },

    close(name) {
      if (skipped.depth === 0) return layout.close(name)
      if (name === 'style') skipped.style--
      if (--skipped.depth > 0) return
      if (skipped.seen && !['head', 'script', 'title', 'svg'].includes(name)) counted.hidden++
      skipped.seen = false
    },

    end: () => ({ text: writer.end(), ...counted }),
  }
}

function isTracker(name: string, attributes: Readonly<Record<string, string>>): boolean {
  if (name !== 'img') return false
  const style = attributes['style'] ?? ''
  const sizes = [
    attributes['width'],
    attributes['height'],
    ...(style.match(/(?<![-\w])(?:width|height)\s*:\s*\d+/gi) ?? []),
  ]
  return sizes.some((size) => size !== undefined && /(^|\D)[012]$/.test(size.replace(/px$/, '')))
}
