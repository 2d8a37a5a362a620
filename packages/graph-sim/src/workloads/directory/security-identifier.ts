/** The security identifier that follows from the id of a user or a group: its four numbers of 32 bits. */
export function securityIdentifierOf(id: string): string {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
  const numbers = [
    bytes.readUInt32BE(0),
    bytes.readUInt16BE(6) * 0x1_0000 + bytes.readUInt16BE(4),
    bytes.readUInt32LE(8),
    bytes.readUInt32LE(12),
  ]
  return `S-1-12-1-${numbers.join('-')}`
}
