import { useState } from 'preact/hooks';
import type { GuestRelation } from '../../../src/protocol/index.ts';
import { type Call, type ConsultRecord, patientPlace } from '../../connector/index.ts';
import { useObservable } from '../../theme/useObservable.ts';
import { usePictureFirst } from '../../theme/usePictureFirst.ts';
import { noticedFaults } from '../noticedFaults.ts';
import type { InviteResult } from '../parts/CallActions.tsx';
import { CallScreen } from '../screens/CallScreen.tsx';
import { useAsk } from '../useAsk.ts';
import { useChat } from '../useChat.ts';
import { useLiveEvents } from '../useLiveEvents.ts';
import { codeOf } from '../useLoaded.ts';
import { usePhoneDesk } from '../usePhoneDesk.ts';
import { useSuggestions } from '../useSuggestions.ts';
import type { Workplace } from './workplace.ts';

interface CallPageProps extends Workplace {
  readonly call: Call;
  readonly record: ConsultRecord;
}

/** The call screen, fed by the connector. */
export function CallPage({ identity, connector, call, media, record, ...rest }: CallPageProps) {
  const { nowMs, presence } = rest;
  const phase = useObservable(call.phase);
  const remoteStream = useObservable(call.remoteStream);
  const remotes = useObservable(call.remotes);
  const speaker = useObservable(call.speaker);
  const live = useLiveEvents(call, patientPlace(record.consult));
  const samples = useObservable(call.samples);
  const ownStream = useObservable(media.stream);
  const ownDevices = useObservable(media.devices);
  const { suggestions, ignore } = useSuggestions(connector, record);
  const { problem, run } = useAsk();
  const [ending, setEnding] = useState(false);
  const consultId = record.consult.id;
  const phone = usePhoneDesk(connector, consultId);
  const chat = useChat(connector, record);
  const pictureAlone = usePictureFirst(phase === 'connected');

  const end = async () => {
    setEnding(true);
    if (!(await run(connector.request('consult.end', { consultId })))) setEnding(false);
  };
  const transfer = async (to: string, note: string) => {
    try {
      await connector.request('consult.transfer', { consultId, to, note });
      return null;
    } catch (error) {
      return codeOf(error);
    }
  };
  const invite = async (name: string, relation: GuestRelation): Promise<InviteResult> => {
    try {
      const invited = await connector.request('consult.invite', { consultId, name, relation });
      const link = `${window.location.origin}/guest/#${invited.token}`;
      return { name, link, expiresAt: invited.expiresAt };
    } catch (error) {
      return { refused: codeOf(error) };
    }
  };
  return (
    <CallScreen
      record={record}
      personId={identity.personId}
      conversation={chat.conversation}
      chat={chat.actions}
      phone={phone}
      nowMs={nowMs}
      phase={phase}
      remoteStream={remoteStream}
      remotes={remotes}
      speaker={speaker}
      ownStream={ownStream}
      ownDevices={ownDevices}
      samples={samples}
      ending={ending}
      pictureAlone={pictureAlone}
      problem={problem}
      colleagues={presence.colleagues}
      noticed={noticedFaults(record.timeline, live)}
      suggestions={suggestions}
      onMicrophone={(on) => media.setMicrophoneOn(on)}
      onCamera={(on) => media.setCameraOn(on)}
      onPolicy={(policy) => void run(connector.request('consult.setPolicy', { consultId, policy }))}
      onEnd={() => void end()}
      onTransfer={transfer}
      onWithdraw={() => void run(connector.request('consult.withdrawTransfer', { consultId }))}
      onReturn={() => void run(connector.request('consult.return', { consultId }))}
      onInvite={invite}
      onRemoveGuest={(guestId) =>
        void run(connector.request('consult.removeGuest', { consultId, guestId }))
      }
      onPutPhoneOut={(mobileId) => void run(phone.onRefuse(mobileId))}
      onDiagnose={(diagnosis) =>
        run(connector.request('consult.diagnose', { consultId, ...diagnosis }))
      }
      onIgnore={ignore}
    />
  );
}
