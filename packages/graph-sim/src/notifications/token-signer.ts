import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type { Clock } from '../tenant/clock.ts'

/** The app that Graph sends notifications as; clients check it in `appid` (Graph rule 46). */
const publisher = '0bf30f3b-4a52-48df-9a82-234910c4a086'

/** Makes the tokens by which clients know that a rich notification is the tenant's, and the keys to check them with. */
export interface TokenSigner {
  /** A token for the given app, signed with RS256. */
  tokenFor(appId: string): string
  /** The public key as a JWKS. */
  keys(): object
}

/** Creates a signer whose key is made when it is first needed, and is a new one in every process. */
export function createTokenSigner(tenantId: string, clock: Clock): TokenSigner {
  let pair: KeyPair | undefined
  const pairNow = (): KeyPair => {
    pair ??= newPair()
    return pair
  }

  return {
    tokenFor(appId) {
      const { privateKey, id } = pairNow()
      const now = Math.floor(clock.now() / 1000)
      const issuer = `https://sts.windows.net/${tenantId}/`
      const text = [
        { typ: 'JWT', alg: 'RS256', x5t: id, kid: id },
        {
          aud: appId,
          iss: issuer,
          iat: now,
          nbf: now,
          exp: now + lifetime,
          aio: randomBytes(24).toString('base64'),
          appid: publisher,
          appidacr: '2',
          azp: publisher,
          idp: issuer,
          tid: tenantId,
          uti: randomBytes(16).toString('base64url'),
          ver: '1.0',
        },
      ]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.')
      return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`
    },
    keys() {
      const { publicKey, id } = pairNow()
      return {
        keys: [{ ...publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: id, x5t: id }],
      }
    },
  }
}

/** In seconds, as Microsoft's are. */
const lifetime = 29_100

interface KeyPair {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  readonly id: string
}

function newPair(): KeyPair {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const der = pair.publicKey.export({ format: 'der', type: 'spki' })
  return { ...pair, id: createHash('sha1').update(der).digest('base64url') }
}
