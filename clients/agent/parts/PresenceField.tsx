import { type PresenceSetting, presenceSetting } from '../../../src/protocol/index.ts';
import { type PresenceState, shownPresence } from '../presenceBoard.ts';
import { presence as strings } from '../strings/session.ts';

interface PresenceFieldProps {
  readonly state: PresenceState;
  readonly onSet: (setting: PresenceSetting) => void;
}

/** One's own presence: what one chose, and what the server makes of it where that differs. */
export function PresenceField({ state, onSet }: PresenceFieldProps) {
  const shown = shownPresence(state);
  const remark = shown === 'busy' ? strings.busy : shown === 'away' ? strings.away : null;
  const differs = remark !== null && shown !== state.setting;
  return (
    <div class="presence" data-testid="presence" data-value={shown}>
      <span class={`dot dot-${shown}`} aria-hidden="true" />
      <select
        class="select select-small"
        aria-label={strings.label}
        value={state.setting}
        onChange={(event) => {
          const { data } = presenceSetting.safeParse(event.currentTarget.value);
          if (data !== undefined) onSet(data);
        }}
      >
        {presenceSetting.options.map((setting) => (
          <option key={setting} value={setting}>
            {strings.settings[setting]}
          </option>
        ))}
      </select>
      <p class="soft presence-remark" role="status">
        {differs && remark}
      </p>
    </div>
  );
}
