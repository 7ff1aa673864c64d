import { useState } from 'preact/hooks';
import type { ClinicApi } from '../clinicApi.ts';
import type { PersonChange } from '../parts/PersonRow.tsx';
import { PeopleScreen } from '../screens/PeopleScreen.tsx';
import { useAsk } from '../useAsk.ts';
import { useLoaded } from '../useLoaded.ts';

export function PeoplePage({ api }: { readonly api: ClinicApi }) {
  const { value, problem, reload } = useLoaded(api.people);
  const save = useAsk();
  const [savingId, setSavingId] = useState<string | null>(null);
  const change = async (personId: string, { desks, languages }: PersonChange) => {
    setSavingId(personId);
    const request = { personId, desks: [...desks], languages: [...languages] };
    if (await save.run(api.setDesks(request))) reload();
    setSavingId(null);
  };
  return (
    <PeopleScreen
      people={value}
      problem={save.problem ?? problem}
      savingId={savingId}
      onSave={(personId, wanted) => void change(personId, wanted)}
      onAgain={() => {
        save.forget();
        reload();
      }}
    />
  );
}
