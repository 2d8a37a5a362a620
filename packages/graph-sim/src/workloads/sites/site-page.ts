import { escapeHtml } from '../../mime/text-to-html.ts'
import { stableGuid } from '../drive/stable-guid.ts'
import { type Site, siteWebUrl } from './site.ts'

/** A page of a site. */
export interface SitePage {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly description: string
  readonly layout: 'home' | 'article'
  /** What is on it, a text a column. */
  readonly columns: readonly TextPart[]
}

/** A text on a page. */
export interface TextPart {
  readonly id: string
  readonly innerHtml: string
}

/** The pages of a site, by name: the first that people see, and one about it. */
export function pagesOf(site: Site): readonly SitePage[] {
  const { displayName, description } = site
  return [
    page(site, 'About.aspx', `About ${displayName}`, 'article', [
      description,
      `Ask the owners of ${displayName}.`,
    ]),
    page(site, 'Home.aspx', displayName, 'home', [description]),
  ]
}

function page(
  site: Site,
  name: string,
  title: string,
  layout: SitePage['layout'],
  texts: readonly string[],
): SitePage {
  const id = stableGuid(`${site.id}/${name}`)
  const columns = texts.map((text, i) => ({
    id: stableGuid(`${id}/${i}`),
    innerHtml: `<p>${escapeHtml(text)}</p>`,
  }))
  return { id, name, title, description: site.description, layout, columns }
}

/** The address of a page for a browser. */
export function pageUrl(site: Site, { name }: SitePage): string {
  return `${siteWebUrl(site)}/SitePages/${name}`
}
