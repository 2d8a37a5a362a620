import type { Random } from '../random/random.ts'
import type { User } from '../workloads/directory/user.ts'
import { type Drive, within } from '../workloads/drive/drive.ts'

/** Lets colleagues into some of the files of a drive: about one in twelve. */
export function shareFiles({ root }: Pick<Drive, 'root'>, random: Random, users: readonly User[]): void {
  for (const { content, grants } of within(root)) {
    if (content === undefined || !random.chance(1 / 12)) continue
    const guest = random.pick(users)
    if (guest === root.createdBy) continue
    const { id, displayName, mail, userPrincipalName } = guest
    grants.push({
      id: Buffer.from(`i:0#.f|membership|${userPrincipalName}`).toString('base64url'),
      roles: [random.chance(0.5) ? 'write' : 'read'],
      link: undefined,
      grantees: [{ kind: 'user', id, displayName, email: mail ?? userPrincipalName }],
      hasPassword: false,
      expirationDateTime: undefined,
    })
  }
}
