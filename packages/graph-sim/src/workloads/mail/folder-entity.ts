import { customFilterTypes, readCustomData } from '../../custom-data/expand-custom-data.ts'
import type { Entity } from '../../odata/entity.ts'
import { flag, int32, text } from '../../odata/property-type.ts'
import type { OutlookIds } from '../outlook/outlook-ids.ts'
import type { MailFolder } from './mail-folder.ts'

const properties = {
  id: text,
  displayName: text,
  parentFolderId: text,
  childFolderCount: int32,
  unreadItemCount: int32,
  totalItemCount: int32,
  isHidden: flag,
} as const

/** Mail folders as Graph describes them. */
export function folderEntity(ids: OutlookIds): Entity<MailFolder> {
  return {
    name: 'mailFolder',
    properties,
    filterOnly: customFilterTypes,
    navigation: [
      'childFolders',
      'messages',
      'messageRules',
      'singleValueExtendedProperties',
      'multiValueExtendedProperties',
    ],
    defaults: Object.keys(properties),
    always: ['id'],
    annotations: ({ search }) =>
      search === undefined ? {} : { '@odata.type': '#microsoft.graph.mailSearchFolder' },
    derived: ({ search }) => {
      if (search === undefined) return {}
      const { find, ...shown } = search
      return { isSupported: true, ...shown }
    },
    read: (folder, property) => readProperty(folder, property, ids),
  }
}

function readProperty(folder: MailFolder, property: string, ids: OutlookIds): unknown {
  switch (property) {
    case 'id':
      return ids.folder(folder.number)
    case 'parentFolderId':
      return ids.folder(folder.parent?.number ?? folder.number)
    case 'childFolderCount':
      return folder.children.filter(({ isHidden }) => !isHidden).length
    case 'unreadItemCount':
      return folder.messages.reduce((count, { isRead }) => (isRead ? count : count + 1), 0)
    case 'totalItemCount':
      return folder.messages.length
    case 'displayName':
      return folder.displayName
    case 'isHidden':
      return folder.isHidden
    default:
      return readCustomData(folder, property)
  }
}
