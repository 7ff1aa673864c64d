import { describe, expect, it } from 'vitest';
import {
  diagnosisAsIs,
  diagnosisOf,
  draftOf,
  emptyDraft,
} from '../../clients/agent/diagnosticDraft.ts';
import type { Diagnostic } from '../../src/protocol/index.ts';

const suggestion: Diagnostic = {
  id: 'diagnostic',
  source: { type: 'playbook', playbookId: 'playbook', version: 1, rule: 'stalled' },
  findings: [{ en: 'The film stands still.', it: 'Il film è fermo.' }],
  tasks: [
    {
      id: 'a',
      text: { en: 'Press Back.', it: 'Prema Indietro.' },
      picture: 'clock',
      concludes: true,
    },
    { id: 'b', text: { en: 'Wait.' }, check: 'playback-moving', concludes: false },
  ],
};

describe('a suggestion', () => {
  it('is sent as it is, in all its languages, without the ids of its tasks', () => {
    expect(diagnosisAsIs(suggestion)).toEqual({
      findings: suggestion.findings,
      tasks: [
        { text: { en: 'Press Back.', it: 'Prema Indietro.' }, picture: 'clock', concludes: true },
        { text: { en: 'Wait.' }, check: 'playback-moving', concludes: false },
      ],
    });
  });

  it('keeps all languages of what was not touched, and has what was in the patient’s own', () => {
    const draft = draftOf(suggestion, 'it');
    const [finding] = draft.findings;
    expect(finding?.text).toBe('Il film è fermo.');
    const edited = {
      ...draft,
      findings: draft.findings.map((each) => ({ ...each, text: ' Il film si è fermato. ' })),
    };
    expect(diagnosisOf(edited, 'it').findings).toEqual([{ it: 'Il film si è fermato.' }]);
    expect(diagnosisOf(edited, 'it').tasks).toEqual(diagnosisAsIs(suggestion).tasks);
  });
});

describe('a diagnostic by hand', () => {
  it('is nothing while nothing was written', () => {
    expect(diagnosisOf(emptyDraft, 'de')).toEqual({ findings: [], tasks: [] });
  });

  it('is in the patient’s language, without its empty lines', () => {
    const [task] = emptyDraft.tasks;
    if (task === undefined) throw new Error('a draft begins with a task');
    const draft = {
      ...emptyDraft,
      tasks: [{ ...task, text: { original: null, text: 'Warten Sie.' } }, task],
    };
    expect(diagnosisOf(draft, 'de')).toEqual({
      findings: [],
      tasks: [{ text: { de: 'Warten Sie.' }, concludes: true }],
    });
  });
});
