import type { MobilePlace } from '../../../src/protocol/index.ts';
import { deviceCard } from '../strings/call.ts';
import { phoneCard, phoneWords, phonePanel as strings } from '../strings/phone.ts';
import { Fact, StateFact } from './DeviceCard.tsx';
import { PhoneOrigin } from './PhoneCard.tsx';

/** The phone that the patient has linked. */
export function PhoneFacts({ mobile }: { readonly mobile: MobilePlace }) {
  const { admitted, presence, media, devices } = mobile;
  return (
    <section class="request-part" aria-labelledby="phone-facts-heading">
      <header class="panel-header">
        <h2 id="phone-facts-heading">{strings.linked}</h2>
        <span class={`state-word state-${presence}`}>
          {admitted ? strings.presences[presence] : strings.notAdmitted}
        </span>
      </header>
      <dl class="facts">
        <Fact name={strings.phone}>{phoneWords.phone(mobile)}</Fact>
        <Fact name={phoneCard.from}>
          <PhoneOrigin mobile={mobile} />
        </Fact>
        <Fact name={phoneCard.came}>{phoneWords.way(mobile.way)}</Fact>
        <Fact name={phoneCard.use}>{phoneWords.use(mobile.use)}</Fact>
        {admitted && (
          <Fact name={strings.sends}>
            {media === null ? strings.sendsNothing : strings.media[media]}
          </Fact>
        )}
        {media === 'video' && <StateFact name={deviceCard.camera} state={devices.camera} />}
        {media !== null && <StateFact name={deviceCard.microphone} state={devices.microphone} />}
      </dl>
    </section>
  );
}
