import type { PlaybookVersion } from '../../../src/protocol/playbook.ts';
import { clock, day } from '../format.ts';
import { history as strings } from '../strings/playbook.ts';

interface PlaybookHistoryProps {
  /** Newest first. */
  readonly history: readonly PlaybookVersion[];
  readonly onOpen: (version: number) => void;
}

/** The versions of a playbook, each of which can become the draft. */
export function PlaybookHistory({ history, onOpen }: PlaybookHistoryProps) {
  if (history.length === 0) return <p class="soft">{strings.none}</p>;
  return (
    <table class="table" data-testid="playbook-history">
      <thead>
        <tr>
          <th scope="col">{strings.version}</th>
          <th scope="col">{strings.name}</th>
          <th scope="col">{strings.saved}</th>
          <th scope="col">{strings.origin}</th>
          <th scope="col">
            <span class="visually-hidden">{strings.open}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {history.map(({ version, name, origin, savedAt, savedBy }) => (
          <tr key={version}>
            <th scope="row">{version}</th>
            <td>{name}</td>
            <td>
              {day(savedAt)}, {clock(savedAt)}
              {savedBy !== undefined && (
                <span class="device-since">{strings.by(savedBy.name)}</span>
              )}
            </td>
            <td>{strings.origins[origin]}</td>
            <td class="cell-action">
              <button
                class="button button-small"
                type="button"
                aria-label={strings.openNamed(version)}
                onClick={() => onOpen(version)}
              >
                {strings.open}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
