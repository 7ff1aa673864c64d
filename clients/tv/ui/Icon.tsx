/* Drawn on a 24 by 24 grid with a stroke of 2; coloured by the text around them. */
const shapes = {
  house: 'M3 11.5 12 4l9 7.5M5.5 10v10h13V10M12 12v5M9.5 14.5h5',
  phoneDown:
    'M3 13.5c5.5-5 12.500-5 18 0l-1.800 2.900-4.200-1.400v-2.600c-2-.6-4-.6-6 0v2.600l-4.200 1.400z',
  microphone:
    'M12 3.500a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3zM5.500 11a6.500 6.500 0 0 0 13 0M12 17.500V21',
  microphoneOff:
    'M9 9v2.500a3 3 0 0 0 4.500 2.600M15 10.500v-4a3 3 0 0 0-5.600-1.500M5.500 11a6.500 6.500 0 0 0 10 5.500M18.500 11c0 1-.2 1.900-.6 2.700M12 17.500V21M4 3.500l16 17',
  camera: 'M3.500 7h11v10h-11zM14.500 11l6-3.500v9l-6-3.500',
  cameraOff: 'M8.500 7h6v6M14.500 11l6-3.500v9l-3-1.700M13 17H3.500V7H5M4 3.500l16 17',
  eye: 'M2.500 12C5 7.500 8.300 5.500 12 5.500s7 2 9.500 6.500c-2.500 4.500-5.800 6.500-9.500 6.500s-7-2-9.500-6.500zM12 9.200a2.800 2.800 0 1 1 0 5.600 2.800 2.800 0 0 1 0-5.600z',
  eyeOff:
    'M4 3.500l16 17M9.500 5.800c.8-.2 1.600-.3 2.500-.3 3.700 0 7 2 9.500 6.500-.8 1.400-1.600 2.500-2.600 3.500M6 7.700C4.700 8.700 3.500 10.200 2.500 12c2.500 4.500 5.800 6.500 9.500 6.500 1.300 0 2.600-.3 3.800-.8M10 10a2.800 2.800 0 0 0 3.900 4',
  warning: 'M12 4 2.500 20h19zM12 10v5M12 17.500v.2',
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
