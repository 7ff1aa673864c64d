import type { ConsultView, PathPolicy } from '../../../src/protocol/index.ts';
import { call as strings } from '../strings/call.ts';
import { words } from '../strings/words.ts';

interface PathChoiceProps {
  readonly consult: ConsultView;
  readonly onPolicy: (policy: PathPolicy) => void;
}

const policies: readonly PathPolicy[] = ['auto', 'direct', 'relay'];

/** How media flows and why, and the choice of it for this consult. */
export function PathChoice({ consult, onPolicy }: PathChoiceProps) {
  const { path, policy } = consult;
  return (
    <div class="path">
      <p class="path-now" data-testid="path" data-value={path.kind}>
        <span class="soft">{strings.path}</span> <b>{words.path(path.kind)}</b>
        <span class="soft path-why">, {words.pathReason(path.reason)}</span>
      </p>
      <fieldset class="segments">
        <legend class="visually-hidden">{strings.pathChoice}</legend>
        {policies.map((option) => (
          <label key={option} class="segment">
            <input
              type="radio"
              name="path-policy"
              value={option}
              checked={option === policy}
              onChange={() => onPolicy(option)}
            />
            <span>{words.policy(option)}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
