export type { AppRegistration } from './auth/app-registration.ts'
export { bearer, staticToken } from './auth/bearer.ts'
export { certificateAssertions } from './auth/certificate-assertion.ts'
export type { AssertionAddress, ClientCertificate, ClientCredential } from './auth/client-credential.ts'
export {
  type ApplicationOptions,
  clientCertificate,
  clientSecret,
  workloadIdentity,
} from './auth/confidential-app.ts'
export type { DeviceCodePrompt } from './auth/device-code-prompt.ts'
export {
  type DeviceCodeOptions,
  type DeviceCodeSignIn,
  deviceCodeSignIn,
} from './auth/device-code-sign-in.ts'
export { type BrowserOptions, type InteractiveSignIn, interactiveSignIn } from './auth/interactive-sign-in.ts'
export type { KeptSignIn, SignedInAccount, SignInOptions, SignInState } from './auth/kept-sign-in.ts'
export { type ManagedIdentityOptions, managedIdentity } from './auth/managed-identity.ts'
export { type OnBehalfOfOptions, onBehalfOf } from './auth/on-behalf-of.ts'
export type { TokenOptions, TokenSource } from './client/token-source.ts'
