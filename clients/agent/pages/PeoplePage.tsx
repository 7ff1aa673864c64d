import type { ClinicApi } from '../clinicApi.ts';
import { PeopleScreen } from '../screens/PeopleScreen.tsx';
import { useLoaded } from '../useLoaded.ts';

export function PeoplePage({ api }: { readonly api: ClinicApi }) {
  const { value, problem, reload } = useLoaded(api.people);
  return <PeopleScreen people={value} problem={problem} onAgain={reload} />;
}
