import type { DeviceRegistration } from '../../../src/protocol/index.ts';
import { describeEngine, probeCapabilities, type TokenStorage } from '../../connector/index.ts';
import { platformFacts } from './platform.ts';

const hardwareIdKey = 'housecall.hardwareId';
/** The contract's bounds of a hardware id. */
const idLength = { min: 8, max: 128 };

/**
 * What this TV says of itself when it registers. Where the platform gives no serial number or MAC
 * address, an id is made once and kept.
 */
export async function describeDevice(
  storage: TokenStorage,
  newId: () => string,
): Promise<DeviceRegistration> {
  const [facts, capabilities] = await Promise.all([platformFacts(), probeCapabilities()]);
  const given = facts.hardwareId;
  const fits = given !== undefined && given.length >= idLength.min && given.length <= idLength.max;
  return {
    ...describeEngine(),
    hardwareId: fits ? given : keptId(storage, newId),
    ...(facts.displayModel === undefined ? {} : { displayModel: facts.displayModel.slice(0, 128) }),
    capabilities,
  };
}

function keptId(storage: TokenStorage, newId: () => string): string {
  const kept = storage.getItem(hardwareIdKey);
  if (kept !== null && kept.length >= idLength.min) return kept;
  const made = newId();
  storage.setItem(hardwareIdKey, made);
  return made;
}
