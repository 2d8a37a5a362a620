import { Parser } from 'htmlparser2'

import { isHidden } from './hidden-element.ts'
import { createHtmlLayout } from './html-layout.ts'
import { type Look, lookIn, plainLook, showsWords } from './inherited-look.ts'
import { createStyleSheet } from './style-sheet.ts'
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

/** An element that is open. */
interface Frame {
  readonly look: Look

  /** Whether nothing of it is seen: not its words, nor those of elements in it. */
  readonly gone: boolean
  readonly name: string

  /** Whether there was something in it that is not seen. */
  missed: boolean
}

const outermost: Frame = { look: plainLook, gone: false, name: '', missed: false }

function createPage(): Page {
  const writer = createTextWriter()
  const layout = createHtmlLayout(writer)
  const sheet = createStyleSheet()
  const frames: Frame[] = [{ ...outermost }]
  const counted = { hidden: 0, trackers: 0 }
  const innermost = () => frames.at(-1) as Frame

  function frameOf(name: string, attributes: Readonly<Record<string, string>>): Frame {
    const parent = innermost()
    const declarations = sheet.of(name, attributes)
    if (parent.gone || isHidden(name, attributes, declarations)) {
      return { look: parent.look, gone: true, name, missed: false }
    }
    const uncertain = sheet.mayHaveBackground(name, attributes)
    return {
      look: lookIn(parent.look, { name, attributes, declarations, uncertain }),
      gone: false,
      name,
      missed: false,
    }
  }

  return {
    open(name, attributes) {
      const frame = frameOf(name, attributes)
      frames.push(frame)
      if (frame.gone) frame.missed = name === 'img'
      else if (isTracker(name, attributes)) counted.trackers++
      else layout.open(name, attributes)
    },

    text(text) {
      const frame = innermost()
      if (frame.name === 'style') sheet.add(text)
      else if (!frame.gone && showsWords(frame.look)) layout.text(visibleText(text))
      else frame.missed ||= visibleLine(text) !== ''
    },

    close(name) {
      const frame = frames.length > 1 ? (frames.pop() as Frame) : innermost()
      const parent = innermost()
      if (!frame.gone) layout.close(name)
      if (!frame.missed || neverShown.includes(name)) return
      // Counted once, by the outermost element that is not seen.
      if (parent.gone || (frames.length > 1 && !showsWords(parent.look))) parent.missed = true
      else counted.hidden++
    },

    end: () => ({ text: writer.end(), ...counted }),
  }
}

/** What is in them is no text that somebody hides. */
const neverShown: readonly string[] = ['head', 'style', 'script', 'title', 'svg']

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
