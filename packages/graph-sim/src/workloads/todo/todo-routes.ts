import type { Route } from '../../routing/route.ts'
import { taskPartRoutes } from './task-part-routes.ts'
import { todoListRoutes } from './todo-list-routes.ts'
import { todoTaskRoutes } from './todo-task-routes.ts'

/** Microsoft To Do: lists, tasks, their steps and their links. */
export const todoRoutes: readonly Route[] = [...todoListRoutes, ...todoTaskRoutes, ...taskPartRoutes]
