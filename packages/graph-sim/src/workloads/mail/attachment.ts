/** Something attached to a message or an event. */
export interface Attachment {
  readonly kind: 'file' | 'item' | 'reference'
  readonly name: string
  readonly contentType: string | null
  /** In bytes. */
  readonly size: number
  readonly isInline: boolean
  readonly lastModifiedDateTime: string
  /** The name that an HTML body refers to an inline picture by. */
  readonly contentId: string | undefined
  /** The bytes, made when they are asked for; for an item its MIME. */
  readonly bytes: () => Uint8Array
  /** For an attached item: what Graph shows of it on `$expand`. */
  readonly item: Readonly<Record<string, unknown>> | undefined
}
