export { type ProfileName, profiles } from './profiles/profiles.ts'
export { selectTools, type ToolSelection } from './profiles/select-tools.ts'
