/** A certificate that the app registration knows, and the key to it. */
export interface ClientCertificate {
  /** The RSA key as PEM. */
  readonly privateKey: string

  /** Opens the key. Default: it is not locked. */
  readonly passphrase?: string

  /** The certificate as PEM, or the hexadecimal SHA-256 thumbprint of it. */
  readonly certificate: string
}

/** How a confidential app proves that it is itself. */
export type ClientCredential =
  | { readonly secret: string }
  | { readonly certificate: ClientCertificate }
  | {
      /** Gets a signed assertion of somebody whom the app registration trusts; asked anew for each token. */
      readonly assertion: () => Promise<string>
    }
