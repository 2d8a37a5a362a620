import { chatSubscribables } from './chat-subscribables.ts'
import { directorySubscribables } from './directory-subscribables.ts'
import { fileSubscribables } from './file-subscribables.ts'
import { outlookSubscribables } from './outlook-subscribables.ts'
import type { Subscribable } from './subscribable.ts'
import { teamSubscribables } from './team-subscribables.ts'

/** Every resource that can be subscribed to. */
export const subscribables: readonly Subscribable[] = [
  ...outlookSubscribables,
  ...directorySubscribables,
  ...fileSubscribables,
  ...teamSubscribables,
  ...chatSubscribables,
]
