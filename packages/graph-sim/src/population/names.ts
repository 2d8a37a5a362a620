/** How a person is called, in the script that they write themselves with, and the name that their address is made of. */
export interface PersonName {
  readonly display: string
  readonly given: string
  readonly surname: string
  readonly alias: string
  readonly city: string
  readonly country: string
  readonly language: string
  readonly timeZone: string
}

const name = (
  [display, given, surname, alias]: readonly [string, string, string, string],
  [city, country, language, timeZone]: readonly [string, string, string, string],
): PersonName => ({ display, given, surname, alias, city, country, language, timeZone })

const oslo = ['Oslo', 'Norway', 'nb-NO', 'W. Europe Standard Time'] as const
const london = ['London', 'United Kingdom', 'en-GB', 'GMT Standard Time'] as const
const osaka = ['Osaka', 'Japan', 'ja-JP', 'Tokyo Standard Time'] as const
const gdansk = ['Gdańsk', 'Poland', 'pl-PL', 'Central European Standard Time'] as const
const boston = ['Boston', 'United States', 'en-US', 'Eastern Standard Time'] as const
const dubai = ['Dubai', 'United Arab Emirates', 'ar-AE', 'Arabian Standard Time'] as const
const mumbai = ['Mumbai', 'India', 'hi-IN', 'India Standard Time'] as const
const haifa = ['Haifa', 'Israel', 'he-IL', 'Israel Standard Time'] as const
const lyon = ['Lyon', 'France', 'fr-FR', 'Romance Standard Time'] as const

/** Colleagues in the order in which they join a tenant; the first leads the company, the second is the main user. */
export const personNames: readonly PersonName[] = [
  name(['Astrid Solvang', 'Astrid', 'Solvang', 'astrid.solvang'], oslo),
  name(['Ingrid Halvorsen', 'Ingrid', 'Halvorsen', 'ingrid.halvorsen'], oslo),
  name(["Aoife O'Brien", 'Aoife', "O'Brien", 'aoife.obrien'], london),
  name(['佐藤 健', '健', '佐藤', 'ken.sato'], osaka),
  name(['Łukasz Wójcik', 'Łukasz', 'Wójcik', 'lukasz.wojcik'], gdansk),
  name(['Юлія Коваленко', 'Юлія', 'Коваленко', 'yuliia.kovalenko'], gdansk),
  name(['محمد الحسن', 'محمد', 'الحسن', 'mohammed.alhassan'], dubai),
  name(['Zoë Müller-Straßer', 'Zoë', 'Müller-Straßer', 'zoe.mueller'], oslo),
  name(['Nguyễn Thị Hoa', 'Hoa', 'Nguyễn', 'hoa.nguyen'], lyon),
  name(['Marcus Bennett', 'Marcus', 'Bennett', 'marcus.bennett'], boston),
  name(['José García Núñez', 'José', 'García Núñez', 'jose.garcia'], lyon),
  name(['Ελένη Παπαδοπούλου', 'Ελένη', 'Παπαδοπούλου', 'eleni.papadopoulou'], london),
  name(['김민준', '민준', '김', 'minjun.kim'], osaka),
  name(['प्रिया रघुनाथन', 'प्रिया', 'रघुनाथन', 'priya.raghunathan'], mumbai),
  name(['王小明', '小明', '王', 'xiaoming.wang'], osaka),
  name(['Bjørn Ødegård', 'Bjørn', 'Ødegård', 'bjorn.odegard'], oslo),
  name(['Chiamaka Okonkwo', 'Chiamaka', 'Okonkwo', 'chiamaka.okonkwo'], london),
  name(['Дмитро Шевчук', 'Дмитро', 'Шевчук', 'dmytro.shevchuk'], gdansk),
  name(['חנה כץ', 'חנה', 'כץ', 'hannah.katz'], haifa),
  name(['田中 みさき', 'みさき', '田中', 'misaki.tanaka'], osaka),
  name(['Élodie Lefèvre', 'Élodie', 'Lefèvre', 'elodie.lefevre'], lyon),
  name(['Tomáš Dvořák', 'Tomáš', 'Dvořák', 'tomas.dvorak'], gdansk),
  name(['فاطمة الزهراء', 'فاطمة', 'الزهراء', 'fatima.alzahra'], dubai),
  name(['Samuel Whitfield', 'Samuel', 'Whitfield', 'samuel.whitfield'], boston),
  name(['Signe Lindqvist', 'Signe', 'Lindqvist', 'signe.lindqvist'], oslo),
  name(['अनन्या शर्मा', 'अनन्या', 'शर्मा', 'ananya.sharma'], mumbai),
  name(['Rafael Moreira', 'Rafael', 'Moreira', 'rafael.moreira'], lyon),
  name(['Ayşe Yılmaz', 'Ayşe', 'Yılmaz', 'ayse.yilmaz'], dubai),
  name(['Olivia Prescott', 'Olivia', 'Prescott', 'olivia.prescott'], boston),
  name(['Mikkel Sørensen', 'Mikkel', 'Sørensen', 'mikkel.sorensen'], oslo),
]
