import { readFile } from 'node:fs/promises'

import { createTenant, importMailFolder } from '@graphkeep/graph-sim'
import { certificateAssertions } from '@graphkeep/graph-tools/auth'

import type { Application, RegisteredApplication } from '../connect/application.ts'
import { bearer } from '../connect/bearer.ts'
import { certificate } from '../connect/certificate.ts'
import { clientSecret } from '../connect/client-secret.ts'
import type { Connect } from '../connect/connection.ts'
import { deviceCode } from '../connect/device-code.ts'
import { importedRefreshToken } from '../connect/imported-refresh-token.ts'
import { interactive } from '../connect/interactive.ts'
import { managedIdentity } from '../connect/managed-identity.ts'
import type { PublicApp } from '../connect/public-app.ts'
import { simulated } from '../connect/simulated.ts'
import { workloadIdentity } from '../connect/workload-identity.ts'
import type { CommandOptions } from './command-options.ts'
import { UsageError } from './usage-error.ts'

interface Way {
  /** What chooses it. */
  readonly name: string
  isChosen(options: CommandOptions): boolean
  connect(options: CommandOptions): Connect | Promise<Connect>
}

const ways: readonly Way[] = [
  { name: '--sim', isChosen: ({ sim }) => sim, connect: offline },
  { name: 'GRAPHKEEP_TOKEN', isChosen: ({ secrets }) => !!secrets.token, connect: ownToken },
  {
    name: 'GRAPHKEEP_CLIENT_SECRET',
    isChosen: ({ secrets }) => !!secrets.clientSecret,
    connect: (options) =>
      clientSecret({ ...registered(options), secret: options.secrets.clientSecret ?? '' }),
  },
  { name: '--certificate', isChosen: (options) => !!options.certificate, connect: withCertificate },
  {
    name: '--workload-identity',
    isChosen: (options) => options.workloadIdentity,
    connect: (options) => {
      const tokenFile = needed(options.tokenFile, '--workload-identity needs AZURE_FEDERATED_TOKEN_FILE.')
      return workloadIdentity({ ...registered(options), tokenFile })
    },
  },
  {
    name: '--managed-identity',
    isChosen: (options) => options.managedIdentity,
    connect: (options) =>
      managedIdentity({ ...application(options), ...(options.clientId && { clientId: options.clientId }) }),
  },
  {
    name: 'GRAPHKEEP_REFRESH_TOKEN',
    isChosen: ({ secrets }) => !!secrets.refreshToken,
    connect: (options) =>
      importedRefreshToken({ ...publicApp(options), refreshToken: options.secrets.refreshToken ?? '' }),
  },
  {
    name: '--interactive',
    isChosen: (options) => options.interactive,
    connect: (options) => interactive(publicApp(options)),
  },
]

/**
 * Chooses the way to a tenant that the options describe; `undefined` when they name none.
 *
 * @throws {@link UsageError} when they name several, or one without what it needs.
 */
export async function connectFrom(options: CommandOptions): Promise<Connect | undefined> {
  const [way, ...others] = ways.filter(({ isChosen }) => isChosen(options))
  if (!way) return options.clientId ? deviceCode(publicApp(options)) : undefined
  if (others.length === 0) return way.connect(options)
  throw new UsageError(`Choose one: ${[way, ...others].map(({ name }) => name).join(' or ')}.`)
}

async function offline({ mail }: CommandOptions): Promise<Connect> {
  const tenant = createTenant()
  if (mail) await importMailFolder(tenant, mail)
  return simulated(tenant)
}

function ownToken(options: CommandOptions): Connect {
  const { tenant, account, baseUrl } = application(options)
  const token = options.secrets.token ?? ''
  return bearer({ scope: { tenant, account }, token, ...(baseUrl && { baseUrl }) })
}

async function withCertificate(options: CommandOptions): Promise<Connect> {
  const { certificate: file = '', secrets } = options
  const app = registered(options)
  const pem = await readFile(file, 'utf8').catch((error: Error) => {
    throw new UsageError(`--certificate ${file}: ${error.message}`)
  })
  const { passphrase } = secrets
  const pair = { certificate: pem, privateKey: pem, ...(passphrase && { passphrase }) }
  try {
    certificateAssertions(pair)
  } catch (error) {
    throw new UsageError(`--certificate ${file}: ${(error as Error).message}`)
  }
  return certificate({ ...app, ...pair })
}

function publicApp({ clientId, tenant, authority, graph }: CommandOptions): PublicApp {
  return {
    clientId: needed(clientId, 'Signing in needs --client-id ID.'),
    ...(tenant && { tenant }),
    ...(authority && { authority }),
    ...(graph && { baseUrl: graph }),
  }
}

function registered(options: CommandOptions): RegisteredApplication {
  const { clientId, authority } = options
  return {
    clientId: needed(clientId, 'An application needs --client-id ID.'),
    ...application(options),
    ...(authority && { authority }),
  }
}

function application({
  tenant,
  account,
  graph,
}: CommandOptions): Required<Pick<Application, 'account'>> & Application {
  return {
    tenant: needed(tenant, 'This needs --tenant and --account: whose data is it for?'),
    account: needed(account, 'This needs --account NAME: whose data is it for?'),
    ...(graph && { baseUrl: graph }),
  }
}

function needed(value: string | undefined, sentence: string): string {
  if (value) return value
  throw new UsageError(sentence)
}
