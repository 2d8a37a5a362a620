export { userWhoami } from './user/user-whoami.ts'
