/** The name of the company that a tenant is about; it makes measuring instruments for harbours and offshore plants. */
export const companyName = 'Solvang Instruments'

/** The SKU of the licence that everybody has: Microsoft 365 E3. */
export const companyLicense = '05e9a617-0261-4cee-bb44-138d3ef5d965'

/** Departments, with the titles that people have in them. */
export const departments: readonly { readonly name: string; readonly titles: readonly string[] }[] = [
  { name: 'Projects', titles: ['Project Manager', 'Senior Project Manager', 'Project Coordinator'] },
  {
    name: 'Engineering',
    titles: ['Firmware Engineer', 'Hardware Engineer', 'Test Engineer', 'Lead Engineer'],
  },
  { name: 'Sales', titles: ['Account Manager', 'Sales Engineer', 'Regional Sales Lead'] },
  { name: 'Operations', titles: ['Supply Planner', 'Logistics Coordinator', 'Production Lead'] },
  { name: 'Finance', titles: ['Controller', 'Accounts Payable Specialist'] },
  { name: 'People', titles: ['HR Business Partner', 'Recruiter'] },
  { name: 'IT', titles: ['Systems Administrator', 'Security Analyst'] },
]

/** What the company works on. */
export const projects: readonly {
  readonly name: string
  readonly about: string
  readonly customer: string
}[] = [
  { name: 'Aurora', about: 'tide gauges for the outer harbour', customer: 'Port of Gdynia' },
  { name: 'Heron', about: 'wind sensors on crane booms', customer: 'Nakano Precision' },
  { name: 'Tidewater', about: 'mooring load monitoring', customer: 'Al Noor Terminals' },
  { name: 'Kestrel', about: 'vibration logging for turbine bearings', customer: 'Brise Marine SAS' },
  { name: 'Lantern', about: 'retrofit of buoy lights with telemetry', customer: 'Harwich Pilots' },
  { name: 'Sandpiper', about: 'sediment probes for dredging', customer: 'Van der Linde Dredging' },
  { name: 'Northstar', about: 'a calibration service portal', customer: 'Boston Metrology Group' },
  { name: 'Cormorant', about: 'underwater cable inspection', customer: 'Hansa Kabel GmbH' },
]

/** People outside who write to the company. */
export const outsiders: readonly {
  readonly name: string
  readonly address: string
  readonly company: string
  readonly language: Language
}[] = [
  {
    name: 'Agnieszka Nowak',
    address: 'a.nowak@portgdynia.example',
    company: 'Port of Gdynia',
    language: 'en',
  },
  {
    name: '中野 陽子',
    address: 'y.nakano@nakano-precision.example',
    company: 'Nakano Precision',
    language: 'ja',
  },
  {
    name: 'Khalid Rahman',
    address: 'khalid.rahman@alnoor-terminals.example',
    company: 'Al Noor Terminals',
    language: 'en',
  },
  {
    name: 'Camille Arnaud',
    address: 'c.arnaud@brisemarine.example',
    company: 'Brise Marine SAS',
    language: 'fr',
  },
  {
    name: 'Roger Pettifer',
    address: 'roger@harwichpilots.example',
    company: 'Harwich Pilots',
    language: 'en',
  },
  {
    name: 'Pieter van der Linde',
    address: 'pieter@vdlinde-dredging.example',
    company: 'Van der Linde Dredging',
    language: 'en',
  },
  {
    name: 'Denise Caldwell',
    address: 'dcaldwell@bostonmetrology.example',
    company: 'Boston Metrology Group',
    language: 'en',
  },
  { name: 'Jürgen Weiß', address: 'j.weiss@hansakabel.example', company: 'Hansa Kabel GmbH', language: 'de' },
  {
    name: 'سالم المنصوري',
    address: 's.almansoori@gulfpilots.example',
    company: 'Gulf Pilots',
    language: 'ar',
  },
  {
    name: 'דניאל לוי',
    address: 'daniel.levi@carmel-optics.example',
    company: 'Carmel Optics',
    language: 'he',
  },
  { name: 'Олена Бондар', address: 'o.bondar@chornomor.example', company: 'Чорномор Сервіс', language: 'uk' },
  { name: 'Νίκος Γεωργίου', address: 'n.georgiou@aigaio.example', company: 'Αιγαίο ΑΕ', language: 'el' },
  { name: 'राहुल वर्मा', address: 'rahul.varma@sagar-yantra.example', company: 'Sagar Yantra', language: 'hi' },
  { name: '李娜', address: 'li.na@donghai-gauge.example', company: '东海仪表', language: 'zh' },
  { name: '박서연', address: 'seoyeon.park@busanlab.example', company: '부산계측', language: 'ko' },
]

/** The languages that mail is written in. */
export type Language = 'en' | 'de' | 'fr' | 'ja' | 'ar' | 'he' | 'uk' | 'el' | 'hi' | 'zh' | 'ko'

/** Whether a language is written from right to left. */
export function isRightToLeft(language: Language): boolean {
  return language === 'ar' || language === 'he'
}

/** Who sends invoices. */
export const suppliers: readonly {
  readonly name: string
  readonly address: string
  readonly what: string
}[] = [
  { name: 'Fjordlab Components AS', address: 'billing@fjordlab.example', what: 'pressure transducers' },
  { name: 'Tri-City Freight', address: 'invoices@tricityfreight.example', what: 'air freight OSL–KIX' },
  { name: 'Cloudhaven Hosting', address: 'accounts@cloudhaven.example', what: 'hosting, monthly' },
  { name: 'Meyer & Söhne Drehteile', address: 'rechnung@meyer-drehteile.example', what: 'housings, turned' },
  {
    name: 'Blue Anchor Catering',
    address: 'office@blueanchor.example',
    what: 'catering, steering committee',
  },
]

/** Who sends newsletters. */
export const newsletters: readonly {
  readonly name: string
  readonly address: string
  readonly topic: string
}[] = [
  { name: 'Harbour Tech Weekly', address: 'news@harbourtech.example', topic: 'port automation' },
  { name: 'Sensor Digest', address: 'digest@sensordigest.example', topic: 'measurement and sensors' },
  { name: 'The Supply Line', address: 'hello@supplyline.example', topic: 'logistics' },
  { name: 'Fieldnotes by Metra', address: 'fieldnotes@metra.example', topic: 'calibration' },
]

/** Systems that write by themselves. */
export const machines: readonly {
  readonly name: string
  readonly address: string
  readonly kind: 'build' | 'ticket' | 'expense' | 'storage'
}[] = [
  { name: 'Build Server', address: 'builds@ci.solvang-tools.example', kind: 'build' },
  { name: 'Service Desk', address: 'servicedesk@tickets.solvang-tools.example', kind: 'ticket' },
  { name: 'Expenses', address: 'no-reply@expenses.solvang-tools.example', kind: 'expense' },
  { name: 'Storage Monitor', address: 'alerts@storage.solvang-tools.example', kind: 'storage' },
]
