import type { Actor } from '../../src/consult/ports.ts';
import type {
  CheckStatus,
  MobileIdentity,
  MobileMedia,
  MobileRef,
  PathPolicy,
  PatientAt,
  PhoneUse,
} from '../../src/protocol/index.ts';
import { ada, clinic, homeTv, idOf } from './people.ts';
import { active, flows } from './situations.ts';
import type { World } from './world.ts';

export interface Phone extends Actor {
  readonly identity: MobileIdentity;
}

/** What a phone looks like to the agent. */
export function traitsOf({ identity }: Phone): MobileRef {
  return {
    id: identity.mobileId,
    model: 'iPhone',
    browser: 'Safari 18',
    address: '192.0.2.7',
    nearTv: true,
    way: 'qr',
  };
}

/** A phone's session in one consult; `tab` tells several of one phone apart. */
export function phoneIn(consultId: string, name = 'phone', tab = 'tab'): Phone {
  return {
    sessionId: idOf(`${name} ${tab} ${consultId}`),
    identity: { kind: 'mobile', mobileId: idOf(`${name} ${consultId}`), consultId, clinic },
  };
}

export interface PhoneScene {
  readonly world: World;
  readonly id: string;
  readonly phone: Phone;
}

/** The phone shows its code and takes its seat. */
export async function link(
  world: World,
  phone: Phone,
  { use = 'move', check = null }: { use?: PhoneUse; check?: CheckStatus | null } = {},
): Promise<void> {
  const { consultId } = phone.identity;
  await world.consults.mobiles.link(consultId, { ...traitsOf(phone), use }, check);
  await world.arrive(phone);
  await world.consults.join(phone, consultId);
  await world.consults.settled();
}

/** Ada and the patient at home are in an active consult, and a phone has come. */
export async function linked(
  options: { use?: PhoneUse; check?: CheckStatus | null; policy?: PathPolicy } = {},
): Promise<PhoneScene> {
  const { world, id } = await active(options.policy ?? 'relay');
  const phone = phoneIn(id);
  await link(world, phone, options);
  return { world, id, phone };
}

/** The same, and Ada has let the phone in. */
export async function admitted(
  options: { use?: PhoneUse; policy?: PathPolicy } = {},
): Promise<PhoneScene> {
  const scene = await linked(options);
  const { world, id, phone } = scene;
  await world.consults.mobiles.admit(ada, id, phone.identity.mobileId);
  await world.consults.settled();
  return scene;
}

/** The phone is ready to take the call, or to film and listen for the TV. */
export async function begin(
  { world, id, phone }: PhoneScene,
  to: 'mobile' | 'both',
  media: MobileMedia = 'video',
): Promise<void> {
  await world.consults.mobiles.begin(phone, id, { use: to === 'mobile' ? 'move' : 'split', media });
}

/** Ada's screen shows the patient there. */
export async function confirm({ world, id }: PhoneScene, to: PatientAt): Promise<void> {
  await world.consults.mobiles.confirm(ada, id, to);
}

/** The call is on the phone, or on both, and flows there. */
export async function moved(
  to: 'mobile' | 'both',
  options: { policy?: PathPolicy } = {},
): Promise<PhoneScene> {
  const scene = await admitted(options);
  await begin(scene, to);
  await flows(scene.world, scene.phone, scene.id);
  await confirm(scene, to);
  return scene;
}

/** The phone had the call alone, and is gone for good. */
export async function adrift(): Promise<PhoneScene> {
  const scene = await moved('mobile');
  await scene.world.leave(scene.phone);
  await scene.world.pass(120_000);
  return scene;
}

/** The call begins to go back to the TV. */
export async function comeBack({ world, id }: PhoneScene, by: Actor = homeTv): Promise<void> {
  await world.consults.mobiles.beginReturn(by, id);
}
