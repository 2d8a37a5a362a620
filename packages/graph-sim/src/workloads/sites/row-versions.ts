import type { Call } from '../../gateway/call.ts'
import type { ListSource } from '../../odata/answer-list.ts'
import { moment, openComplex, text } from '../../odata/property-type.ts'
import { identity } from '../drive/drive-owner.ts'
import { driveListRules } from '../drive/drive-rules.ts'
import { rowsContext } from './list-item-body.ts'
import type { RowVersion } from './site.ts'
import { rowOf } from './site-call.ts'

const properties = {
  id: text,
  lastModifiedBy: openComplex('identitySet'),
  lastModifiedDateTime: moment,
  publication: openComplex('publicationFacet'),
} as const

/** The versions of a row, the present one first; their fields come with `$expand=fields`. */
export function versionSource(call: Call): ListSource<RowVersion> {
  const item = rowOf(call)
  const { fields, lastModifiedDateTime, lastModifiedBy, history, file } = item
  const number = file?.item.contentVersion ?? item.version
  return {
    entity: {
      name: 'listItemVersion',
      properties,
      navigation: ['fields'],
      defaults: ['id', 'lastModifiedBy', 'lastModifiedDateTime'],
      always: [],
      annotations: () => ({}),
      read(version, property) {
        if (property === 'lastModifiedDateTime') return version[property]
        if (property === 'lastModifiedBy') return identity(version[property])
        const id = `${version.number}.0`
        return property === 'id' ? id : { level: 'published', versionId: id }
      },
    },
    rules: driveListRules,
    rows: [{ number, fields, lastModifiedDateTime, lastModifiedBy }, ...history.toReversed()],
    context: `${rowsContext(call)}('${item.number}')/versions`,
    expand: { fields: (version) => Object.fromEntries(version.fields) },
  }
}
