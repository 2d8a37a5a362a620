export { changedTags } from './delta/changed-tags.ts'
export type { ChangedItem, DeltaChange, DeltaItem, RemovedItem } from './delta/delta-change.ts'
export type {
  CalendarViewDelta,
  ContactsDelta,
  DeltaResource,
  DirectoryDelta,
  DriveItemsDelta,
  MailFoldersDelta,
  MessagesDelta,
} from './delta/delta-resource.ts'
export {
  type DeltaRound,
  type DeltaRounds,
  type DeltaRoundsOptions,
  deltaRounds,
} from './delta/delta-rounds.ts'
