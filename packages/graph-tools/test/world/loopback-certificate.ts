import { generate } from 'selfsigned'

/** A key and a certificate for it that signs itself, as PEM. */
export interface KeyPair {
  readonly key: string
  readonly cert: string
}

/** Makes a pair that nobody has used before, for `localhost`. */
export async function makeKeyPair(): Promise<KeyPair> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  })
  return { key, cert }
}
