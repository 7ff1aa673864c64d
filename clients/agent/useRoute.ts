import { useLayoutEffect, useState } from 'preact/hooks';
import { type Location, readLocation } from './route.ts';

/**
 * Where the page is. A user code that came in the fragment is taken out of the address bar, and out
 * of the browser's history, before anything else is done.
 */
export function useRoute(): Location {
  const [location, setLocation] = useState(takeLocation);
  // At once: a later effect would miss a change that comes right after the first picture.
  useLayoutEffect(() => {
    const onChange = () => setLocation(takeLocation());
    addEventListener('hashchange', onChange);
    return () => removeEventListener('hashchange', onChange);
  }, []);
  return location;
}

function takeLocation(): Location {
  const location = readLocation(window.location.hash);
  if (window.location.hash.includes('=')) {
    history.replaceState(null, '', `#${location.route ?? ''}`);
  }
  return location;
}
