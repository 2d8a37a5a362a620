import { makeDocument } from '../documents/make-document.ts'
import type { Random } from '../random/random.ts'
import { dateOf, timestamp } from '../time/timestamp.ts'
import type { User } from '../workloads/directory/user.ts'
import type { Drive } from '../workloads/drive/drive.ts'
import { freeName } from '../workloads/drive/drive.ts'
import type { DriveItem } from '../workloads/drive/drive-item.ts'
import type { Days } from './calendar-days.ts'
import { projects } from './company.ts'

/** Where the files of a drive come from. */
export interface FileSource {
  readonly random: Random
  readonly days: Days
  readonly users: readonly User[]
  /** How many files to make; folders come on top. */
  readonly count: number
}

const sections: readonly string[] = [
  '01 Contract',
  '02 Design',
  '02 Design/Drawings',
  '02 Design/Calculations',
  '03 Procurement',
  '04 Test',
  '04 Test/Cold chamber',
  '04 Test/Site',
  '05 Acceptance',
  '06 Photos',
  '06 Photos/North pier',
]
const elsewhere: readonly string[] = [
  'Documents',
  'Documents/Private',
  'Finance',
  'Finance/2024',
  'Finance/2025',
  'Finance/2026',
  'Templates',
  'Recordings',
  'Desktop',
  'Reise & Spesen',
  '会議資料',
]

/** Fills a drive with exactly `count` files in a tree of folders. */
export function makeFiles(drive: Drive, source: FileSource): void {
  const { random, days, users, count } = source
  const folders = makeFolders(drive, days, count)
  for (let i = 0; i < count; i++) {
    const folder = random.pick(folders)
    const age = Math.floor(900 * random.next() ** 1.6)
    const at = days.at(age, 0.3 + random.next() * 0.4)
    const project = projectOf(folder) ?? random.pick(projects)
    const plan = planFile(random, project, dateOf(at))
    const name = drive.child(folder, plan.name) === undefined ? plan.name : freeName(folder, plan.name)
    const lines = plan.lines.map((line) => line.replace('{customer}', project.customer))
    drive.addFile(
      name,
      folder,
      makeDocument(name, lines, plan.size),
      random.chance(0.7) ? drive.root.createdBy : random.pick(users),
      timestamp(at),
    )
  }
}

/** The project that a folder belongs to, by the names of the folders it is in. */
function projectOf(folder: DriveItem): (typeof projects)[number] | undefined {
  const named = projects.find(({ name }) => name === folder.name)
  if (named !== undefined || folder.parent === undefined) return named
  return projectOf(folder.parent)
}

function makeFolders(drive: Drive, days: Days, count: number): readonly DriveItem[] {
  const made = new Map<string, DriveItem>([['', drive.root]])
  const wanted =
    count < 100
      ? elsewhere.slice(0, 3)
      : [
          ...elsewhere,
          ...projects.flatMap(({ name }) => sections.map((section) => `Projects/${name}/${section}`)),
        ]
  const at = timestamp(days.at(800, 0.4))
  const make = (path: string): DriveItem => {
    const known = made.get(path)
    if (known !== undefined) return known
    const cut = path.lastIndexOf('/')
    const parent = make(cut < 0 ? '' : path.slice(0, cut))
    const folder = drive.addFolder(path.slice(cut + 1), parent, drive.root.createdBy, at)
    made.set(path, folder)
    return folder
  }
  for (const path of wanted) make(path)
  return [...made.values()]
}

interface FilePlan {
  readonly name: string
  readonly lines: readonly string[]
  /** In bytes. */
  readonly size: number
}

interface PlanSource {
  readonly random: Random
  readonly project: { readonly name: string; readonly about: string }
  readonly date: string
  readonly number: number
  /** What most documents begin with. */
  readonly head: readonly string[]
}

const kilobytes = (random: Random, from: number, to: number): number => random.int(from * 1024, to * 1024)

const plans: readonly ((source: PlanSource) => FilePlan)[] = [
  ({ random, project, head }) => ({
    name: `${project.name} specification v${random.int(1, 9)}.docx`,
    lines: [...head, 'The sensor shall survive 60 days at −20 °C.'],
    size: kilobytes(random, 24, 900),
  }),
  ({ random, project, date, number, head }) => ({
    name: `${project.name} budget ${date.slice(0, 4)}.xlsx`,
    lines: ['Item\tEUR', `Sensors\t${number * 90}`, `Freight\t${number * 4}`, ...head],
    size: kilobytes(random, 12, 300),
  }),
  ({ random, number, head }) => ({
    name: `Test report ${number}.pdf`,
    lines: [...head, `Report ${number}`, 'Result: passed with remarks'],
    size: kilobytes(random, 60, 2400),
  }),
  ({ random, date, number }) => ({
    name: `IMG_${date.replaceAll('-', '')}_${number}.jpg`,
    lines: [],
    size: kilobytes(random, 900, 5200),
  }),
  ({ random, number, head }) => ({
    name: `drawing-${number}-${random.pick(['A', 'B', 'C'])}.pdf`,
    lines: [...head, 'Scale 1:20'],
    size: kilobytes(random, 120, 1800),
  }),
  ({ random, date, number }) => ({
    name: `measurements_${date}_${number}.csv`,
    lines: ['time;channel;value', `${date}T06:00:00Z;1;4.98`, `${date}T06:10:00Z;1;5.01`],
    size: kilobytes(random, 2, 48),
  }),
  ({ project, date }) => ({
    name: `Notes ${date}.md`,
    lines: [
      `# ${project.name}, ${date}`,
      '',
      '- crane is booked',
      '- seals arrive on Monday',
      '- ask {customer} about the cabinet',
    ],
    size: 200,
  }),
  ({ random, project, date, head }) => ({
    name: `Steering ${project.name} ${date}.pptx`,
    lines: [...head, 'Where we stand', 'Risks', 'Next steps'],
    size: kilobytes(random, 300, 3200),
  }),
  ({ random, number }) => ({ name: `export-${number}.zip`, lines: [], size: kilobytes(random, 40, 900) }),
  ({ random, project }) => ({
    name: `${project.name}-settings.json`,
    lines: [`{ "project": "${project.name}", "interval": ${random.int(1, 60)} }`],
    size: 80,
  }),
]

function planFile(random: Random, project: PlanSource['project'], date: string): FilePlan {
  const head = [`${project.name}: ${project.about}`, 'Customer: {customer}', `Date: ${date}`]
  return random.pick(plans)({ random, project, date, head, number: random.int(100, 999) })
}
