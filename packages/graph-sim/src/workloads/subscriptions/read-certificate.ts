import { X509Certificate } from 'node:crypto'
import { refuse } from '../../errors/graph-problem.ts'
import { invalidRequest } from './subscription-problems.ts'

/** Reads a certificate in base64; refuses what is none, and keys that are not RSA of 2,048 to 4,096 bits. */
export function readCertificate(base64: string): X509Certificate {
  const certificate = parse(base64)
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey
  const bits = asymmetricKeyDetails?.modulusLength ?? 0
  if (asymmetricKeyType !== 'rsa' || bits < 2048 || bits > 4096)
    refuse(invalidRequest('encryptionCertificate needs an RSA key of 2048 to 4096 bits.'))
  return certificate
}

function parse(base64: string): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'))
  } catch {
    return refuse(invalidRequest('encryptionCertificate has to be a base64-encoded X.509 certificate.'))
  }
}
