import { type Declarations, declarationsOf } from './css-declarations.ts'

/** What the style sheets of a page say of its elements, as far as it can be told without drawing the page. */
export interface StyleSheet {
  /** Adds the text of a `style` element. */
  add(css: string): void

  /** Returns what holds for an element, its own `style` included. */
  of(name: string, attributes: Readonly<Record<string, string>>): Declarations

  /** Says whether some rule that was not understood gives the element a background. */
  mayHaveBackground(name: string, attributes: Readonly<Record<string, string>>): boolean
}

/**
 * Makes a style sheet without rules. Rules are understood when their selector is one element, class or id; those inside
 * `@media` and the like are left alone.
 */
export function createStyleSheet(): StyleSheet {
  const rules = new Map<string, Declarations>()
  const backgrounds = new Set<string>()

  function addRule(selector: string, declarations: Declarations): void {
    const name = /^(?:[a-z0-9*]*([.#][\w-]+)|([a-z0-9]+))$/i.exec(selector.trim())
    const key = name?.[1] ?? name?.[2]?.toLowerCase()
    if (key !== undefined) rules.set(key, new Map([...(rules.get(key) ?? []), ...declarations]))
    else if (hasBackground(declarations)) for (const part of lastParts(selector)) backgrounds.add(part)
  }

  return {
    add(css) {
      const plain = css
        .replace(/\/\*[\s\S]*?\*\/|<!--|-->/g, '')
        .replace(/@[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^{;]*;/g, '')
      for (const [, selectors = '', declarations = ''] of plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
        const read = declarationsOf(declarations)
        for (const selector of selectors.split(',')) addRule(selector, read)
      }
    },

    of(name, attributes) {
      const own = declarationsOf(attributes['style'] ?? '')
      if (rules.size === 0) return own
      return new Map([...namesOf(name, attributes).flatMap((each) => [...(rules.get(each) ?? [])]), ...own])
    },

    mayHaveBackground: (name, attributes) =>
      backgrounds.size > 0 && namesOf(name, attributes).some((each) => backgrounds.has(each)),
  }
}

/** The names that rules know an element by, those that count more last. */
function namesOf(name: string, attributes: Readonly<Record<string, string>>): readonly string[] {
  const classes = (attributes['class'] ?? '').split(/\s+/).filter((each) => each !== '')
  const id = attributes['id']
  return [name, ...classes.map((each) => `.${each}`), ...(id ? [`#${id}`] : [])]
}

function hasBackground(declarations: Declarations): boolean {
  return ['background', 'background-color', 'background-image'].some((name) => declarations.has(name))
}

function lastParts(selector: string): readonly string[] {
  const last =
    selector
      .trim()
      .split(/[\s>+~]+/)
      .at(-1) ?? ''
  return (
    last
      .match(/^[a-z0-9]+|[.#][\w-]+/gi)
      ?.map((part) => part.replace(/^[a-z]+$/i, (tag) => tag.toLowerCase())) ?? []
  )
}
