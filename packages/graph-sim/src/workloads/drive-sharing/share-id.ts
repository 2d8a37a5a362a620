/** Writes an address as the id that `/shares` takes it by. */
export function shareIdOf(webUrl: string): string {
  return `u!${Buffer.from(webUrl).toString('base64url')}`
}

/** Reads the address out of an id; `undefined` for what is none. */
export function webUrlOf(shareId: string): string | undefined {
  return shareId.startsWith('u!') ? Buffer.from(shareId.slice(2), 'base64url').toString() : undefined
}
