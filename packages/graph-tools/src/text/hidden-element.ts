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

/** What a style sheet's simple rules hide: class names with a `.`, ids with a `#`. */
export type HiddenNames = ReadonlySet<string>

/** Says whether a reader of the mail would not see an element, nor anything in it. */
export function isHidden(
  name: string,
  attributes: Readonly<Record<string, string>>,
  hiddenNames: HiddenNames,
): boolean {
  if (withoutText.includes(name) || 'hidden' in attributes) return true
  if (name === 'input' && attributes['type'] === 'hidden') return true
  if (isHidingStyle(attributes['style'] ?? '')) return true
  const names = (attributes['class'] ?? '').split(/\s+/).map((each) => `.${each}`)
  return names.some((each) => hiddenNames.has(each)) || hiddenNames.has(`#${attributes['id'] ?? ''}`)
}

/** Collects what the rules of a style sheet hide; rules inside `@media` and the like are left alone. */
export function hiddenNamesOf(styleSheet: string): readonly string[] {
  const plain = styleSheet
    .replace(/\/\*[\s\S]*?\*\/|<!--|-->/g, '')
    .replace(/@[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '')
  return [...plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(([, selectors = '', declarations = '']) =>
    isHidingStyle(declarations) ? selectors.split(',').flatMap(simpleName) : [],
  )
}

function simpleName(selector: string): readonly string[] {
  const [, name] = /^[a-z0-9*]*([.#][\w-]+)$/i.exec(selector.trim()) ?? []
  return name === undefined ? [] : [name]
}

const hiding: Readonly<Record<string, (value: string) => boolean>> = {
  display: (value) => value === 'none',
  visibility: (value) => value === 'hidden' || value === 'collapse',
  opacity: (value) => Number(value) < 0.05,
  'mso-hide': (value) => value === 'all',
  'font-size': isTiny,
  'text-indent': isFarOff,
  left: isFarOff,
  top: isFarOff,
  clip: (value) => /^rect\((0(px)?[\s,]*){4}\)$/.test(value),
}

function isHidingStyle(style: string): boolean {
  const declarations = new Map(style.split(';').map(readDeclaration))
  for (const [property, hides] of Object.entries(hiding)) {
    const value = declarations.get(property)
    if (value !== undefined && hides(value)) return true
  }
  const sizes = ['max-height', 'max-width', 'height', 'width'].map((name) => declarations.get(name))
  return (
    declarations.get('overflow') === 'hidden' &&
    sizes.some((size) => size !== undefined && /^0(px|pt|em|%)?$/.test(size))
  )
}

function readDeclaration(text: string): readonly [string, string] {
  const colon = text.indexOf(':')
  const value = text.slice(colon + 1).replace(/!\s*important/i, '')
  return [text.slice(0, Math.max(colon, 0)).trim().toLowerCase(), value.trim().toLowerCase()]
}

function isFarOff(value: string): boolean {
  return /^-\d{4,}(\.\d+)?(px|pt)$/.test(value)
}

function isTiny(value: string): boolean {
  const [, number, unit = 'px'] = /^(\d*\.?\d+)(px|pt|em|rem|%)?$/.exec(value) ?? []
  const least = unit === 'px' || unit === 'pt' ? 2 : unit === '%' ? 10 : 0.1
  return number !== undefined && Number(number) < least
}
