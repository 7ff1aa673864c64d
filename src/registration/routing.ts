import type { ConsultKind } from '../protocol/index.ts';

/** A rule of the deployment: requests that fit go to that clinic. What is not said fits all. */
export interface RequestRoute {
  readonly id: string;
  readonly clinicId: string;
  readonly kind: ConsultKind | null;
  /** As the device registered it. */
  readonly region: string | null;
  /** The TV service in which it happened. */
  readonly service: string | null;
  /** The primary language of BCP 47, such as `it`. */
  readonly language: string | null;
}

/** What a request says of where it comes from. */
export interface RoutedRequest {
  readonly kind: ConsultKind;
  readonly region: string | undefined;
  readonly service: string | undefined;
  readonly language: string;
}

/**
 * The clinic that answers: the device's own, where it has people for such requests; else the first
 * rule that fits; else, as nobody else wants it, its own.
 * @param routes in the order in which they were made
 */
export function answeringClinic(
  own: { readonly clinicId: string; readonly answers: boolean },
  routes: readonly RequestRoute[],
  request: RoutedRequest,
): string {
  if (own.answers) return own.clinicId;
  return routes.find((route) => fits(route, request))?.clinicId ?? own.clinicId;
}

function fits(route: RequestRoute, { kind, region, service, language }: RoutedRequest): boolean {
  return (
    (route.kind ?? kind) === kind &&
    (route.region ?? region) === region &&
    (route.service ?? service) === service &&
    primaryLanguage(route.language ?? language) === primaryLanguage(language)
  );
}

/** The primary subtag of a BCP 47 tag, which is `it` of `it-CH`. */
export function primaryLanguage(language: string): string {
  return (language.split('-')[0] ?? language).toLowerCase();
}
