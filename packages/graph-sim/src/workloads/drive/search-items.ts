import { matchesText } from '../../search/match-text.ts'
import { within } from './drive.ts'
import type { DriveItem } from './drive-item.ts'

/** Finds items below one whose name, description or text has every word of the query (Graph rule 16). */
export function searchItems(
  start: DriveItem,
  query: string,
  scope: 'below' | 'and itself' = 'below',
): readonly DriveItem[] {
  const words = query.toLowerCase().match(/[^\s"]+/g) ?? []
  if (words.length === 0) return []
  return within(start)
    .slice(scope === 'below' ? 1 : 0)
    .filter((item) => {
      const text = `${item.name} ${item.description ?? ''} ${item.content?.text ?? ''}`.toLowerCase()
      return words.every((word) =>
        matchesText(text, {
          kind: 'term',
          property: undefined,
          operator: ':',
          value: `${word}*`,
          form: 'word',
        }),
      )
    })
}
