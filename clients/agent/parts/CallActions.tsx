import { useState } from 'preact/hooks';
import type { Colleague, ConsultView, GuestRelation } from '../../../src/protocol/index.ts';
import type { ApiErrorCode } from '../httpApi.ts';
import { guests, returning, transfer } from '../strings/call.ts';
import { Dialog } from './Dialog.tsx';
import { Icon } from './Icon.tsx';
import { InviteDialog, type Invited } from './InviteDialog.tsx';
import { TransferDialog } from './TransferDialog.tsx';

/** What came of an invitation. */
export type InviteResult = Invited | { readonly refused: ApiErrorCode };

interface CallActionsProps {
  readonly consult: ConsultView;
  readonly colleagues: readonly Colleague[];
  /** @returns why it was not offered, or `null` */
  readonly onTransfer: (to: string, note: string) => Promise<ApiErrorCode | null>;
  readonly onInvite: (name: string, relation: GuestRelation) => Promise<InviteResult>;
  readonly onReturn: () => void;
}

type Opened = 'transfer' | 'invite' | 'return' | null;

/** Others in, the call to others, or the patient back to the waiting room. */
export function CallActions(props: CallActionsProps) {
  const { consult, colleagues, onTransfer, onInvite, onReturn } = props;
  const [opened, setOpened] = useState<Opened>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiErrorCode | null>(null);
  const [invited, setInvited] = useState<Invited | null>(null);
  const open = (which: Opened) => {
    setOpened(which);
    setProblem(null);
    setInvited(null);
  };
  const sendTransfer = async (to: string, note: string) => {
    setBusy(true);
    const refused = await onTransfer(to, note);
    setBusy(false);
    setProblem(refused);
    if (refused === null) setOpened(null);
  };
  const invite = async (name: string, relation: GuestRelation) => {
    setBusy(true);
    setProblem(null);
    const result = await onInvite(name, relation);
    setBusy(false);
    if ('refused' in result) setProblem(result.refused);
    else setInvited(result);
  };
  return (
    <>
      <button
        class="button"
        type="button"
        data-testid="invite"
        title={guests.open}
        onClick={() => open('invite')}
      >
        <Icon name="invite" />
        <span class="action-label">{guests.open}</span>
      </button>
      <button
        class="button"
        type="button"
        data-testid="transfer"
        title={transfer.open}
        disabled={consult.transfer !== null}
        onClick={() => open('transfer')}
      >
        <Icon name="transfer" />
        <span class="action-label">{transfer.open}</span>
      </button>
      <button
        class="button"
        type="button"
        data-testid="return"
        title={returning.open}
        onClick={() => open('return')}
      >
        <Icon name="return" />
        <span class="action-label">{returning.open}</span>
      </button>
      {opened === 'transfer' && (
        <TransferDialog
          colleagues={colleagues}
          problem={problem}
          busy={busy}
          onSend={(to, note) => void sendTransfer(to, note)}
          onClose={() => setOpened(null)}
        />
      )}
      {opened === 'invite' && (
        <InviteDialog
          invited={invited}
          problem={problem}
          busy={busy}
          onInvite={(name, relation) => void invite(name, relation)}
          onClose={() => setOpened(null)}
        />
      )}
      {opened === 'return' && (
        <Dialog heading={returning.heading} onClose={() => setOpened(null)}>
          <p>{returning.lead(consult.patient.name)}</p>
          <div class="actions">
            <button
              class="button button-primary"
              type="button"
              data-testid="return-confirm"
              onClick={() => {
                setOpened(null);
                onReturn();
              }}
            >
              {returning.confirm}
            </button>
            <button class="button" type="button" onClick={() => setOpened(null)}>
              {returning.cancel}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
