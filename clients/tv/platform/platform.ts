/*
 * What TV platforms tell about themselves to apps that they let. All of it is optional: a page in
 * a browser gets none of it, and a platform that refuses is no fault.
 */

/** What a platform says of the device that it runs on. */
export interface PlatformFacts {
  /** Serial number, device id or MAC address. */
  readonly hardwareId?: string;
  readonly displayModel?: string;
  readonly firmware?: string;
}

/** How long a platform's service may take to answer. */
const answerWithinMs = 2_000;

/** Asks whichever platform is there. Never rejects. */
export async function platformFacts(): Promise<PlatformFacts> {
  const tizen = tizenFacts();
  if (tizen.hardwareId !== undefined) return tizen;
  return await webosFacts();
}

/** Samsung: https://developer.samsung.com/smarttv/develop/api-references/samsung-product-api-references/productinfo-api.html */
function tizenFacts(): PlatformFacts {
  const id = callText('webapis.productinfo.getDuid') ?? callText('webapis.network.getMac');
  return facts(
    id,
    callText('webapis.productinfo.getRealModel'),
    callText('webapis.productinfo.getFirmware'),
  );
}

/** LG: https://webostv.developer.lge.com/develop/references/device-unique-id */
async function webosFacts(): Promise<PlatformFacts> {
  const [ids, system] = await Promise.all([
    askLuna('luna://com.webos.service.sm/deviceid/getIDs', { idType: ['LGUDID'] }),
    askLuna('luna://com.webos.service.tv.systemproperty/getSystemInfo', {
      keys: ['modelName', 'firmwareVersion'],
    }),
  ]);
  return facts(
    textAt(ids, ['idList', '0', 'idValue']),
    textAt(system, ['modelName']),
    textAt(system, ['firmwareVersion']),
  );
}

function facts(
  hardwareId: string | undefined,
  displayModel: string | undefined,
  firmware: string | undefined,
): PlatformFacts {
  return {
    ...(hardwareId === undefined ? {} : { hardwareId }),
    ...(displayModel === undefined ? {} : { displayModel }),
    ...(firmware === undefined ? {} : { firmware }),
  };
}

/** Samsung's numbers of connections; 0 is none. */
const tizenNetworks = ['none', 'wifi', 'cellular', 'ethernet'] as const;

/** How the TV is on the network, such as `wifi` or `ethernet`, where anybody tells. */
export function networkType(): string | undefined {
  const tizen = callAt('webapis.network.getActiveConnectionType');
  if (typeof tizen === 'number') return tizenNetworks[tizen];
  return asText(at(navigator, ['connection', 'type']));
}

/** Goes to the TV's own screen, where the platform lets an app do so. */
export function leaveApp(): void {
  const application = callAt('tizen.application.getCurrentApplication');
  if (application === undefined) callAt('webOSSystem.platformBack');
  else callMethod(application, 'exit', []);
}

function askLuna(uri: string, parameters: object): Promise<unknown> {
  const Bridge = at(globalThis, ['PalmServiceBridge']);
  if (typeof Bridge !== 'function') return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, answerWithinMs);
    try {
      const bridge: unknown = Reflect.construct(Bridge, []);
      if (!isRecord(bridge)) return resolve(undefined);
      Reflect.set(bridge, 'onservicecallback', (answer: string) => {
        clearTimeout(timer);
        resolve(parsed(answer));
      });
      callMethod(bridge, 'call', [uri, JSON.stringify(parameters)]);
    } catch {
      resolve(undefined);
    }
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Calls a function of the platform by its path, if it is there and lets us. */
export function callAt(path: string, ...parameters: readonly unknown[]): unknown {
  const steps = path.split('.');
  const name = steps.pop() ?? '';
  return callMethod(at(globalThis, steps), name, parameters);
}

function callMethod(owner: unknown, name: string, parameters: readonly unknown[]): unknown {
  const method = at(owner, [name]);
  if (typeof method !== 'function') return undefined;
  try {
    return Reflect.apply(method, owner, parameters);
  } catch {
    // The app has no privilege for it.
    return undefined;
  }
}

function callText(path: string): string | undefined {
  return asText(callAt(path));
}

function textAt(value: unknown, path: readonly string[]): string | undefined {
  return asText(at(value, path));
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function at(value: unknown, path: readonly string[]): unknown {
  let found: unknown = value;
  for (const step of path) found = isRecord(found) ? found[step] : undefined;
  return found;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
