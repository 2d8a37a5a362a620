/** An app that the company has registered, and what it may sign in as. */
export interface RegisteredApp {
  readonly appId: string
  readonly displayName: string
  readonly createdDateTime: string
  /** `undefined` for one of Microsoft's, which has no registration in this tenant. */
  readonly redirectUris: readonly string[] | undefined
  readonly tags: readonly string[]
}

/** The apps of every tenant: two of the company's own, and those of Microsoft that clients look for. */
export const registeredApps: readonly RegisteredApp[] = [
  {
    appId: '5f0b9c6e-6a51-4d3c-9a52-0d8e6f1b7c20',
    displayName: 'Harbour Desk',
    createdDateTime: '2022-05-10T09:12:00Z',
    redirectUris: ['http://localhost'],
    tags: ['WindowsAzureActiveDirectoryIntegratedApp'],
  },
  {
    appId: '7a2e4f80-1c3d-4b6a-8f95-2d0c7e9b3a41',
    displayName: 'Calibration Archive',
    createdDateTime: '2023-02-01T13:40:00Z',
    redirectUris: ['https://archive.solvang.example/signin'],
    tags: ['WindowsAzureActiveDirectoryIntegratedApp'],
  },
  {
    appId: '00000003-0000-0000-c000-000000000000',
    displayName: 'Microsoft Graph',
    createdDateTime: '2014-03-03T08:00:00Z',
    redirectUris: undefined,
    tags: [],
  },
  {
    appId: '8bd644d1-64a1-4d4b-ae52-2e0cbf64e373',
    displayName: 'Microsoft Exchange Message Trace',
    createdDateTime: '2026-02-02T07:30:00Z',
    redirectUris: undefined,
    tags: [],
  },
]

/** The tenant in which Microsoft registers its own apps. */
export const microsoftTenant = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'

/** The id of an app's registration or service principal in a tenant. */
export function objectIdOf(
  app: RegisteredApp,
  kind: 'application' | 'servicePrincipal',
  tenantId: string,
): string {
  const digit = kind === 'application' ? 'a' : 'b'
  return `${digit}${app.appId.slice(1, 24)}${tenantId.slice(24)}`
}
