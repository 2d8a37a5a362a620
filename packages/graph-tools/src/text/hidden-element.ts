import type { Declarations } from './css-declarations.ts'

/** Elements whose content is never part of the text. */
const withoutText: readonly string[] = [
  'script',
  'style',
  'head',
  'title',
  'template',
  'svg',
  'canvas',
  'audio',
  'video',
  'iframe',
  'object',
  'embed',
  'map',
  'datalist',
]

/** Says whether a reader of the mail would see nothing of an element, whatever is in it. */
export function isHidden(
  name: string,
  attributes: Readonly<Record<string, string>>,
  declarations: Declarations,
): boolean {
  if (withoutText.includes(name) || 'hidden' in attributes) return true
  if (name === 'input' && attributes['type'] === 'hidden') return true
  for (const [property, value] of declarations) if (hiding[property]?.(value)) return true
  return isCutToNothing(declarations)
}

const hiding: Readonly<Record<string, (value: string) => boolean>> = {
  display: (value) => value === 'none',
  opacity: (value) => Number.parseFloat(value) < (value.endsWith('%') ? 5 : 0.05),
  filter: (value) => /opacity\(\s*(0?\.0\d*|0|[0-4](\.\d+)?%)\s*\)/.test(value),
  transform: (value) =>
    /scale[xy]?\(\s*0(\.0\d*)?\s*[,)]/.test(value) || /translate[xy]?\([^)]*-\d{4,}/.test(value),
  zoom: (value) => Number.parseFloat(value) < (value.endsWith('%') ? 5 : 0.05),
  'mso-hide': (value) => value === 'all',
  'content-visibility': (value) => value === 'hidden',
  'text-indent': isFarOff,
  'margin-left': isFarOff,
  'margin-top': isFarOff,
  left: isFarOff,
  right: isFarOff,
  top: isFarOff,
  bottom: isFarOff,
  clip: (value) => {
    const [top, right, bottom, left] = (/^rect\((.*)\)$/.exec(value)?.[1] ?? '')
      .split(/[\s,]+/)
      .map(Number.parseFloat)
    return top === bottom && left === right && top !== undefined
  },
  'clip-path': (value) =>
    /^(inset\(\s*(50|[6-9]\d|100)%|circle\(\s*0|polygon\((\s*0(px|%)?\s+0(px|%)?\s*,?)+\))/.test(value),
}

const sizes = ['max-height', 'max-width', 'height', 'width', 'block-size', 'inline-size']

function isCutToNothing(declarations: Declarations): boolean {
  const isCut = ['overflow', 'overflow-x', 'overflow-y'].some((name) =>
    /^(hidden|clip)/.test(declarations.get(name) ?? ''),
  )
  return (
    isCut && sizes.some((name) => /^(0|0?\.\d+|1)(px|pt|em|rem|%|vh|vw)?$/.test(declarations.get(name) ?? ''))
  )
}

function isFarOff(value: string): boolean {
  const [, number, unit] = /^-(\d*\.?\d+)(px|pt|em|rem|%|vw|vh|in|cm|mm)?$/.exec(value) ?? []
  const least =
    unit === undefined || unit === 'px' || unit === 'pt' || unit === 'mm' ? 900 : unit === '%' ? 100 : 90
  return number !== undefined && Number(number) >= least
}
