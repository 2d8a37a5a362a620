import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'

/** What the members and guests of a team may do, under Graph's own names. */
export type TeamSettings = Readonly<Record<SettingsName, Readonly<Record<string, unknown>>>>

type SettingsName = (typeof settingsNames)[number]

const settingsNames = ['memberSettings', 'guestSettings', 'messagingSettings', 'funSettings'] as const

/** What a team is made with. */
export const defaultSettings: TeamSettings = {
  memberSettings: {
    allowCreateUpdateChannels: true,
    allowCreatePrivateChannels: true,
    allowDeleteChannels: true,
    allowAddRemoveApps: true,
    allowCreateUpdateRemoveTabs: true,
    allowCreateUpdateRemoveConnectors: true,
  },
  guestSettings: { allowCreateUpdateChannels: false, allowDeleteChannels: false },
  messagingSettings: {
    allowUserEditMessages: true,
    allowUserDeleteMessages: true,
    allowOwnerDeleteMessages: true,
    allowTeamMentions: true,
    allowChannelMentions: true,
  },
  funSettings: {
    allowGiphy: true,
    giphyContentRating: 'moderate',
    allowStickersAndMemes: true,
    allowCustomMemes: true,
  },
}

/** The settings that a request names on top of those that are there. */
export function settingsFrom(json: JsonObject, present: TeamSettings): TeamSettings {
  const changed = settingsNames.map((name) => {
    const said = member(json, name)
    return [name, { ...present[name], ...(isObject(said) ? known(said, present[name]) : {}) }] as const
  })
  return Object.fromEntries(changed) as TeamSettings
}

function known(said: JsonObject, present: JsonObject): JsonObject {
  const kept = Object.entries(said).filter(([name, value]) => Object.hasOwn(present, name) && value !== null)
  return Object.fromEntries(
    kept.map(([name, value]) => [name, name === 'giphyContentRating' ? String(value).toLowerCase() : value]),
  )
}
