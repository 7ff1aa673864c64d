import type { PhoneWays } from '../../../src/protocol/index.ts';
import { ApiError, type ApiErrorCode } from '../httpApi.ts';
import type { ChatActions } from '../parts/ChatPanel.tsx';
import type { PhoneDesk } from '../phoneActions.ts';
import type { Loaded } from '../useLoaded.ts';
import { active } from './consults.ts';
import type { Stand } from './frame.tsx';
import { idOf } from './people.ts';

/* What a gallery's call does about the phone and the chat: it tells what was pressed. */

export const allWays: PhoneWays = {
  address: 'housecall.example/m',
  sms: true,
  email: true,
  callIn: '+49 30 901820',
  country: 'DE',
};

export const waysOf = (value: PhoneWays): Loaded<PhoneWays> => ({
  value,
  problem: null,
  reload: () => undefined,
});

/** @param refused why all that is asked for is refused, if it is */
export function phoneDesk(
  stand: Stand,
  ways: Loaded<PhoneWays> = waysOf(allWays),
  refused?: ApiErrorCode,
): PhoneDesk {
  const press = async (name: string) => {
    stand.press(name)();
    if (refused !== undefined) throw new ApiError(refused, 'Refused.');
  };
  return {
    ways,
    onPropose: (use) => press(`propose-${use}`),
    onSendLink: async (use, to) => {
      await press(`link-${use}-${to.way}`);
      return { to: to.way === 'sms' ? '+49 … 67' : 'm…@example.org' };
    },
    onDial: () => press('dial'),
    onConfirmReference: async (reference) => {
      await press(`reference-${reference}`);
      return { consultId: active.id };
    },
    onSendMail: (email) => press(`mail-${email}`),
    onAdmit: () => press('admit-phone'),
    onRefuse: () => press('refuse-phone'),
  };
}

/** A photo that cannot be loaded. */
export const lostPhotoId = idOf(89);

export function chatActions(stand: Stand): ChatActions {
  return {
    onSay: (text) => stand.press(`say-${text}`)(),
    onSendAgain: stand.press('send-again'),
    onDiscard: stand.press('discard'),
    onReadPhoto: readPhoto,
  };
}

/** A photo as of an error screen, drawn. */
async function readPhoto(photoId: string): Promise<Blob> {
  if (photoId === lostPhotoId) throw new ApiError('not_found', 'No such photo.');
  const canvas = document.createElement('canvas');
  canvas.width = 960;
  canvas.height = 1280;
  const context = canvas.getContext('2d');
  if (context !== null) {
    const light = context.createLinearGradient(0, 0, 960, 1280);
    light.addColorStop(0, '#d9a98a');
    light.addColorStop(1, '#b97a5c');
    context.fillStyle = light;
    context.fillRect(0, 0, 960, 1280);
    context.fillStyle = '#9c3b32';
    context.beginPath();
    context.ellipse(460, 620, 190, 120, 0.4, 0, Math.PI * 2);
    context.fill();
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)),
      'image/jpeg',
    );
  });
}
