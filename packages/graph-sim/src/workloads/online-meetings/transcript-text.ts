import type { MeetingSession, SpokenLine } from './meeting-session.ts'

/** What was said in a meeting, as WebVTT. */
export function transcriptText({ spoken }: MeetingSession): string {
  return vtt(spoken, ({ speaker, text }) => `<v ${speaker.displayName}>${text}</v>`)
}

/** What was said in a meeting and when, as WebVTT with JSON in it. */
export function transcriptMetadata({ spoken, startedAt }: MeetingSession): string {
  return vtt(spoken, ({ from, to, speaker, text }) =>
    JSON.stringify({
      startDateTime: new Date(startedAt + from).toISOString(),
      endDateTime: new Date(startedAt + to).toISOString(),
      speakerName: speaker.displayName,
      spokenText: text,
      spokenLanguage: 'en-us',
    }),
  )
}

function vtt(spoken: readonly SpokenLine[], write: (line: SpokenLine) => string): string {
  const cues = spoken.map((line) => `${timeOf(line.from)} --> ${timeOf(line.to)}\n${write(line)}\n`)
  return ['WEBVTT\n', ...cues].join('\n')
}

/** For example `00:00:16.246`. */
function timeOf(ms: number): string {
  return new Date(ms).toISOString().slice(11, 23)
}
