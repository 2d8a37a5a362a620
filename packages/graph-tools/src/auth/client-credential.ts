/** A certificate that the app registration knows, and the key to it. */
export interface ClientCertificate {
  /** The RSA key as PEM. */
  readonly privateKey: string

  /** Opens the key. Default: it is not locked. */
  readonly passphrase?: string

  /** The certificate as PEM, or the hexadecimal SHA-256 thumbprint of it. */
  readonly certificate: string
}

/** For whom an assertion is, and to whom it is shown. */
export interface AssertionAddress {
  readonly clientId: string

  /** The address of the sign-in service's token endpoint. */
  readonly audience: string
}

/** How a confidential app proves that it is itself. */
export type ClientCredential =
  | { readonly secret: string }
  | {
      /** Gets a signed assertion, e.g. of somebody whom the app registration trusts; asked anew for each token. */
      readonly assertion: (address: AssertionAddress) => Promise<string>
    }
