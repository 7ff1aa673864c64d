import type { ShippedText } from './words.ts';

/*
 * What the patient is asked to do, for somebody of eighty with a remote control: one thought,
 * no word of the trade.
 */

/** About the internet at home. */
export const networkTexts = {
  lookAtBox: {
    en: 'Please look at the internet box. Its lights should be on.',
    it: 'Guardi la scatola di internet. Le sue luci devono essere accese.',
    de: 'Bitte schauen Sie auf die Internet-Box. Ihre Lichter sollten leuchten.',
    fr: 'Regardez la box internet. Ses lumières doivent être allumées.',
    es: 'Mire la caja de internet. Sus luces deben estar encendidas.',
  },
  restartBox: {
    en: 'Unplug the internet box. Wait one minute and plug it in again.',
    it: 'Stacchi la spina della scatola di internet. Aspetti un minuto e la riattacchi.',
    de: 'Ziehen Sie den Stecker der Internet-Box. Stecken Sie ihn nach einer Minute wieder ein.',
    fr: 'Débranchez la box internet. Attendez une minute, puis rebranchez-la.',
    es: 'Desenchufe la caja de internet. Espere un minuto y vuelva a enchufarla.',
  },
  chooseWifi: {
    en: 'Open the settings of the TV and choose your Wi-Fi.',
    it: 'Apra le impostazioni del televisore e scelga il suo Wi-Fi.',
    de: 'Öffnen Sie die Einstellungen des Fernsehers und wählen Sie Ihr WLAN.',
    fr: 'Ouvrez les réglages de la télévision et choisissez votre Wi-Fi.',
    es: 'Abra los ajustes del televisor y elija su wifi.',
  },
  cableAtTv: {
    en: 'Push the internet cable firmly into the back of the TV.',
    it: 'Spinga bene il cavo di internet nel retro del televisore.',
    de: 'Drücken Sie das Internet-Kabel hinten am Fernseher fest hinein.',
    fr: "Enfoncez bien le câble internet à l'arrière de la télévision.",
    es: 'Empuje bien el cable de internet en la parte de atrás del televisor.',
  },
  cableAtBox: {
    en: 'Push the other end of the cable firmly into the internet box.',
    it: "Spinga bene l'altro capo del cavo nella scatola di internet.",
    de: 'Drücken Sie das andere Ende des Kabels fest in die Internet-Box.',
    fr: "Enfoncez bien l'autre bout du câble dans la box internet.",
    es: 'Empuje bien el otro extremo del cable en la caja de internet.',
  },
  useCable: {
    en: 'If you have an internet cable, plug it into the TV and the internet box.',
    it: 'Se ha un cavo di internet, lo colleghi al televisore e alla scatola di internet.',
    de: 'Wenn Sie ein Internet-Kabel haben, verbinden Sie damit Fernseher und Internet-Box.',
    fr: 'Si vous avez un câble internet, reliez la télévision à la box internet.',
    es: 'Si tiene un cable de internet, conéctelo al televisor y a la caja de internet.',
  },
  othersPause: {
    en: 'Ask others at home to stop watching films on the internet for now.',
    it: 'Chieda agli altri in casa di non guardare film su internet per ora.',
    de: 'Bitten Sie andere im Haus, jetzt keine Filme im Internet zu schauen.',
    fr: 'Demandez aux autres à la maison de ne pas regarder de films sur internet.',
    es: 'Pida a los demás en casa que ahora no vean películas por internet.',
  },
  openDoors: {
    en: 'Open the doors between the TV and the internet box.',
    it: 'Apra le porte tra il televisore e la scatola di internet.',
    de: 'Öffnen Sie die Türen zwischen dem Fernseher und der Internet-Box.',
    fr: 'Ouvrez les portes entre la télévision et la box internet.',
    es: 'Abra las puertas entre el televisor y la caja de internet.',
  },
  waitForService: {
    en: 'Please wait a few minutes. You need not press anything.',
    it: 'Aspetti qualche minuto. Non deve premere nulla.',
    de: 'Bitte warten Sie ein paar Minuten. Sie müssen nichts drücken.',
    fr: "Attendez quelques minutes. Vous n'avez rien à presser.",
    es: 'Espere unos minutos. No tiene que pulsar nada.',
  },
} satisfies Record<string, ShippedText>;

/** About what plays on the TV. */
export const playbackTexts = {
  waitAMoment: {
    en: 'Please wait half a minute. It may go on by itself.',
    it: 'Aspetti mezzo minuto. Può ripartire da solo.',
    de: 'Bitte warten Sie eine halbe Minute. Es geht vielleicht von selbst weiter.',
    fr: 'Attendez une demi-minute. Cela peut repartir tout seul.',
    es: 'Espere medio minuto. Puede que siga solo.',
  },
  pressPlay: {
    en: 'Press the Play key on the remote control.',
    it: 'Prema il tasto Play sul telecomando.',
    de: 'Drücken Sie auf der Fernbedienung die Taste Play.',
    fr: 'Appuyez sur la touche Lecture de la télécommande.',
    es: 'Pulse la tecla Play del mando a distancia.',
  },
  startAgain: {
    en: 'Press Back and start the film again.',
    it: 'Prema Indietro e faccia ripartire il film.',
    de: 'Drücken Sie Zurück und starten Sie den Film noch einmal.',
    fr: 'Appuyez sur Retour et relancez le film.',
    es: 'Pulse Atrás y ponga la película otra vez.',
  },
  chooseOther: {
    en: 'Press Back and choose another film.',
    it: 'Prema Indietro e scelga un altro film.',
    de: 'Drücken Sie Zurück und wählen Sie einen anderen Film.',
    fr: 'Appuyez sur Retour et choisissez un autre film.',
    es: 'Pulse Atrás y elija otra película.',
  },
  volumeUp: {
    en: 'Press the Volume up key a few times.',
    it: 'Prema più volte il tasto per alzare il volume.',
    de: 'Drücken Sie mehrmals die Taste für mehr Lautstärke.',
    fr: 'Appuyez plusieurs fois sur la touche pour monter le son.',
    es: 'Pulse varias veces la tecla para subir el volumen.',
  },
  unmute: {
    en: 'Press the key with the crossed-out loudspeaker once.',
    it: "Prema una volta il tasto con l'altoparlante barrato.",
    de: 'Drücken Sie einmal die Taste mit dem durchgestrichenen Lautsprecher.',
    fr: 'Appuyez une fois sur la touche au haut-parleur barré.',
    es: 'Pulse una vez la tecla del altavoz tachado.',
  },
  volumeDown: {
    en: 'Press the Volume down key a few times.',
    it: 'Prema più volte il tasto per abbassare il volume.',
    de: 'Drücken Sie mehrmals die Taste für weniger Lautstärke.',
    fr: 'Appuyez plusieurs fois sur la touche pour baisser le son.',
    es: 'Pulse varias veces la tecla para bajar el volumen.',
  },
  pictureShape: {
    en: 'Open the settings of the TV. Choose Picture size, then Automatic.',
    it: "Apra le impostazioni del televisore. Scelga Formato dell'immagine, poi Automatico.",
    de: 'Öffnen Sie die Einstellungen des Fernsehers. Wählen Sie Bildformat, dann Automatisch.',
    fr: "Ouvrez les réglages de la télévision. Choisissez Format d'image, puis Automatique.",
    es: 'Abra los ajustes del televisor. Elija Formato de imagen y luego Automático.',
  },
} satisfies Record<string, ShippedText>;

/** About the TV as a whole. */
export const tvTexts = {
  restartTv: {
    en: 'Unplug the TV. Wait one minute, plug it in and switch it on.',
    it: 'Stacchi la spina del televisore. Aspetti un minuto, la riattacchi e lo accenda.',
    de: 'Ziehen Sie den Stecker des Fernsehers. Nach einer Minute schalten Sie ihn wieder ein.',
    fr: 'Débranchez la télévision. Attendez une minute, rebranchez-la et allumez-la.',
    es: 'Desenchufe el televisor. Espere un minuto, enchúfelo y enciéndalo.',
  },
  setClock: {
    en: 'Open the settings of the TV. Choose Time, then Automatic.',
    it: 'Apra le impostazioni del televisore. Scelga Ora, poi Automatico.',
    de: 'Öffnen Sie die Einstellungen des Fernsehers. Wählen Sie Uhrzeit, dann Automatisch.',
    fr: "Ouvrez les réglages de la télévision. Choisissez l'Heure, puis Automatique.",
    es: 'Abra los ajustes del televisor. Elija Hora y luego Automático.',
  },
  removeApp: {
    en: 'Open the settings of the TV. Remove an app that you do not use.',
    it: "Apra le impostazioni del televisore. Tolga un'app che non usa.",
    de: 'Öffnen Sie die Einstellungen des Fernsehers. Löschen Sie eine App, die Sie nicht nutzen.',
    fr: "Ouvrez les réglages de la télévision. Supprimez une application que vous n'utilisez pas.",
    es: 'Abra los ajustes del televisor. Quite una aplicación que no use.',
  },
  updateTv: {
    en: 'Open the settings of the TV. Choose Support, then Update.',
    it: 'Apra le impostazioni del televisore. Scelga Assistenza, poi Aggiornamento.',
    de: 'Öffnen Sie die Einstellungen des Fernsehers. Wählen Sie Hilfe, dann Aktualisierung.',
    fr: "Ouvrez les réglages de la télévision. Choisissez l'Assistance, puis Mise à jour.",
    es: 'Abra los ajustes del televisor. Elija Asistencia y luego Actualización.',
  },
  closeOthers: {
    en: 'Close the other apps on the TV. Press the key with the house, then come back here.',
    it: 'Chiuda le altre app del televisore. Prema il tasto con la casa, poi torni qui.',
    de: 'Schließen Sie andere Apps. Drücken Sie die Taste mit dem Haus und kommen Sie zurück.',
    fr: 'Fermez les autres applications. Appuyez sur la maison, puis revenez ici.',
    es: 'Cierre las otras aplicaciones. Pulse la tecla de la casa y vuelva aquí.',
  },
} satisfies Record<string, ShippedText>;

/** About the camera and the microphone. */
export const cameraTexts = {
  plugCamera: {
    en: 'Plug the camera into the TV.',
    it: 'Colleghi la telecamera al televisore.',
    de: 'Stecken Sie die Kamera am Fernseher ein.',
    fr: 'Branchez la caméra sur la télévision.',
    es: 'Conecte la cámara al televisor.',
  },
  plugMicrophone: {
    en: 'Plug the microphone into the TV. It may be in the camera.',
    it: 'Colleghi il microfono al televisore. Può essere nella telecamera.',
    de: 'Stecken Sie das Mikrofon am Fernseher ein. Es kann in der Kamera sein.',
    fr: 'Branchez le micro sur la télévision. Il peut être dans la caméra.',
    es: 'Conecte el micrófono al televisor. Puede estar en la cámara.',
  },
  otherSocket: {
    en: 'Pull the plug out and push it into another socket of the same shape.',
    it: "Tolga lo spinotto e lo metta in un'altra presa della stessa forma.",
    de: 'Ziehen Sie den Stecker und stecken Sie ihn in eine andere, gleiche Buchse.',
    fr: 'Retirez la prise et mettez-la dans une autre prise de la même forme.',
    es: 'Saque la clavija y métala en otra toma de la misma forma.',
  },
  openShutter: {
    en: 'Slide the little cover on the camera open.',
    it: 'Apra lo sportellino della telecamera.',
    de: 'Schieben Sie die kleine Klappe an der Kamera auf.',
    fr: 'Ouvrez le petit volet de la caméra.',
    es: 'Abra la tapita de la cámara.',
  },
  lightOn: {
    en: 'Switch on a light in the room.',
    it: 'Accenda una luce nella stanza.',
    de: 'Machen Sie Licht im Zimmer.',
    fr: 'Allumez une lampe dans la pièce.',
    es: 'Encienda una luz en la habitación.',
  },
  chooseAllow: {
    en: 'The TV asks you something. Choose Allow and press OK.',
    it: 'Il televisore le chiede qualcosa. Scelga Consenti e prema OK.',
    de: 'Der Fernseher fragt Sie etwas. Wählen Sie Erlauben und drücken Sie OK.',
    fr: 'La télévision vous pose une question. Choisissez Autoriser et appuyez sur OK.',
    es: 'El televisor le pregunta algo. Elija Permitir y pulse OK.',
  },
  allowCamera: {
    en: 'Open the settings of the TV. Choose Privacy, then allow the camera.',
    it: 'Apra le impostazioni del televisore. Scelga Privacy e consenta la telecamera.',
    de: 'Öffnen Sie die Einstellungen. Wählen Sie Datenschutz und erlauben Sie die Kamera.',
    fr: 'Ouvrez les réglages. Choisissez Confidentialité et autorisez la caméra.',
    es: 'Abra los ajustes del televisor. Elija Privacidad y permita la cámara.',
  },
  allowMicrophone: {
    en: 'Open the settings of the TV. Choose Privacy, then allow the microphone.',
    it: 'Apra le impostazioni del televisore. Scelga Privacy e consenta il microfono.',
    de: 'Öffnen Sie die Einstellungen. Wählen Sie Datenschutz und erlauben Sie das Mikrofon.',
    fr: 'Ouvrez les réglages. Choisissez Confidentialité et autorisez le micro.',
    es: 'Abra los ajustes del televisor. Elija Privacidad y permita el micrófono.',
  },
  microphoneOn: {
    en: 'See whether the microphone has a small switch. Switch it on.',
    it: 'Guardi se il microfono ha un piccolo interruttore. Lo accenda.',
    de: 'Schauen Sie, ob das Mikrofon einen kleinen Schalter hat. Schalten Sie es ein.',
    fr: 'Regardez si le micro a un petit bouton. Allumez-le.',
    es: 'Mire si el micrófono tiene un botón pequeño. Enciéndalo.',
  },
  speak: {
    en: 'Please say a few words, as loudly as you like.',
    it: 'Dica qualche parola, a voce alta.',
    de: 'Bitte sagen Sie laut ein paar Worte.',
    fr: 'Dites quelques mots à voix haute.',
    es: 'Diga unas palabras en voz alta.',
  },
  microphoneAway: {
    en: 'Move the microphone away from the loudspeaker, if you can.',
    it: "Se può, allontani il microfono dall'altoparlante.",
    de: 'Stellen Sie das Mikrofon weiter weg vom Lautsprecher, wenn es geht.',
    fr: 'Si possible, éloignez le micro du haut-parleur.',
    es: 'Si puede, aleje el micrófono del altavoz.',
  },
} satisfies Record<string, ShippedText>;
