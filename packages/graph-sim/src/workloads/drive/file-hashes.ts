import type { FileContent } from './drive-item.ts'
import { quickXorHash } from './quick-xor-hash.ts'

const known = new WeakMap<FileContent, { readonly quickXorHash: string }>()

/** The hash that OneDrive for work keeps of a file; computed once, when first asked for. */
export function fileHashes(content: FileContent): { readonly quickXorHash: string } {
  const hashes = known.get(content) ?? { quickXorHash: quickXorHash(content.parts()) }
  known.set(content, hashes)
  return hashes
}
