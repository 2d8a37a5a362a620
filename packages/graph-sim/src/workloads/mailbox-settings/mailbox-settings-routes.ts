import type { Route } from '../../routing/route.ts'
import { outlookUserRoutes } from '../outlook/outlook-user-routes.ts'
import { categoryRoutes } from './category-routes.ts'
import { mailTipsRoute } from './mail-tips-route.ts'
import { overrideRoutes } from './override-routes.ts'
import { ruleRoutes } from './rule-routes.ts'
import { settingsRoutes } from './settings-routes.ts'

/** How mailboxes are set up: settings, categories, the focused inbox, rules and mail tips. */
export const mailboxSettingsRoutes: readonly Route[] = [
  ...settingsRoutes,
  ...categoryRoutes,
  ...overrideRoutes,
  ...ruleRoutes,
  ...outlookUserRoutes,
  mailTipsRoute,
]
