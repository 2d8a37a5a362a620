import envPaths from 'env-paths'

/** Where the operating system wants an application's data, e.g. `~/.local/share/graphkeep`. */
export function dataFolder(): string {
  return envPaths('graphkeep', { suffix: '' }).data
}
