import { defineTool, InvalidInput } from '@graphkeep/core'
import { z } from 'zod'

const permissions = { delegated: [], application: [] }
const note = z.object({ id: z.string(), text: z.string() })

const folder = z.object({
  name: z.string(),
  get folders() {
    return z.array(folder)
  },
})

const noteGet = defineTool({
  name: 'note_get',
  title: 'Read a note',
  description: 'Returns one note.',
  effect: 'read',
  openWorld: false,
  permissions,
  input: z.strictObject({ id: z.string().describe('From note_list') }),
  output: note,
  async run({ id }) {
    if (id !== 'n1') throw new InvalidInput([`id: there is no note "${id}"; note_list has them all`])
    return { id, text: 'Grüße, "world" \u2028 👋' }
  },
})

const noteList = defineTool({
  name: 'note_list',
  title: 'List notes',
  description: 'Lists the newest notes.',
  effect: 'read',
  permissions,
  input: z.object({ top: z.int().min(1).max(50).default(2) }),
  output: z.object({ notes: z.array(note), next: z.string().optional() }),
  async run({ top }) {
    const notes = Array.from({ length: top }, (_, index) => ({
      id: `n${index + 1}`,
      text: `note ${index + 1}`,
    }))
    return { notes, next: undefined }
  },
})

const noteTree = defineTool({
  name: 'note_tree',
  title: 'Folders of notes',
  description: 'Returns the folders that hold notes, with their folders.',
  effect: 'read',
  permissions,
  input: z.object({ below: folder.optional() }),
  output: folder,
  run: async ({ below }) => ({ name: 'root', folders: below ? [below] : [] }),
})

const noteAdd = defineTool({
  name: 'note_add',
  title: 'Write a note',
  description: 'Writes a new note.',
  effect: 'write',
  openWorld: false,
  permissions,
  input: z.object({ text: z.string() }),
  output: note,
  run: async ({ text }) => ({ id: 'n9', text }),
})

const noteDelete = defineTool({
  name: 'note_delete',
  title: 'Delete a note',
  description: 'Deletes a note for good.',
  effect: 'destructive',
  idempotent: true,
  permissions,
  input: z.object({ id: z.string() }),
  output: z.object({ deleted: z.string() }),
  run: async ({ id }) => ({ deleted: id }),
})

const callerGet = defineTool({
  name: 'caller_get',
  title: 'Who calls',
  description: 'Returns the scope of the call.',
  effect: 'read',
  permissions,
  input: z.object({}),
  output: z.object({ tenant: z.string(), account: z.string() }),
  run: async (_input, { scope }) => ({ ...scope }),
})

/** Tools that answer at once. */
export const noteTools = [noteGet, noteList, noteTree, noteAdd, noteDelete, callerGet] as const
