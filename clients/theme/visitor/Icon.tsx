/* Drawn on a 24 by 24 grid with a stroke of 2; coloured by the text around them. */
const shapes = {
  house: 'M3 11.5 12 4l9 7.5M5.5 10v10h13V10M12 12v5M9.5 14.5h5',
  microphone:
    'M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21',
  microphoneOff:
    'M9 9v2.5a3 3 0 0 0 4.5 2.6M15 10.5v-4a3 3 0 0 0-5.6-1.5M5.5 11a6.5 6.5 0 0 0 10 5.5M18.5 11c0 1-.2 1.9-.6 2.7M12 17.5V21M4 3.5l16 17',
  camera: 'M3.5 7h11v10h-11zM14.5 11l6-3.5v9l-6-3.5',
  cameraOff: 'M8.5 7h6v6M14.5 11l6-3.5v9l-3-1.7M13 17H3.5V7H5M4 3.5l16 17',
  turn: 'M4.5 12a7.5 7.5 0 0 1 13-5.100L20 9.500M20 4.500v5h-5M19.5 12a7.5 7.5 0 0 1-13 5.100L4 14.500M4 19.500v-5h5',
  leave: 'M14 4.500H5v15h9M10 12h10.500M16.5 8l4 4-4 4',
  sound: 'M4.5 9.5v5H8l4.5 4v-13L8 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11',
  warning: 'M12 4 2.5 20h19zM12 10v5M12 17.5v.2',
} as const;

export type IconName = keyof typeof shapes;

/** A picture beside words that say the same. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  );
}
