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
  message: 'M4 5h16v11H10l-4.500 4v-4H4z',
  list: 'M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4.500 6.500h.1M4.500 12h.1M4.500 17.500h.1',
  phone: 'M7.5 2.500h9v19h-9zM11 18.500h2',
  call: 'M5 4h4l1.800 4.500-2.300 1.600a11 11 0 0 0 5.400 5.400l1.600-2.300L20 15v4a1.500 1.500 0 0 1-1.600 1.500A15.500 15.500 0 0 1 3.500 5.600 1.500 1.500 0 0 1 5 4z',
  tv: 'M3 5h18v11.500H3zM8.500 20.500h7M12 16.500v4',
  picture: 'M3.500 5h17v14h-17zM3.500 16l5-5 4 4 2.500-2.500 5.500 5.500M15.500 9h.1',
  send: 'M4 12 20 4.500l-5 15.500-3.500-6zM11.500 14 20 4.500',
  check: 'M5 12.500 10 17.500 19.500 7',
  close: 'M6 6l12 12M18 6 6 18',
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
