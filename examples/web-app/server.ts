import { serve } from '@hono/node-server'
import { createGraphkeep, webApp } from 'graphkeep'

import { createApp } from './app.ts'

const {
  GRAPHKEEP_CLIENT_ID: clientId = '',
  GRAPHKEEP_TENANT: tenant = 'organizations',
  GRAPHKEEP_CLIENT_SECRET: secret = '',
} = process.env

const keep = await createGraphkeep({
  connect: webApp({
    clientId,
    tenant,
    credential: { secret },
    redirectUri: 'http://localhost:3000/connected',
    permissions: ['User.Read', 'Mail.Read'],
  }),
})

serve({ fetch: createApp(keep).fetch, port: 3000, hostname: 'localhost' })
