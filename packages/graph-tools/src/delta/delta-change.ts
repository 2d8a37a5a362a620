/** A thing as Graph tells it among changes: what was selected of it, or all. */
export interface DeltaItem {
  readonly id: string
  readonly [property: string]: unknown
}

/** What became of one thing. */
export type DeltaChange<T extends object = DeltaItem> = ChangedItem<T> | RemovedItem

/** Something that has come or changed; Graph does not tell these apart, and may tell the same twice (Graph rule 19). */
export interface ChangedItem<T extends object = DeltaItem> {
  readonly kind: 'changed'
  readonly id: string

  /** As it is now. That it has the shape `T` is the caller's claim. */
  readonly item: T
}

/** Something that is no longer where it was. */
export interface RemovedItem {
  readonly kind: 'removed'
  readonly id: string

  /** As Graph says it: a user or group that is `changed` may be restored; for other things the two mean the same. */
  readonly reason: 'changed' | 'deleted'

  /** For a message that still exists, the id of the folder that it is in now. */
  readonly movedTo?: string
}

/** Reads the items of a page; of those that come several times, the last (Graph rule 19), unless their parts add up. */
export function readChanges(
  items: readonly DeltaItem[],
  { addUp }: { readonly addUp: boolean },
): readonly DeltaChange[] {
  const changes = items.map(changeOf)
  return addUp ? changes : [...new Map(changes.map((change) => [change.id, change])).values()]
}

/** Drives mark what is gone by a facet, all others by an annotation. */
function changeOf(item: DeltaItem): DeltaChange {
  const { id, deleted } = item
  const removed = item['@removed']
  if (typeof removed !== 'object' && typeof deleted !== 'object') return { kind: 'changed', id, item }
  const isChange =
    typeof removed === 'object' && removed !== null && 'reason' in removed && removed.reason === 'changed'
  return { kind: 'removed', id, reason: isChange ? 'changed' : 'deleted' }
}
