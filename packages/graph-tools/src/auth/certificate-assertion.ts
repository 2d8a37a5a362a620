import { constants, createPrivateKey, type KeyObject, randomUUID, sign, X509Certificate } from 'node:crypto'

import { type Clock, systemClock } from '@graphkeep/core'

import type { AssertionAddress, ClientCertificate } from './client-credential.ts'

/** Far enough that a clock which is ten minutes off, either way, does no harm. */
const reachMs = 15 * 60_000

/**
 * Makes assertions that are signed with a certificate's key (PS256, named by its SHA-256 thumbprint): a credential for whoever
 * takes assertions.
 *
 * @throws TypeError when the key is none, or not the certificate's.
 */
export function certificateAssertions(
  certificate: ClientCertificate,
  clock: Clock = systemClock,
): (address: AssertionAddress) => Promise<string> {
  const key = keyOf(certificate)
  const header = encoded({ alg: 'PS256', typ: 'JWT', 'x5t#S256': thumbprintOf(certificate, key) })

  return async ({ clientId, audience }) => {
    const now = clock.now()
    const claims = encoded({
      aud: audience,
      iss: clientId,
      sub: clientId,
      jti: randomUUID(),
      nbf: Math.floor((now - reachMs) / 1000),
      exp: Math.floor((now + reachMs) / 1000),
    })
    const text = `${header}.${claims}`
    const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    return `${text}.${sign('sha256', Buffer.from(text), { key, ...padding }).toString('base64url')}`
  }
}

function keyOf({ privateKey, passphrase }: ClientCertificate): KeyObject {
  const key = createKey(privateKey, passphrase)
  if (key?.asymmetricKeyType !== 'rsa')
    throw new TypeError('privateKey is an RSA key as PEM; passphrase opens it where it is locked')
  return key
}

/** The library's error may quote what it was given. */
function createKey(key: string, passphrase: string | undefined): KeyObject | undefined {
  try {
    return createPrivateKey({ key, format: 'pem', ...(passphrase !== undefined && { passphrase }) })
  } catch {
    return undefined
  }
}

function thumbprintOf({ certificate }: ClientCertificate, key: KeyObject): string {
  const plain = certificate.replaceAll(':', '')
  if (/^[0-9a-f]{64}$/i.test(plain)) return Buffer.from(plain, 'hex').toString('base64url')
  const known = certificateFrom(certificate)
  if (!known)
    throw new TypeError(
      'certificate is a certificate as PEM, or its SHA-256 thumbprint of 64 hexadecimal digits',
    )
  if (!known.checkPrivateKey(key)) throw new TypeError('privateKey is not the key of certificate')
  return Buffer.from(known.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url')
}

function certificateFrom(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem)
  } catch {
    return undefined
  }
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
