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
export { type DeltaRounds, deltaRounds } from './delta/delta-rounds.ts'
export type { DeltaRound, DeltaRoundsOptions } from './delta/delta-rounds-options.ts'
