import { type Color, colorOf, contrast, upon } from './css-color.ts'
import type { Declarations } from './css-declarations.ts'

/** What decides whether the words of an element can be seen, and what elements in it inherit. */
export interface Look {
  /** In pixels. */
  readonly fontSize: number
  readonly color: Color

  /** `undefined` where a picture or an unknown rule makes it uncertain. */
  readonly background: Color | undefined
  readonly visible: boolean
}

/** How a page looks that says nothing of it. */
export const plainLook: Look = {
  fontSize: 16,
  color: [0, 0, 0, 1],
  background: [255, 255, 255, 1],
  visible: true,
}

/** What can just be told apart; words with less contrast are not meant for a reader. */
const leastContrast = 1.25
const leastFontSize = 2

/** Says whether a reader can see words of that look. */
export function showsWords({ fontSize, color, background, visible }: Look): boolean {
  if (!visible || fontSize < leastFontSize || color[3] < 0.05) return false
  return background === undefined || contrast(upon(color, background), background) >= leastContrast
}

/** What is known of an element. */
export interface StyledElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly declarations: Declarations

  /** Whether it may have a background that is not known. */
  readonly uncertain: boolean
}

/** Returns the look of an element in another one. */
export function lookIn(parent: Look, element: StyledElement): Look {
  const { attributes, declarations, uncertain } = element
  return {
    fontSize: fontSizeIn(parent.fontSize, declarations),
    color: textColor(parent.color, element),
    background: uncertain ? undefined : backgroundIn(parent.background, attributes, declarations),
    visible: visibleIn(parent.visible, declarations.get('visibility')),
  }
}

function visibleIn(parent: boolean, value: string | undefined): boolean {
  if (value === 'hidden' || value === 'collapse') return false
  return value === 'visible' || value === 'initial' ? true : parent
}

function fontSizeIn(parent: number, declarations: Declarations): number {
  const short = /(?:^|\s)(\d*\.?\d+(?:px|pt|em|rem|%|vw)?)(?:\s*\/|\s)/.exec(
    declarations.get('font') ?? '',
  )?.[1]
  const value = declarations.get('font-size') ?? short ?? ''
  const [, number, unit = 'px'] = /^(\d*\.?\d+)(px|pt|em|rem|%|ex|vw|vh)?$/.exec(value) ?? []
  if (number === undefined) return parent
  const factor = { em: parent, ex: parent / 2, '%': parent / 100, rem: 16, pt: 4 / 3 }[unit] ?? 1
  return Number(number) * factor
}

/** A link is blue whatever stands round it, unless it says otherwise itself. */
const linkColor: Color = [0, 0, 238, 1]

function textColor(parent: Color, { name, attributes, declarations }: StyledElement): Color {
  const fill = declarations.get('-webkit-text-fill-color')
  const old = attributes['color'] ?? attributes['text']
  const value = fill ?? declarations.get('color') ?? old?.trim().toLowerCase()
  const isLink = name === 'a' && 'href' in attributes && value !== 'inherit'
  return (value !== undefined && colorOf(value)) || (isLink ? linkColor : parent)
}

function backgroundIn(
  below: Color | undefined,
  attributes: Readonly<Record<string, string>>,
  declarations: Declarations,
): Color | undefined {
  const image = declarations.get('background-image') ?? declarations.get('background') ?? ''
  if (/url\(|gradient\(/.test(image) || attributes['background']) return undefined
  const words = (declarations.get('background-color') ?? declarations.get('background') ?? '').match(
    /[a-z]+\([^)]*\)|\S+/g,
  )
  const color = words?.map(colorOf).find((each) => each !== undefined)
  const own = color ?? colorOf((attributes['bgcolor'] ?? '').trim().toLowerCase())
  if (!own || own[3] === 0) return below
  if (own[3] === 1) return own
  return below && upon(own, below)
}
