export const pairing = {
  title: 'Connect this TV to your clinic',
  steps: [
    'Phone your clinic, or ask the person who is helping you.',
    'Read out this code:',
    'Leave the TV on. It goes on by itself.',
  ],
  address: 'The clinic enters the code at',
  scan: 'Or let your helper scan this with a phone',
  requesting: 'Getting your code …',
  newCode: 'Get a new code',
  larger: 'Show the code larger',
  smaller: 'Show everything again',
  spelled: (code: string) => `The code is ${[...code.replace(/[^A-Z0-9]/gi, '')].join(' ')}`,
  qrLabel: 'QR code for the person who is helping you',
  denied: {
    title: 'The clinic did not confirm this TV',
    body: 'Please phone your clinic, then get a new code and read it out.',
  },
  unreachable: {
    title: 'The clinic cannot be reached',
    body: 'Please check that this TV is on the internet. It keeps trying by itself.',
  },
};
