export { attempts } from './testing/attempts.ts'
export type { ContractCase, ContractOptions } from './testing/contract.ts'
export {
  type FaultyStoreOptions,
  faultyStore,
  type StoreFault,
  type StoreOperation,
} from './testing/faulty-store.ts'
export { type ManualClock, manualClock } from './testing/manual-clock.ts'
export { secretStoreContract } from './testing/secret-store-contract.ts'
export { limitedStoreContract, sharedStoreContract, storeContract } from './testing/store-contract.ts'
export { taskQueueContract } from './testing/task-queue-contract.ts'
