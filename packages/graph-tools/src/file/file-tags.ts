/** Every list of files: what a folder holds may change with any write to the drive. */
export const fileLists = 'file:lists'

/** One file or folder. */
export function fileItem(id: string): string {
  return `file:item:${id}`
}
