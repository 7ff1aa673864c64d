import { useState } from 'preact/hooks';
import type { PlaybookTryResponse, PlaybookVersion } from '../../../src/protocol/playbook.ts';
import type { ApiErrorCode } from '../httpApi.ts';
import { PlaybookHistory } from '../parts/PlaybookHistory.tsx';
import { PlaybookToolbar, type PlaybookToolbarProps } from '../parts/PlaybookToolbar.tsx';
import { PlaybookTrial } from '../parts/PlaybookTrial.tsx';
import { Problems, RuleEditor } from '../parts/RuleEditor.tsx';
import { RuleList } from '../parts/RuleList.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import type { SampleRequest } from '../playbookApi.ts';
import { type CheckedPlaybook, newRule, type RuleDraft } from '../playbookDraft.ts';
import { playbook as strings } from '../strings/playbook.ts';

interface PlaybookScreenProps extends Omit<PlaybookToolbarProps, 'wrong'> {
  readonly checked: CheckedPlaybook;
  readonly history: readonly PlaybookVersion[];
  readonly trial: PlaybookTryResponse | null;
  readonly trialProblem: ApiErrorCode | null;
  readonly trying: boolean;
  /** The tab that is shown at first. */
  readonly tab?: 'rule' | 'try' | 'history';
  readonly onOpenVersion: (version: number) => void;
  readonly onTry: (request: SampleRequest) => void;
}

/** The clinic's playbook: its rules, one of them, a trial, and how it came about. */
export function PlaybookScreen(props: PlaybookScreenProps) {
  const { draft, checked, onDraft } = props;
  const [chosen, setChosen] = useState<number | null>(draft.rules.length > 0 ? 0 : null);
  const [tab, setTab] = useState<string>(props.tab ?? 'rule');
  const problems = checked.name === 'wrong' ? checked.problems : [];
  const rule = chosen === null ? undefined : draft.rules[chosen];
  const changeRule = (change: Partial<RuleDraft>) =>
    onDraft({
      ...draft,
      rules: draft.rules.map((each, at) => (at === chosen ? { ...each, ...change } : each)),
    });
  const wrong = new Set(problems.flatMap(({ index }) => (index === null ? [] : [index])));
  return (
    <div class="page page-fill" data-testid="playbook">
      <PlaybookToolbar {...props} wrong={wrong.size} />
      <Problems id="playbook-problems" problems={problems.filter(({ index }) => index === null)} />
      <div class="playbook">
        <RuleList
          rules={draft.rules}
          wrong={wrong}
          chosen={chosen}
          onChoose={setChosen}
          onNew={() => {
            const added = newRule(strings.newName(draft.rules.length + 1));
            onDraft({ ...draft, rules: [...draft.rules, added] });
            setChosen(draft.rules.length);
          }}
        />
        <Tabs
          label={strings.tabs}
          shownId={tab}
          onShow={setTab}
          tabs={[
            {
              id: 'rule',
              name: strings.tabRule,
              children:
                rule === undefined ? (
                  <p class="soft">{strings.choose}</p>
                ) : (
                  <RuleEditor
                    key={chosen}
                    rule={rule}
                    problems={problems.filter(({ index }) => index === chosen)}
                    onChange={changeRule}
                    onRemove={() => {
                      onDraft({ ...draft, rules: draft.rules.filter((_, at) => at !== chosen) });
                      setChosen(null);
                    }}
                  />
                ),
            },
            {
              id: 'try',
              name: strings.tabTry,
              children: (
                <PlaybookTrial
                  ready={checked.name === 'right'}
                  result={props.trial}
                  busy={props.trying}
                  refused={props.trialProblem}
                  onTry={props.onTry}
                />
              ),
            },
            {
              id: 'history',
              name: strings.tabHistory,
              children: <PlaybookHistory history={props.history} onOpen={props.onOpenVersion} />,
            },
          ]}
        />
      </div>
    </div>
  );
}
