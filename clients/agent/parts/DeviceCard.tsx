import type { ComponentChildren } from 'preact';
import {
  type ConsultView,
  type DeviceCapabilities,
  type DeviceRef,
  finalStates,
  type MediaDeviceState,
} from '../../../src/protocol/index.ts';
import { deviceCard as strings } from '../strings/call.ts';
import { networkName } from '../strings/request.ts';
import { isKnown, words } from '../strings/words.ts';

interface FactProps {
  readonly name: string;
  readonly children: ComponentChildren;
}

/** A row of a list of facts. */
export function Fact({ name, children }: FactProps) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What a probe found, as rows of a list of facts. */
export function CapabilityFacts({ capabilities }: { readonly capabilities: DeviceCapabilities }) {
  const { decodes, encodes, dataChannel } = capabilities;
  return (
    <>
      <Fact name={strings.plays}>{codecNames(decodes)}</Fact>
      <Fact name={strings.sends}>{codecNames(encodes)}</Fact>
      <Fact name={strings.dataChannel}>{dataChannel ? strings.yes : strings.no}</Fact>
    </>
  );
}

type Described = Pick<DeviceRef, 'model' | 'displayModel' | 'platform' | 'engineVersion'>;

/** What a device is, as rows of a list of facts. */
export function ModelFacts({ device }: { readonly device: Described }) {
  return (
    <>
      {isKnown(device.model) && <Fact name={strings.model}>{device.model}</Fact>}
      {device.displayModel !== undefined && (
        <Fact name={strings.display}>{device.displayModel}</Fact>
      )}
      <Fact name={strings.platform}>{words.platform(device.platform)}</Fact>
      <Fact name={strings.engine}>{device.engineVersion}</Fact>
    </>
  );
}

interface DeviceCardProps {
  readonly consult: ConsultView;
  /** From the last sample; `undefined` before the first. */
  readonly appVisible: boolean | undefined;
}

/** The patient's TV during a consult. */
export function DeviceCard({ consult, appVisible }: DeviceCardProps) {
  const { device, places, serviceRequest, state } = consult;
  // What the TV said last is of no meaning once the consult is over.
  const isLive = !finalStates.has(state);
  const { devices, presence } = places.tv;
  return (
    <section class="panel" aria-labelledby="device-heading">
      <header class="panel-header">
        <h2 id="device-heading">{strings.heading}</h2>
        {isLive && (
          <span class={`state-word state-${presence}`}>
            {presence === 'present' ? strings.present : strings.absent}
          </span>
        )}
      </header>
      {appVisible === false && <p class="warn-line">{strings.appHidden}</p>}
      <dl class="facts">
        {isLive && (
          <>
            <StateFact name={strings.camera} state={devices.camera} />
            <StateFact name={strings.microphone} state={devices.microphone} />
          </>
        )}
        <ModelFacts device={device} />
        <CapabilityFacts capabilities={device.capabilities} />
        {serviceRequest.context.networkType !== undefined && (
          <Fact name={strings.network}>{networkName(serviceRequest.context.networkType)}</Fact>
        )}
      </dl>
    </section>
  );
}

interface StateFactProps {
  readonly name: string;
  readonly state: MediaDeviceState;
}

/** Whether a camera or a microphone is there, as a row of a list of facts. */
export function StateFact({ name, state }: StateFactProps) {
  return (
    <Fact name={name}>
      <span class={state === 'on' ? '' : 'warn-text'}>{words.deviceState(state)}</span>
    </Fact>
  );
}

/** MIME subtypes as people write them. */
function codecNames(subtypes: readonly string[]): string {
  return subtypes.length === 0 ? strings.noneFound : subtypes.map(codecName).join(', ');
}

const spellings: Readonly<Record<string, string>> = {
  opus: 'Opus',
  pcmu: 'PCMU',
  pcma: 'PCMA',
  h264: 'H.264',
  h265: 'H.265',
};

function codecName(subtype: string): string {
  return spellings[subtype] ?? subtype.toUpperCase();
}
