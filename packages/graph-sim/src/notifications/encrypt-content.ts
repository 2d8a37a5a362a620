import {
  constants,
  createCipheriv,
  createHmac,
  publicEncrypt,
  randomBytes,
  X509Certificate,
} from 'node:crypto'

/** Resource data as a rich notification carries it (Graph rule 46). */
export interface EncryptedContent {
  readonly data: string
  readonly dataKey: string
  readonly dataSignature: string
  readonly encryptionCertificateId: string
  readonly encryptionCertificateThumbprint: string
}

/** Encrypts a text with a key of its own, which only the holder of the certificate's private key can read. */
export function encryptContent(
  content: string,
  certificate: string,
  certificateId: string,
): EncryptedContent {
  const x509 = new X509Certificate(Buffer.from(certificate, 'base64'))
  const key = randomBytes(32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16))
  const data = Buffer.concat([cipher.update(content, 'utf8'), cipher.final()])
  const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }
  return {
    data: data.toString('base64'),
    dataKey: publicEncrypt({ key: x509.publicKey, ...padding }, key).toString('base64'),
    dataSignature: createHmac('sha256', key).update(data).digest('base64'),
    encryptionCertificateId: certificateId,
    encryptionCertificateThumbprint: x509.fingerprint.replaceAll(':', ''),
  }
}
