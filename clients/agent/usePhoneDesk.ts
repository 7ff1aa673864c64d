import { useCallback, useMemo } from 'preact/hooks';
import type { Connector } from '../connector/index.ts';
import { type PhoneDesk, phoneActions } from './phoneActions.ts';
import { useLoaded } from './useLoaded.ts';

/** What can be done about the phone of this consult's patient. */
export function usePhoneDesk(connector: Connector, consultId: string): PhoneDesk {
  const load = useCallback(
    () => connector.request('deflection.ways', { consultId }),
    [connector, consultId],
  );
  const ways = useLoaded(load);
  const actions = useMemo(() => phoneActions(connector, consultId), [connector, consultId]);
  return { ...actions, ways };
}
