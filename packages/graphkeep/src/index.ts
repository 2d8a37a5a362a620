export type { Application, RegisteredApplication } from './connect/application.ts'
export { type BearerOptions, bearer } from './connect/bearer.ts'
export { certificate } from './connect/certificate.ts'
export { clientSecret } from './connect/client-secret.ts'
export type {
  Connect,
  Connection,
  ConnectionParts,
  SignInPrompt,
  SignInState,
  SignInWish,
} from './connect/connection.ts'
export { deviceCode } from './connect/device-code.ts'
export { importedRefreshToken } from './connect/imported-refresh-token.ts'
export { interactive } from './connect/interactive.ts'
export { managedIdentity } from './connect/managed-identity.ts'
export { type OnBehalfOfConnection, onBehalfOf } from './connect/on-behalf-of.ts'
export type { PeopleConnection } from './connect/people.ts'
export type { PublicApp } from './connect/public-app.ts'
export { simulated } from './connect/simulated.ts'
export { type UsersConnection, type WebAppConnection, webApp } from './connect/web-app.ts'
export { workloadIdentity } from './connect/workload-identity.ts'
export { createGraphkeep } from './create-graphkeep.ts'
export type { Graphkeep, GraphkeepOptions } from './graphkeep.ts'
export { serveStdio } from './serve-stdio.ts'
