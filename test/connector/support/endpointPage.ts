import type { Browser, BrowserContextOptions } from 'playwright-core';
import type { Timings } from '../../../clients/connector/faults/standing.ts';
import type {
  ConsultView,
  DeviceCapabilities,
  DeviceEvent,
  DiagnosticsSample,
  MediaDevicesState,
  PathPolicy,
  PhoneUse,
  TimelineEvent,
} from '../../../src/protocol/index.ts';
import { attachModule, bundle, type ModulePage } from '../../support/page.ts';

/** How far behind a machine is, in milliseconds; not at all where nothing is said. */
export interface Lateness {
  /** How late an offer of what comes is taken in. */
  readonly toReceiveMs?: number;
  /** How late an answer to what is to go out is taken in, each. */
  readonly toSendMs?: number;
  /** How late an element's first frame is told. */
  readonly toShowMs?: number;
}

/** What `test/pages/connectorEndpoint.ts` lets a test do: one endpoint, as an app would be. */
export interface EndpointPage {
  openMedia(): Promise<MediaDevicesState>;
  /** Whether the camera is used at all. */
  useCamera(used: boolean): Promise<MediaDevicesState>;
  closeMedia(): void;
  devices(): MediaDevicesState;
  /** Kinds of the tracks that the camera's and microphone's stream has now. */
  selfTracks(): string[];
  setCameraOn(on: boolean): void;
  setMicrophoneOn(on: boolean): void;
  /** As an engine does while another program has the devices. */
  refuseDevices(refuses: boolean): void;
  /** As an engine tells it: nothing lets a page do it for real. @returns what is said right then */
  pullOutCamera(): MediaDevicesState;
  /** As an engine does while somebody calls the phone, and once they have hung up. */
  withhold(isWithheld: boolean): void;
  /** As an engine tells that the page is looked at again. */
  returnToPage(): void;
  /** As an engine tells that another network is there; what was connected before is dead. */
  changeNetwork(): void;
  /** From now on no connection of this page takes a remote candidate: none is reached directly. */
  forgetCandidates(): void;
  /** Makes cameras say which way they look, as a phone's: nothing lets a test plug such in. */
  becomePhone(): void;
  turnCamera(): Promise<void>;
  /** Which way the camera looks, where it can be turned, and what it is called. */
  camera(): { readonly facing: string | null; readonly label: string | null };
  /** From now on this page sends nothing of its picture. */
  holdBack(): void;
  /** Frames sent so far of each layer of this page's picture, by its `rid`. */
  layersSent(): Promise<Readonly<Record<string, number>>>;
  /** As on a slow machine. */
  beLate(late: Lateness): void;
  /** From now on every frame that this page sends on a data channel is lost. */
  loseChannel(): void;
  /** From now on camera and microphone are what `play` makes of them. */
  goOnStage(): void;
  play(what: {
    readonly picture?: 'moving' | 'frozen' | 'black';
    readonly voice?: 'speaks' | 'silent';
    /** The other side hears itself from now on. */
    readonly echo?: true;
  }): void;
  /** Of the calls from now on. */
  setTimings(timings: Timings): void;
  engine(): Promise<EngineReport>;
  signIn(email: string, password: string): Promise<boolean>;
  /** @param claim a phone's own secret */
  start(endpoint: 'tv' | 'agent' | 'mobile', token?: string, claim?: string): void;
  ask(): Promise<void>;
  accept(): Promise<void>;
  decline(): Promise<void>;
  /** Takes a place in the consult that is there. */
  join(place: 'tv' | 'agent' | 'mobile'): Promise<void>;
  /** Takes part as a guest in the consult that is there. */
  joinAsGuest(guestId: string): Promise<void>;
  /** Invites an interpreter. @returns the token of the link */
  invite(name: string): Promise<string>;
  removeGuest(guestId: string): Promise<void>;
  end(): Promise<void>;
  /** The TV shows a code for the phone. @returns it */
  openCode(use: PhoneUse): Promise<string>;
  /** The agent lets the phone in that is linked. */
  admit(): Promise<void>;
  /** The phone takes the call, or a part of it. */
  takeCall(use: 'move' | 'split'): Promise<void>;
  /** One of TV and phone shows digits, @returns them, */
  openReturn(): Promise<string>;
  /** and the other takes them. */
  takeBack(code: string): Promise<void>;
  setPolicy(policy: PathPolicy): Promise<void>;
  /** Begins to note the call's phases anew, from the present one on. */
  forgetPhases(): void;
  /** Counts the frames and gaps of all pictures anew. */
  lookAnew(): void;
  /** What the page has shown of the counterpart since `lookAnew`, whatever stream it was. */
  shown(): ShownReport;
  /** What has been decoded here of the others' pictures since this was first asked. */
  arrived(): ArrivalReport;
  /** How loud what this page sends has been so far: energy of its sources (W3C webrtc-stats). */
  energySent(): Promise<number>;
  sendEvent(event: DeviceEvent): boolean;
  report(): Promise<EndpointReport>;
}

interface EngineReport {
  readonly handler: string | undefined;
  readonly description: { readonly platform: string; readonly engineVersion: string };
  readonly capabilities: DeviceCapabilities;
}

export interface ArrivalReport {
  readonly frames: number;
  /** Of those the ones with a bright spot, as of a camera. */
  readonly brightFrames: number;
}

/** What was on the screen, as frames of the element in front come to it. */
export interface ShownReport {
  readonly frames: number;
  /** Of those the ones without a bright spot, as of a placeholder. */
  readonly blackFrames: number;
  readonly longestGapMs: number;
  /** From the last frame of one stream to the first of the next. */
  readonly longestChangeMs: number;
  /** The most elements that were to be heard at one moment. */
  readonly mostHeard: number;
}

export interface RemoteReport {
  readonly place: string;
  readonly tracks: readonly string[];
  readonly frames: number;
  readonly longestGapMs: number;
}

interface FaultReport {
  readonly id: string;
  readonly place: string;
  readonly code: string;
  readonly direction: string;
}

export interface EndpointReport {
  readonly connection: string;
  readonly consult: ConsultView | null;
  readonly phase: string | null;
  readonly samples: readonly DiagnosticsSample[];
  /** The phases that the call has gone through, in their order. */
  readonly phases: readonly string[];
  /** The others in their order, with what was seen of them since `lookAnew`. */
  readonly remotes: readonly RemoteReport[];
  /** The place whose stream is `remoteStream`. */
  readonly counterpart: string | null;
  readonly speaker: string | null;
  /** Ids of the events that came on the channel and tell of no fault, in their order. */
  readonly events: readonly string[];
  /** What is wrong with the call, at either side. */
  readonly faults: readonly FaultReport[];
  readonly timeline: readonly TimelineEvent[];
  /** Peer connections that are not closed. */
  readonly openConnections: number;
  /** Of this side's picture or its placeholder, by the open connections' own count. */
  readonly framesSent: number;
  /** Of the others' pictures, by the open connections' own count. */
  readonly framesDecoded: number;
}

const pageOf = (name: string) => new URL(`../../pages/${name}.ts`, import.meta.url);

/** Opens an endpoint's page at the server's own origin, with camera and microphone permitted. */
export async function openEndpoint(
  browser: Browser,
  serverUrl: string,
  options: BrowserContextOptions = {},
): Promise<ModulePage<EndpointPage>> {
  const context = await browser.newContext({
    permissions: ['camera', 'microphone'],
    bypassCSP: true,
    ...options,
  });
  await context.addInitScript({ content: await bundle(pageOf('remoteVideo')) });
  const page = await context.newPage();
  // Any page of the server's will do: what counts is its origin.
  await page.goto(`${serverUrl}/api/health`);
  return attachModule<EndpointPage>(page, pageOf('connectorEndpoint'));
}
