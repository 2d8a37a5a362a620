import type { Call } from '../../gateway/call.ts'
import type { User } from '../directory/user.ts'
import { type Drive, within } from '../drive/drive.ts'
import { webUrl } from '../drive/drive-entity.ts'
import type { DriveItem } from '../drive/drive-item.ts'
import type { DrivePlace } from '../drive/drive-place.ts'
import { permissionsOn } from '../drive-sharing/permissions-on.ts'
import { fieldsOf } from '../sites/list-item-entity.ts'
import { type ListItem, type Site, type SiteList, siteWebUrl } from '../sites/site.ts'
import { listWebUrl, siteEntity } from '../sites/site-entity.ts'
import type { Candidate, ManagedProperties } from './candidate.ts'
import type { SearchRequest } from './search-request.ts'
import type { SearchedType } from './searched-type.ts'

/** Everything of the wanted types that the caller may see. */
export function collectCandidates(call: Call, request: SearchRequest): readonly Candidate[] {
  const { types } = request
  const wanted = (type: SearchedType): boolean => types.includes(type)
  const files = wanted('driveItem') || wanted('listItem') ? fileCandidates(call, request) : []
  return [
    ...files,
    ...(wanted('drive') ? driveCandidates(call, request) : []),
    ...(wanted('site') || wanted('list') || wanted('listItem') ? siteCandidates(call, wanted) : []),
  ]
}

function fileCandidates(call: Call, request: SearchRequest): readonly Candidate[] {
  const type = request.types.includes('driveItem') ? 'driveItem' : 'listItem'
  return call.tenant.drivePlaces().flatMap((place) => {
    const drive = place.open()
    const items = within(drive.root).slice(1)
    const visible = isOpen(call, request, place) ? items : items.filter((item) => isShared(call, item, drive))
    return visible.map((item) => fileCandidate(item, drive, type))
  })
}

/** Whether all of a drive may be seen: people see their own, apps private ones on demand, and both those of sites. */
function isOpen({ principal }: Call, { includesPrivate }: SearchRequest, { user }: DrivePlace): boolean {
  if (user === undefined) return true
  return principal.kind === 'delegated' ? user === principal.user : includesPrivate
}

/** People see what is shared with them, apps what is shared with anybody. */
function isShared({ principal, tenant }: Call, item: DriveItem, drive: Drive): boolean {
  const shared = permissionsOn(item, drive, tenant.clock.now()).slice(1)
  if (principal.kind === 'application') return shared.length > 0
  return shared.some(({ grant }) => grant.grantees.some(({ id }) => id === principal.user.id))
}

function fileCandidate(item: DriveItem, drive: Drive, type: 'driveItem' | 'listItem'): Candidate {
  const { name, createdDateTime, lastModifiedDateTime, content, number } = item
  const unique = drive.ids.guid(number)
  const id = type === 'driveItem' ? drive.ids.item(number) : unique.toLowerCase()
  const size = content?.size ?? 0
  return {
    type,
    hitId: id,
    text: `${item.description ?? ''}\n${content?.text ?? ''}`,
    columns: {
      ...Object.fromEntries(item.fields),
      title: name,
      contentclass: 'STS_ListItem_DocumentLibrary',
    },
    managed: {
      ...peopleOf(item.createdBy, item.lastModifiedBy),
      title: name,
      path: webUrl(item, drive),
      created: createdDateTime,
      lastmodifiedtime: lastModifiedDateTime,
      contentclass: 'STS_ListItem_DocumentLibrary',
      filetype: content === undefined ? '' : (/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''),
      size,
      isdocument: String(content !== undefined),
    },
    resource: {
      '@odata.type': `#microsoft.graph.${type}`,
      size,
      fileSystemInfo: { createdDateTime, lastModifiedDateTime },
      id,
      createdBy: by(item.createdBy),
      createdDateTime,
      lastModifiedBy: by(item.lastModifiedBy),
      lastModifiedDateTime,
      name,
      parentReference: {
        siteId: drive.home.siteId,
        driveId: drive.ids.drive,
        sharepointIds: { listId: drive.home.listId, listItemId: String(number), listItemUniqueId: unique },
      },
      webUrl: webUrl(item, drive),
    },
  }
}

function driveCandidates(call: Call, request: SearchRequest): readonly Candidate[] {
  const open = call.tenant.drivePlaces().filter((place) => isOpen(call, request, place))
  return open.map((place) => driveCandidate(place.open()))
}

function driveCandidate(drive: Drive): Candidate {
  const { home, root, ids } = drive
  const { createdDateTime, lastModifiedDateTime, createdBy, lastModifiedBy } = root
  return {
    type: 'drive',
    hitId: ids.drive,
    text: '',
    managed: {
      ...noFile,
      ...peopleOf(createdBy, lastModifiedBy),
      title: home.name,
      path: webUrl(root, drive),
      created: createdDateTime,
      lastmodifiedtime: lastModifiedDateTime,
      contentclass: 'STS_List_DocumentLibrary',
    },
    resource: {
      '@odata.type': '#microsoft.graph.drive',
      id: ids.drive,
      createdBy: by(createdBy),
      createdDateTime,
      lastModifiedDateTime,
      name: home.name,
      parentReference: { siteId: home.siteId },
      webUrl: webUrl(root, drive),
    },
  }
}

function siteCandidates(call: Call, wanted: (type: SearchedType) => boolean): readonly Candidate[] {
  return call.tenant
    .sites()
    .all.flatMap((site) => [
      ...(wanted('site') ? [siteCandidate(site, call)] : []),
      ...site.lists.flatMap((list) => [
        ...(wanted('list') ? [listCandidate(site, list)] : []),
        ...(wanted('listItem') ? [...list.items.values()].map((row) => rowCandidate(site, list, row)) : []),
      ]),
    ])
}

const noPeople = { author: '', modifiedby: '' }
const noFile = { filetype: '', size: 0, isdocument: 'false' }

function siteCandidate(site: Site, { view }: Call): Candidate {
  const lastModifiedDateTime = String(siteEntity.read(site, 'lastModifiedDateTime', view))
  const { id, createdDateTime, description, displayName } = site
  return {
    type: 'site',
    hitId: id,
    text: description,
    managed: {
      ...noPeople,
      ...noFile,
      title: displayName,
      path: siteWebUrl(site),
      created: createdDateTime,
      lastmodifiedtime: lastModifiedDateTime,
      contentclass: 'STS_Site',
    },
    resource: {
      '@odata.type': '#microsoft.graph.site',
      id,
      createdDateTime,
      description,
      lastModifiedDateTime,
      displayName,
      name: siteEntity.read(site, 'name', view),
      webUrl: siteWebUrl(site),
    },
  }
}

function listCandidate(site: Site, list: SiteList): Candidate {
  const { id, displayName, description, lastModifiedDateTime, createdDateTime, name, createdBy } = list
  return {
    type: 'list',
    hitId: id,
    text: description,
    managed: {
      ...noFile,
      ...peopleOf(createdBy, createdBy),
      title: displayName,
      path: listWebUrl(site, list),
      created: createdDateTime,
      lastmodifiedtime: lastModifiedDateTime,
      contentclass: list.library === undefined ? 'STS_List_GenericList' : 'STS_List_DocumentLibrary',
    },
    resource: {
      '@odata.type': '#microsoft.graph.list',
      displayName,
      id,
      description,
      createdDateTime,
      lastModifiedDateTime,
      name,
      parentReference: { siteId: site.id },
      webUrl: listWebUrl(site, list),
    },
  }
}

function rowCandidate(site: Site, list: SiteList, row: ListItem): Candidate {
  const { guid, createdDateTime, lastModifiedDateTime, createdBy, lastModifiedBy, fields } = row
  const title = String(fields.get('Title') ?? '')
  const address = `${listWebUrl(site, list)}/DispForm.aspx?ID=${row.number}`
  return {
    type: 'listItem',
    hitId: guid,
    text: [...fields.values()].join('\n'),
    columns: { ...fieldsOf(row, undefined), title, contentclass: 'STS_ListItem_GenericList' },
    managed: {
      ...noFile,
      ...peopleOf(createdBy, lastModifiedBy),
      title,
      path: address,
      created: createdDateTime,
      lastmodifiedtime: lastModifiedDateTime,
      contentclass: 'STS_ListItem_GenericList',
    },
    resource: {
      '@odata.type': '#microsoft.graph.listItem',
      id: guid,
      createdBy: by(createdBy),
      createdDateTime,
      lastModifiedBy: by(lastModifiedBy),
      lastModifiedDateTime,
      name: title,
      parentReference: {
        siteId: site.id,
        sharepointIds: {
          listId: list.id,
          listItemId: String(row.number),
          listItemUniqueId: guid,
        },
      },
      webUrl: address,
    },
  }
}

function peopleOf(author: User, editor: User): Pick<ManagedProperties, 'author' | 'modifiedby'> {
  return { author: author.displayName, modifiedby: editor.displayName }
}

function by({ displayName, mail, userPrincipalName }: User): object {
  return { user: { displayName, email: mail ?? userPrincipalName } }
}
