/** The languages that Outlook can be set to. */
const locales: readonly string[] =
  'af-ZA sq-AL am-ET ar-SA ar-AE ar-BH ar-DZ ar-EG ar-IQ ar-JO ar-KW ar-LB ar-LY ar-MA ar-OM ar-QA ar-SY ar-TN ar-YE hy-AM as-IN az-Latn-AZ bn-BD bn-IN eu-ES be-BY bs-Latn-BA bg-BG ca-ES zh-CN zh-HK zh-MO zh-SG zh-TW hr-HR cs-CZ da-DK nl-BE nl-NL en-AU en-BZ en-CA en-IE en-IN en-JM en-MY en-NZ en-PH en-SG en-ZA en-TT en-GB en-US en-ZW et-EE fil-PH fi-FI fr-BE fr-CA fr-FR fr-LU fr-MC fr-CH gl-ES ka-GE de-AT de-DE de-LI de-LU de-CH el-GR gu-IN he-IL hi-IN hu-HU is-IS id-ID ga-IE it-IT it-CH ja-JP kn-IN kk-KZ km-KH sw-KE kok-IN ko-KR ky-KG lo-LA lv-LV lt-LT lb-LU mk-MK ms-BN ms-MY ml-IN mt-MT mi-NZ mr-IN mn-MN ne-NP nb-NO nn-NO or-IN fa-IR pl-PL pt-BR pt-PT pa-IN quz-PE ro-RO ru-RU sr-Cyrl-RS sr-Latn-RS si-LK sk-SK sl-SI es-AR es-BO es-CL es-CO es-CR es-DO es-EC es-SV es-GT es-HN es-MX es-NI es-PA es-PY es-PE es-PR es-ES es-US es-UY es-VE sv-FI sv-SE ta-IN tt-RU te-IN th-TH tr-TR uk-UA ur-PK uz-Latn-UZ vi-VN cy-GB'.split(
    ' ',
  )

/** The languages that can be chosen, each by its name in itself. */
export function supportedLanguages(): readonly { readonly locale: string; readonly displayName: string }[] {
  return locales.map((locale) => {
    const names = new Intl.DisplayNames([locale], { type: 'language', languageDisplay: 'standard' })
    return { locale, displayName: names.of(locale) ?? locale }
  })
}
