const paths = {
  accept: 'M4 12.5 9.5 18 20 6.5',
  close: 'M6 6l12 12M18 6 6 18',
  microphone:
    'M12 3.5a3 3 0 0 0-3 3V11a3 3 0 0 0 6 0V6.5a3 3 0 0 0-3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5v3',
  'microphone-off':
    'M15 10.5v-4a3 3 0 0 0-5.7-1.3M9 9v2a3 3 0 0 0 4.6 2.5M5.5 11a6.5 6.5 0 0 0 10.4 5.2M18.5 11c0 .9-.2 1.7-.5 2.5M12 17.5v3M4 4l16 16',
  camera: 'M4 7.5h10.5v9H4zM14.5 10.5 20 7.5v9l-5.5-3z',
  'camera-off': 'M9 7.5h5.5V13M14.5 16.5H4v-9h1.5M14.5 10.5 20 7.5v9M4 4l16 16',
  'hang-up':
    'M3.5 14.8c0-1 .4-1.9 1.2-2.5a12.4 12.4 0 0 1 14.6 0c.8.6 1.2 1.5 1.2 2.5v.9c0 .6-.5 1-1 .9l-3.3-.6a1 1 0 0 1-.8-1v-1.6a11 11 0 0 0-6.8 0V15a1 1 0 0 1-.8 1l-3.3.6c-.5.1-1-.3-1-.9z',
  consults: 'M4.5 5.5h15v10h-8l-4 3.5v-3.5h-3z',
  pair: 'M3.5 5.5h17v11h-17zM8.5 20h7M12 16.5V20M12 8.5v5M9.5 11h5',
  patients:
    'M9 11.2a3.3 3.3 0 1 0 0-6.7 3.3 3.3 0 0 0 0 6.7zM3 19.5c0-3.2 2.6-5.3 6-5.3s6 2.1 6 5.3M15.5 4.8a3.3 3.3 0 0 1 0 6.1M17.5 14.8c2 .7 3.5 2.3 3.5 4.7',
  clinic: 'M5 20V6.5l7-3 7 3V20M3.5 20h17M12 8.5v5M9.5 11h5M10 20v-3.5h4V20',
  playbook: 'M6 4h12v16H6zM9.5 8.5h5M9.5 12h5M9.5 15.5h3',
  integrations: 'M4 9h11M12 5.5 15.5 9 12 12.5M20 15H9M12 11.5 8.5 15l3.5 3.5',
  transfer: 'M4 8.5h12.5M13 5l3.5 3.5L13 12M20 15.5H7.5M11 12l-3.5 3.5L11 19',
  invite:
    'M10 11.2a3.3 3.3 0 1 0 0-6.7 3.3 3.3 0 0 0 0 6.7zM4 19.5c0-3.2 2.6-5.3 6-5.3 1.6 0 3 .5 4.1 1.3M18 14v6M15 17h6',
  return: 'M9.5 6 5 10.5 9.5 15M5 10.5h9a5 5 0 0 1 5 5V18',
  pin: 'M9 4h6l-1 6 3 3H7l3-3zM12 13v7',
  phone:
    'M6 4h3.5l1.5 4.5-2 1.5a11 11 0 0 0 5 5l1.5-2 4.5 1.5V18a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2z',
  mobile: 'M8 3.5h8a1 1 0 0 1 1 1v15a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1zM11 17.5h2',
  tv: 'M3.5 5.5h17v11h-17zM8.5 20h7',
  mail: 'M3.5 6h17v12h-17zM4 6.5l8 6.5 8-6.5',
  warning: 'M12 4 2.8 19.5h18.4zM12 10v4.2M12 16.6v.4',
  done: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12.3l2.8 2.7L16 9.5',
  sound: 'M4.5 9.5v5H8l4.5 4v-13L8 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing beside words; it says nothing of its own to a screen reader. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
