import type { Language } from './company.ts'
import { distantPhrases } from './distant-phrases.ts'
import type { Phrases } from './sentences.ts'

/** The sentences of each language. */
export const phrases: Readonly<Record<Language, Phrases>> = {
  en: {
    subjects: [
      '{project}: delivery of the {part}',
      '{project} – open points after the site visit',
      'Test report for the {part}, lot {number}',
      'Change request {number}: {part}',
      '{customer}: acceptance in week {week}',
      'Budget for {project}, second half',
      'Who can take the call with {customer}?',
      'Calibration certificate {number} is missing',
      '{project} risk list',
      'Firmware {version} on the {part}',
      'Minutes: {project} steering, week {week}',
      'Quote {number} for {customer}',
    ],
    greetings: ['Hi {name},', 'Hello {name},', 'Dear {name},', '{name},', 'Good morning {name},'],
    openings: [
      'the {part} for {project} left the workshop yesterday.',
      'I went through the figures for {project} once more, and two of them do not add up.',
      '{customer} called about the {part}: they see a drift of {percent} % after a week.',
      'we have a slot on the quay in week {week} and should use it.',
      'the supplier confirmed {amount} EUR for lot {number}, without freight.',
      'thanks for the visit. The notes are below; the photos are in the project folder.',
      'firmware {version} passed the cold chamber, but the log fills up after {days} days.',
    ],
    middles: [
      'If we keep the old connector, the housing stays as it is and we save about {amount} EUR.',
      'The drawing in the folder is revision {letter}; please do not use an older one.',
      'On the north pier the cable run is {number} m longer than planned.',
      'I would rather ship {days} days late than without the certificate.',
      'The spare sensors are in Gdańsk, shelf {letter}{week}.',
      'Their data sheet says 24 V, the cabinet on site gives 22.8 V under load.',
      'Three of the {week} units need a new seal before they go out.',
      'The customer will pay the second instalment once the acceptance is signed.',
    ],
    requests: [
      'Can you confirm by Thursday?',
      'Please have a look at point 3 before the call.',
      'Could you send me the latest price list?',
      'Who signs this off on our side?',
      'Shall I book the crane or do you?',
      'Please tell {other} as well.',
    ],
    replies: [
      'Thursday works. I will bring the torque values.',
      'Agreed, revision {letter} it is.',
      'Not yet – I am waiting for {customer}.',
      'Done, see the attachment.',
      'I would not do that before the acceptance, sorry.',
      'Good catch. It was the unit in column {letter}; corrected.',
      'Fine with me. {other}, can you take it from here?',
      '+1',
    ],
    closings: ['Best regards', 'Thanks', 'Cheers', 'Kind regards', 'Talk soon'],
  },
  de: {
    subjects: [
      '{project}: Lieferung {part}',
      'Rückfrage zum Angebot {number}',
      'Abnahme in KW {week}',
      'Kabelführung am Pier, Änderung {number}',
    ],
    greetings: ['Hallo {name},', 'Guten Tag {name},', 'Liebe {name},'],
    openings: [
      'die Gehäuse für {project} sind gestern eingetroffen, zwei davon haben Lackschäden.',
      'zum Angebot {number} fehlt uns noch die Prüfbescheinigung.',
      'wir könnten die Abnahme auf KW {week} vorziehen, wenn der Kran frei ist.',
    ],
    middles: [
      'Die Kosten lägen bei rund {amount} EUR, zuzüglich Fracht.',
      'Größere Änderungen an der Kabelführung sind jetzt nicht mehr möglich.',
      'Die Messwerte weichen um {percent} % ab, das liegt über der Toleranz.',
    ],
    requests: [
      'Können Sie das bis Freitag prüfen?',
      'Bitte um kurze Rückmeldung.',
      'Wer übernimmt die Unterschrift?',
    ],
    replies: ['Passt, danke.', 'Leider nein, erst ab KW {week}.', 'Ist erledigt, siehe Anhang.'],
    closings: ['Mit freundlichen Grüßen', 'Viele Grüße', 'Beste Grüße aus Lübeck'],
  },
  fr: {
    subjects: ['{project} : livraison des capteurs', 'Devis n° {number}', 'Réception prévue semaine {week}'],
    greetings: ['Bonjour {name},', 'Chère {name},'],
    openings: [
      'les capteurs du projet {project} sont arrivés ce matin, merci.',
      'nous n’avons toujours pas reçu le certificat d’étalonnage n° {number}.',
      'l’équipe du port propose la semaine {week} pour la réception.',
    ],
    middles: [
      'Le surcoût serait d’environ {amount} € hors taxes.',
      'La dérive mesurée est de {percent} % après dix jours à quai.',
      'Il faudrait prévoir une nacelle côté nord.',
    ],
    requests: ['Pouvez-vous confirmer avant jeudi ?', 'Qui signe de votre côté ?'],
    replies: ['C’est noté, merci.', 'Malheureusement pas avant la semaine {week}.', 'Voir la pièce jointe.'],
    closings: ['Bien cordialement', 'Cordialement', 'À bientôt'],
  },
  ja: {
    subjects: ['【{project}】センサー納期のご確認', '見積書 {number} の件', '第{week}週の立会検査について'],
    greetings: ['{name}様', 'いつもお世話になっております。'],
    openings: [
      '{project}のセンサーの件、ご連絡いたします。',
      '見積書 {number} を拝受しました。',
      '立会検査は第{week}週でお願いできますでしょうか。',
    ],
    middles: [
      '追加費用は約 {amount} ユーロの見込みです。',
      '計測値に {percent} % のずれがございました。',
      '図面は改訂{letter}をご使用ください。',
    ],
    requests: ['木曜日までにご返答をお願いいたします。', 'ご確認のほど、よろしくお願いいたします。'],
    replies: ['承知いたしました。', '添付をご覧ください。', '申し訳ございません、来週まで難しい状況です。'],
    closings: ['よろしくお願いいたします。', '敬具'],
  },
  ...distantPhrases,
}

/** Things that are built and shipped. */
export const parts: readonly string[] = [
  'tide gauges',
  'junction boxes',
  'load cells',
  'wind sensors',
  'telemetry units',
  'sediment probes',
  'bearing loggers',
  'power cabinets',
  'mounting brackets',
]
