import { driveItemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import { flag, moment, openComplex, text } from '../../odata/property-type.ts'
import type { Expander } from '../../odata/write-entity.ts'
import type { Route } from '../../routing/route.ts'
import { siteOf } from '../drive/drive-of.ts'
import { identity } from '../drive/drive-owner.ts'
import { driveListRules } from '../drive/drive-rules.ts'
import { stableGuid } from '../drive/stable-guid.ts'
import type { Site } from './site.ts'
import { pagesOf, pageUrl, type SitePage, type TextPart } from './site-page.ts'
import { readSites } from './site-permissions.ts'

const workload = 'drive'
const pages = '/sites/{site}/pages'
const one = `${pages}/{page}`
const cast = 'microsoft.graph.sitePage'

/** The pages of sites, to be read only. */
export const pageRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [pages, `${pages}/${cast}`],
    workload,
    permissions: readSites,
    answer: (call) =>
      answerList(call, {
        entity: pageEntity(siteOf(call)),
        rules: driveListRules,
        rows: pagesOf(siteOf(call)),
        context: contextOf(call),
        expand,
      }),
  },
  {
    method: 'GET',
    paths: [one, `${one}/${cast}`],
    workload,
    permissions: readSites,
    answer: (call) =>
      ok(
        entityBody(call, {
          entity: pageEntity(siteOf(call)),
          row: pageOf(call),
          context: contextOf(call),
          expand,
        }),
      ),
  },
  {
    method: 'GET',
    paths: [`${one}/${cast}/webParts`],
    workload,
    permissions: readSites,
    answer: (call) =>
      ok({
        '@odata.context': `${call.base}/$metadata#${contextOf(call)}('${pageOf(call).id}')/${cast}/webParts`,
        value: pageOf(call).columns.map((part) => webPart('microsoft.graph', part)),
      }),
  },
  {
    method: 'GET',
    paths: [`${one}/${cast}/canvasLayout`],
    workload,
    permissions: readSites,
    answer: (call) =>
      ok({
        '@odata.context': `${call.base}/$metadata#${contextOf(call)}('${pageOf(call).id}')/${cast}/canvasLayout/$entity`,
        ...canvasOf(pageOf(call)),
      }),
  },
]

const identitySet = openComplex('identitySet')

const properties = {
  createdDateTime: moment,
  description: text,
  eTag: text,
  id: text,
  lastModifiedDateTime: moment,
  name: text,
  webUrl: text,
  title: text,
  pageLayout: text,
  thumbnailWebUrl: text,
  promotionKind: text,
  showComments: flag,
  showRecommendedPages: flag,
  createdBy: identitySet,
  lastModifiedBy: identitySet,
  parentReference: openComplex('itemReference'),
  contentType: openComplex('contentTypeInfo'),
  publishingState: openComplex('publicationFacet'),
  reactions: openComplex('reactionsFacet'),
} as const

function pageEntity(site: Site): Entity<SitePage> {
  const tag = ({ id }: SitePage): string => `"{${id.toUpperCase()}},1"`
  return {
    name: 'sitePage',
    properties,
    navigation: ['canvasLayout', 'webParts', 'createdByUser', 'lastModifiedByUser'],
    defaults: Object.keys(properties),
    always: [],
    annotations: (page) => ({ '@odata.type': `#${cast}`, '@odata.etag': tag(page) }),
    read(page, property) {
      switch (property) {
        case 'id':
        case 'name':
        case 'title':
        case 'description':
          return page[property]
        case 'eTag':
          return tag(page)
        case 'createdDateTime':
        case 'lastModifiedDateTime':
          return site.createdDateTime
        case 'createdBy':
        case 'lastModifiedBy':
          return identity(site.createdBy)
        case 'webUrl':
          return pageUrl(site, page)
        case 'pageLayout':
          return page.layout
        case 'thumbnailWebUrl':
          return `https://${site.host}/_layouts/15/images/sitepagethumbnail.png`
        default:
          return fixed(site, property)
      }
    },
  }
}

/** What is the same on all pages of a site. */
function fixed(site: Site, property: string): unknown {
  const [, siteId] = site.id.split(',')
  const values: Readonly<Record<string, unknown>> = {
    promotionKind: 'page',
    showComments: true,
    showRecommendedPages: false,
    parentReference: { listId: stableGuid(`${site.id}/pages`), siteId },
    contentType: {
      id: '0x0101009D1CB255DA76424F860D91F20E6C4118009E6554A5E299E84FB2E07731DD6C6D4A',
      name: 'Site Page',
    },
    publishingState: { level: 'published', versionId: '1.0' },
    reactions: {},
  }
  return values[property]
}

const expand: Readonly<Record<string, Expander<SitePage>>> = { canvasLayout: canvasOf }

const layouts = ['oneColumn', 'oneColumn', 'twoColumns', 'threeColumns'] as const

function canvasOf({ columns }: SitePage): object {
  const section = {
    layout: layouts[columns.length] ?? 'threeColumns',
    id: '1',
    emphasis: 'none',
    columns: columns.map((part, i) => ({
      id: String(i + 1),
      width: 12 / columns.length,
      webparts: [webPart('oneDrive', part)],
    })),
  }
  return { horizontalSections: [section] }
}

function webPart(space: 'oneDrive' | 'microsoft.graph', { id, innerHtml }: TextPart): object {
  return { '@odata.type': `#${space}.textWebPart`, id, innerHtml }
}

function pageOf(call: Call): SitePage {
  const wanted = call.params['page']
  return pagesOf(siteOf(call)).find(({ id }) => id === wanted) ?? refuse(driveItemNotFound)
}

function contextOf(call: Call): string {
  return `sites('${encodeURIComponent(siteOf(call).id)}')/pages`
}
