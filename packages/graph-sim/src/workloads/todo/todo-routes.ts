import type { Route } from '../../routing/route.ts'
import { taskAttachmentRoutes } from './task-attachment-routes.ts'
import { taskPartRoutes } from './task-part-routes.ts'
import { taskUploadRoutes } from './task-upload-routes.ts'
import { todoListRoutes } from './todo-list-routes.ts'
import { todoTaskRoutes } from './todo-task-routes.ts'

/** Microsoft To Do: lists, tasks, their steps, their links and their files. */
export const todoRoutes: readonly Route[] = [
  ...todoListRoutes,
  ...todoTaskRoutes,
  ...taskPartRoutes,
  ...taskAttachmentRoutes,
  ...taskUploadRoutes,
]
