import { InvalidInput, type Scope, type SecretStore } from '@graphkeep/core'
import type { KeptJson } from '../keeping/kept-json.ts'
import { type ConnectionList, ownIn, replaced } from './connection-list.ts'
import { mailboxScope, setHolder } from './holder.ts'

/** Opens somebody else's mailbox as a scope of its own, whose tokens are those of the connection. */
export function openMailbox(
  secrets: SecretStore,
  list: KeptJson<ConnectionList>,
  { id, address }: { readonly id: string; readonly address: string },
): Promise<Scope> {
  return list.change(async (all = []) => {
    const found = ownIn(all, id)
    const scope = mailboxScope(found.scope, checkedAddress(address))
    await setHolder(secrets, scope, { via: found.scope })
    const others = found.mailboxes.filter((mailbox) => mailbox.scope.account !== scope.account)
    const mailboxes = [...others, { address: address.toLowerCase(), scope }]
    return [replaced(all, { ...found, mailboxes }), scope]
  })
}

/** Closes it, once `remove` has deleted what was kept of it. Returns whether it was open. */
export function closeMailbox(
  remove: (scope: Scope) => Promise<void>,
  list: KeptJson<ConnectionList>,
  { id, address }: { readonly id: string; readonly address: string },
): Promise<boolean> {
  return list.change(async (all = []) => {
    const found = ownIn(all, id)
    const mailbox = found.mailboxes.find((candidate) => candidate.address === address.toLowerCase())
    if (!mailbox) return [all, false]
    await remove(mailbox.scope)
    const mailboxes = found.mailboxes.filter((candidate) => candidate !== mailbox)
    return [replaced(all, { ...found, mailboxes }), true]
  })
}

function checkedAddress(address: string): string {
  if (/^[^\s/@]{1,64}@[^\s/@]{1,255}$/.test(address)) return address
  throw new InvalidInput(['address: write the mailbox as name@domain'])
}
