/** How one reader treats a message, under Graph's own names. */
export interface Viewpoint {
  readonly isRead: boolean
  readonly isArchived: boolean
  readonly isFavorited: boolean
}

/** How readers treat Microsoft's announcements. */
export interface Viewpoints {
  of(reader: string, message: string): Viewpoint
  change(reader: string, message: string, change: Partial<Viewpoint>): void
}

const fresh: Viewpoint = { isRead: false, isArchived: false, isFavorited: false }

/** Creates the viewpoints of a tenant in which nobody has read anything. */
export function createViewpoints(): Viewpoints {
  const known = new Map<string, Viewpoint>()
  const of = (reader: string, message: string): Viewpoint => known.get(`${reader} ${message}`) ?? fresh
  return {
    of,
    change: (reader, message, change) =>
      known.set(`${reader} ${message}`, { ...of(reader, message), ...change }),
  }
}
