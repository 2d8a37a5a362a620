/** Returns the path of what lies below a drive's item, whether the item is named by its id or by its path. */
export function belowItem(path: string, below: string): string {
  const bare = path.replace(/:$/, '')
  return `${bare}${bare.includes(':/') ? ':' : ''}/${below}`
}
