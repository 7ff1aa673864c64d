import type { Outcome, PathState } from '../protocol/consult.ts';
import type { ShippedText } from './shipped/words.ts';

/** What is said of how a consult ended; nothing where it ended as consults do. */
export const outcomeTexts: Readonly<Record<Outcome, ShippedText | null>> = {
  'ended-by-patient': null,
  'ended-by-agent': null,
  'cancelled-by-patient': null,
  solved: null,
  'cancelled-by-agent': null,
  'declined-by-patient': null,
  'patient-did-not-answer': null,
  'callback-asked': null,
  'given-up': null,
  'tv-lost': {
    en: 'The TV was lost and did not come back',
    it: 'Il televisore si è perso e non è tornato',
    de: 'Der Fernseher war weg und kam nicht wieder',
    fr: "La télévision a disparu et n'est pas revenue",
    es: 'El televisor se perdió y no volvió',
  },
  'mobile-lost': {
    en: "The patient's phone was lost, and nobody took the call at the TV",
    it: 'Il telefono del paziente si è perso e nessuno ha ripreso la chiamata al televisore',
    de: 'Das Telefon des Patienten war weg, und niemand nahm das Gespräch am Fernseher wieder auf',
    fr: "Le téléphone du patient a disparu et personne n'a repris l'appel à la télévision",
    es: 'El teléfono del paciente se perdió y nadie retomó la llamada en el televisor',
  },
  'agent-lost': {
    en: "The physician's browser was lost and did not come back",
    it: 'Il browser del medico si è perso e non è tornato',
    de: 'Der Browser des Arztes war weg und kam nicht wieder',
    fr: "Le navigateur du médecin a disparu et n'est pas revenu",
    es: 'El navegador del médico se perdió y no volvió',
  },
  'nobody-came': {
    en: 'Nobody answered in time',
    it: 'Nessuno ha risposto in tempo',
    de: 'Niemand ging rechtzeitig heran',
    fr: "Personne n'a répondu à temps",
    es: 'Nadie contestó a tiempo',
  },
  'all-declined': {
    en: 'Everybody who was asked declined',
    it: 'Tutte le persone chiamate hanno rifiutato',
    de: 'Alle, die gefragt wurden, lehnten ab',
    fr: 'Toutes les personnes appelées ont refusé',
    es: 'Todas las personas llamadas rechazaron',
  },
  'device-unpaired': {
    en: 'The TV was unpaired in the middle of it',
    it: 'Il televisore è stato scollegato dalla clinica nel frattempo',
    de: 'Die Kopplung des Fernsehers wurde währenddessen aufgehoben',
    fr: 'La télévision a été dissociée entre-temps',
    es: 'El televisor se desvinculó entretanto',
  },
};

/** What is said of why media took another path; nothing where it was wanted so. */
export const pathTexts: Readonly<Record<PathState['reason'], ShippedText | null>> = {
  policy: null,
  'direct-proven': null,
  'chosen-by-agent': null,
  'endpoint-rejoined': null,
  returned: null,
  transferred: null,
  'guest-joined': null,
  'phone-joined': null,
  'direct-not-connected': {
    en: "The two did not reach each other directly; the call went through the clinic's relay",
    it: 'I due non si raggiungevano direttamente; la chiamata è passata dal relay della clinica',
    de: 'Beide erreichten einander nicht direkt; das Gespräch lief über das Relay der Klinik',
    fr: "Les deux ne se joignaient pas directement ; l'appel est passé par le relais de la clinique",
    es: 'No se alcanzaban directamente; la llamada fue por el repetidor de la clínica',
  },
  'direct-failed': {
    en: "The direct connection broke; the call went on through the clinic's relay",
    it: 'La connessione diretta si è interrotta; la chiamata è continuata dal relay della clinica',
    de: 'Die direkte Verbindung brach ab; das Gespräch lief über das Relay der Klinik weiter',
    fr: "La connexion directe s'est coupée ; l'appel a continué par le relais de la clinique",
    es: 'La conexión directa se cortó; la llamada siguió por el repetidor de la clínica',
  },
  'relay-failed': {
    en: "The connection to the clinic's relay broke and was made anew",
    it: 'La connessione al relay della clinica si è interrotta ed è stata rifatta',
    de: 'Die Verbindung zum Relay der Klinik brach ab und wurde neu aufgebaut',
    fr: "La connexion au relais de la clinique s'est coupée et a été refaite",
    es: 'La conexión con el repetidor de la clínica se cortó y se rehízo',
  },
  'relay-restarted': {
    en: "The clinic's relay failed and was replaced during the call",
    it: 'Il relay della clinica si è guastato ed è stato sostituito durante la chiamata',
    de: 'Das Relay der Klinik fiel aus und wurde während des Gesprächs ersetzt',
    fr: "Le relais de la clinique est tombé et a été remplacé pendant l'appel",
    es: 'El repetidor de la clínica falló y se sustituyó durante la llamada',
  },
};

/** A direct path that went through TURN. */
export const directThroughRelay: ShippedText = {
  en: 'The two did not reach each other directly; a TURN server passed the call on',
  it: 'I due non si raggiungevano direttamente; un server TURN ha inoltrato la chiamata',
  de: 'Beide erreichten einander nicht direkt; ein TURN-Server leitete das Gespräch weiter',
  fr: "Les deux ne se joignaient pas directement ; un serveur TURN a transmis l'appel",
  es: 'No se alcanzaban directamente; un servidor TURN pasó la llamada',
};

export const nothingStoodOut: ShippedText = {
  en: 'Nothing stood out',
  it: 'Niente di particolare',
  de: 'Nichts fiel auf',
  fr: 'Rien à signaler',
  es: 'Nada llamó la atención',
};
