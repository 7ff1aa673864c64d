import type { FaultCode } from '../protocol/serviceRequest.ts';
import type { ShippedText } from './shipped/words.ts';

/* What a verdict says, for the people of the clinic: plain, in the past, one thing at a time. */

/** Words that introduce on which side it was. */
export const sides: Readonly<Record<'tv' | 'agent', ShippedText>> = {
  tv: {
    en: 'At the TV: {what}',
    it: 'Al televisore: {what}',
    de: 'Beim Fernseher: {what}',
    fr: 'Côté télévision : {what}',
    es: 'En el televisor: {what}',
  },
  agent: {
    en: 'At the clinic: {what}',
    it: 'In clinica: {what}',
    de: 'In der Klinik: {what}',
    fr: 'Côté clinique : {what}',
    es: 'En la clínica: {what}',
  },
};

/** What is said of a fault that went away during the consult. */
export const passing: ShippedText = {
  en: '{what}, for a while',
  it: "{what}, per un po'",
  de: '{what}, eine Zeit lang',
  fr: '{what}, pendant un moment',
  es: '{what}, durante un rato',
};

export const faultTexts: Readonly<Record<Exclude<FaultCode, 'udp-blocked'>, ShippedText>> = {
  'network-down': {
    en: 'the internet was gone',
    it: 'internet mancava',
    de: 'das Internet war weg',
    fr: 'internet était coupé',
    es: 'no había internet',
  },
  'network-poor': {
    en: 'the internet was slow or unsteady',
    it: 'internet era lento o instabile',
    de: 'das Internet war langsam oder unruhig',
    fr: 'internet était lent ou instable',
    es: 'internet iba lento o a saltos',
  },
  'service-unreachable': {
    en: 'the TV service did not answer',
    it: 'il servizio TV non rispondeva',
    de: 'der Fernsehdienst antwortete nicht',
    fr: 'le service de télévision ne répondait pas',
    es: 'el servicio de televisión no respondía',
  },
  'playback-stalled': {
    en: 'the film stood still',
    it: 'il film era fermo',
    de: 'der Film stand still',
    fr: 'le film était arrêté',
    es: 'la película estaba parada',
  },
  'playback-refused': {
    en: 'the film did not start by itself',
    it: 'il film non partiva da solo',
    de: 'der Film startete nicht von selbst',
    fr: 'le film ne démarrait pas tout seul',
    es: 'la película no empezaba sola',
  },
  'media-decode-error': {
    en: 'the film could not be shown',
    it: 'il film non si poteva mostrare',
    de: 'der Film ließ sich nicht zeigen',
    fr: 'le film ne pouvait pas être montré',
    es: 'la película no se podía mostrar',
  },
  'media-unsupported': {
    en: 'the film was of a kind that could not be played',
    it: 'il film era di un tipo non riproducibile',
    de: 'der Film war von einer Art, die nicht abspielbar ist',
    fr: "le film était d'un type illisible",
    es: 'la película era de un tipo que no se puede ver',
  },
  'camera-missing': {
    en: 'there was no camera',
    it: 'mancava la telecamera',
    de: 'es war keine Kamera da',
    fr: "il n'y avait pas de caméra",
    es: 'no había cámara',
  },
  'camera-refused': {
    en: 'the camera was not allowed',
    it: 'la telecamera non era consentita',
    de: 'die Kamera war nicht erlaubt',
    fr: "la caméra n'était pas autorisée",
    es: 'la cámara no estaba permitida',
  },
  'camera-in-use': {
    en: 'something else used the camera',
    it: 'la telecamera era usata da altro',
    de: 'etwas anderes benutzte die Kamera',
    fr: 'la caméra était prise par autre chose',
    es: 'otra cosa usaba la cámara',
  },
  'camera-unplugged': {
    en: 'the camera was unplugged',
    it: 'la telecamera era scollegata',
    de: 'die Kamera war ausgesteckt',
    fr: 'la caméra était débranchée',
    es: 'la cámara estaba desconectada',
  },
  'microphone-missing': {
    en: 'there was no microphone',
    it: 'mancava il microfono',
    de: 'es war kein Mikrofon da',
    fr: "il n'y avait pas de micro",
    es: 'no había micrófono',
  },
  'microphone-refused': {
    en: 'the microphone was not allowed',
    it: 'il microfono non era consentito',
    de: 'das Mikrofon war nicht erlaubt',
    fr: "le micro n'était pas autorisé",
    es: 'el micrófono no estaba permitido',
  },
  'microphone-in-use': {
    en: 'something else used the microphone',
    it: 'il microfono era usato da altro',
    de: 'etwas anderes benutzte das Mikrofon',
    fr: 'le micro était pris par autre chose',
    es: 'otra cosa usaba el micrófono',
  },
  'microphone-unplugged': {
    en: 'the microphone was unplugged',
    it: 'il microfono era scollegato',
    de: 'das Mikrofon war ausgesteckt',
    fr: 'le micro était débranché',
    es: 'el micrófono estaba desconectado',
  },
  'audio-silent': {
    en: 'there was no sound',
    it: "mancava l'audio",
    de: 'es war kein Ton da',
    fr: "il n'y avait pas de son",
    es: 'no había sonido',
  },
  'audio-echo': {
    en: 'there was an echo',
    it: "c'era un'eco",
    de: 'es gab ein Echo',
    fr: 'il y avait un écho',
    es: 'había eco',
  },
  'picture-black': {
    en: 'the picture was black',
    it: "l'immagine era nera",
    de: 'das Bild war schwarz',
    fr: "l'image était noire",
    es: 'la imagen estaba negra',
  },
  'picture-frozen': {
    en: 'the picture stood still',
    it: "l'immagine era ferma",
    de: 'das Bild stand still',
    fr: "l'image était figée",
    es: 'la imagen estaba parada',
  },
  'picture-aspect-wrong': {
    en: 'the picture was stretched or squeezed',
    it: "l'immagine era deformata",
    de: 'das Bild war verzerrt',
    fr: "l'image était déformée",
    es: 'la imagen estaba deformada',
  },
  'packet-loss': {
    en: 'sound and picture got lost on the way',
    it: 'audio e immagine si perdevano in parte',
    de: 'Ton und Bild gingen teilweise verloren',
    fr: "une partie du son et de l'image se perdait",
    es: 'se perdía parte del sonido y de la imagen',
  },
  'bitrate-low': {
    en: 'the line carried too little for a sharp picture',
    it: "la linea portava troppo poco per un'immagine nitida",
    de: 'die Leitung trug zu wenig für ein scharfes Bild',
    fr: 'la ligne passait trop peu pour une image nette',
    es: 'la línea llevaba poco para una imagen nítida',
  },
  'clock-wrong': {
    en: 'the clock was wrong',
    it: "l'orologio era sbagliato",
    de: 'die Uhr ging falsch',
    fr: "l'horloge n'était pas à l'heure",
    es: 'el reloj estaba mal',
  },
  'storage-full': {
    en: 'there was no room left',
    it: "non c'era più spazio",
    de: 'es war kein Platz mehr',
    fr: "il n'y avait plus de place",
    es: 'no quedaba sitio',
  },
  'engine-too-old': {
    en: 'the software was too old',
    it: 'il software era troppo vecchio',
    de: 'die Software war zu alt',
    fr: 'le logiciel était trop ancien',
    es: 'el software era demasiado antiguo',
  },
};

/** A code that the catalogue does not have. */
export const unknownFault: ShippedText = {
  en: 'a fault of another kind was noticed ({value})',
  it: 'è stato notato un guasto di altro tipo ({value})',
  de: 'es fiel eine Störung anderer Art auf ({value})',
  fr: "un défaut d'un autre type a été remarqué ({value})",
  es: 'se notó un fallo de otro tipo ({value})',
};

/** How much got lost, where it was measured. */
export const lossOf: ShippedText = {
  en: '{value} % of sound and picture got lost on the way',
  it: "si perdeva il {value} % dell'audio e dell'immagine",
  de: '{value} % von Ton und Bild gingen verloren',
  fr: "{value} % du son et de l'image se perdaient",
  es: 'se perdía el {value} % del sonido y de la imagen',
};

/** By whose firewall, where somebody noticed. */
export const udpBlocked: Readonly<Record<'tv' | 'agent' | 'unknown', ShippedText>> = {
  agent: {
    en: "The hospital's firewall blocked UDP; the call went over {value}",
    it: "Il firewall dell'ospedale bloccava UDP; la chiamata è passata su {value}",
    de: 'Die Firewall des Krankenhauses ließ kein UDP durch; das Gespräch lief über {value}',
    fr: "Le pare-feu de l'hôpital bloquait UDP ; l'appel est passé par {value}",
    es: 'El cortafuegos del hospital bloqueaba UDP; la llamada fue por {value}',
  },
  tv: {
    en: "The firewall at the patient's blocked UDP; the call went over {value}",
    it: 'Il firewall dal paziente bloccava UDP; la chiamata è passata su {value}',
    de: 'Die Firewall beim Patienten ließ kein UDP durch; das Gespräch lief über {value}',
    fr: "Le pare-feu chez le patient bloquait UDP ; l'appel est passé par {value}",
    es: 'El cortafuegos del paciente bloqueaba UDP; la llamada fue por {value}',
  },
  unknown: {
    en: 'No UDP got through; the call went over {value}',
    it: 'UDP non passava; la chiamata è passata su {value}',
    de: 'UDP kam nicht durch; das Gespräch lief über {value}',
    fr: "UDP ne passait pas ; l'appel est passé par {value}",
    es: 'UDP no pasaba; la llamada fue por {value}',
  },
};
