import type {
  ColumnDefinition,
  List,
  ListItem,
  Permission,
  SharedDriveItem,
  Site,
} from '@microsoft/microsoft-graph-types'
import { expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

/** Names that Microsoft's types have, so that a misspelt one does not compile. */
const named =
  <type>() =>
  (...names: readonly (keyof type & string)[]): readonly string[] =>
    names

const stamps = ['createdDateTime', 'lastModifiedDateTime', 'webUrl', 'id'] as const
const site = named<Site>()(...stamps, 'description', 'name', 'displayName', 'root', 'siteCollection')
const list = named<List>()(
  ...stamps,
  'description',
  'eTag',
  'name',
  'displayName',
  'createdBy',
  'lastModifiedBy',
  'parentReference',
  'list',
)
const row = named<ListItem>()(
  ...stamps,
  'eTag',
  'createdBy',
  'lastModifiedBy',
  'parentReference',
  'contentType',
)
const column = named<ColumnDefinition>()(
  'id',
  'name',
  'displayName',
  'description',
  'columnGroup',
  'enforceUniqueValues',
  'hidden',
  'indexed',
  'readOnly',
  'required',
  'text',
  'choice',
  'dateTime',
  'number',
)
const share = named<SharedDriveItem>()('id', 'name', 'owner')
const permission = named<Permission>()(
  'id',
  'roles',
  'shareId',
  'expirationDateTime',
  'hasPassword',
  'link',
  'grantedTo',
  'grantedToV2',
  'grantedToIdentities',
  'grantedToIdentitiesV2',
  'inheritedFrom',
  'invitation',
)

it('sites, lists, rows, columns, permissions and shares have no properties but those of Microsoft’s types', async () => {
  const client = clientOf(smallTenant({ files: 0 }))
  await client.put('/me/drive/root:/a.txt:/content', 'a')
  const made = await client.post('/me/drive/root:/a.txt:/createLink', { type: 'view' })
  const lists = '/sites/root/lists'
  const answers: readonly (readonly [string, readonly string[]])[] = [
    ['/sites/root', site],
    [`${lists}/Risks`, list],
    [`${lists}/Risks/items/1`, row],
    [`${lists}/Risks/columns/Title`, column],
    [`/me/drive/root:/a.txt:/permissions/${made.json['id']}`, permission],
    [`/shares/${made.json['shareId']}`, share],
  ]
  for (const [path, known] of answers) {
    const { json } = await client.get(path)
    const names = Object.keys(json).filter((name) => !name.includes('@'))
    expect(names.filter((name) => !known.includes(name))).toEqual([])
    expect(names.length).toBeGreaterThan(2)
  }
})
