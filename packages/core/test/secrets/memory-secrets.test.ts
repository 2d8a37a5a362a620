import { createMemorySecrets } from '@graphkeep/core'
import { secretStoreContract } from '@graphkeep/core/testing'
import { describe, it } from 'vitest'

describe('memory secrets', () => {
  for (const { name, run } of secretStoreContract((clock) => createMemorySecrets({ clock }))) it(name, run)
})
