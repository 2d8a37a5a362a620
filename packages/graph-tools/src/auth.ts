export type { AppRegistration } from './auth/app-registration.ts'
export { bearer, staticToken } from './auth/bearer.ts'
export type { DeviceCodePrompt } from './auth/device-code-prompt.ts'
export {
  type DeviceCodeOptions,
  type DeviceCodeSignIn,
  deviceCodeSignIn,
  type SignedInAccount,
  type SignInState,
} from './auth/device-code-sign-in.ts'
export type { TokenOptions, TokenSource } from './client/token-source.ts'
