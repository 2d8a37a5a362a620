import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** A certificate that signs itself, and the key that belongs to it. */
export interface SelfSigned {
  /** The certificate in DER, as base64. */
  readonly certificate: string
  readonly privateKey: KeyObject
}

/** Makes a certificate with an RSA key of `bits`; nothing but the key in it is of any use. */
export function selfSigned(bits = 2048): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: bits })
  const algorithm = der(0x30, oid('1.2.840.113549.1.1.11'), der(0x05))
  const name = der(0x30, der(0x31, der(0x30, oid('2.5.4.3'), der(0x0c, Buffer.from('hook')))))
  const validity = der(0x30, der(0x17, Buffer.from('250101000000Z')), der(0x17, Buffer.from('450101000000Z')))
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ format: 'der', type: 'spki' }),
  )
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey))
  return { certificate: der(0x30, body, algorithm, signature).toString('base64'), privateKey }
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const size = content.length
  const head = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff]
  return Buffer.concat([Buffer.from([tag, ...head]), content])
}

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = rest.flatMap((value) => {
    const groups = [value & 0x7f]
    for (let left = value >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80)
    return groups
  })
  return der(0x06, Buffer.from([first * 40 + second, ...bytes]))
}
