/** A page that leads to the apps, for somebody who opened the server's bare address. */
export function listOfApps(
  apps: readonly { readonly folder: string; readonly title: string; readonly lead: string }[],
): string {
  const items = apps.map(
    ({ folder, title, lead }) => `<li><a href="/${folder}/">${title}</a><p>${lead}</p></li>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Housecall</title>
<link rel="icon" href="/tv/icon.svg">
<link rel="stylesheet" href="${stylePath}">
<main>
<h1>Housecall</h1>
<ul>${items.join('')}</ul>
</main>
</html>
`;
}

/** Where the page's style is: the content security policy allows none within a page. */
export const stylePath = '/apps.css';

/** In the colours of the apps. */
export const style = `:root {
  color-scheme: light dark;
  --background: #f8f4ec;
  --surface: #fffdf9;
  --text: #1c2426;
  --soft: #455055;
  --line: #d9d1c2;
  --accent: #0a544e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --background: #12181a;
    --surface: #1a2225;
    --text: #f6f1e6;
    --soft: #c3c7c2;
    --line: #344146;
    --accent: #86dccb;
  }
}
body {
  display: grid;
  place-items: center;
  min-height: 100vh;
  margin: 0;
  background: var(--background);
  color: var(--text);
  font: 1.125rem/1.45 "Segoe UI", "Helvetica Neue", sans-serif;
}
main {
  width: min(34rem, calc(100vw - 3rem));
}
h1 {
  margin: 0 0 1.5rem;
  color: var(--accent);
}
ul {
  display: grid;
  gap: 1rem;
  margin: 0;
  padding: 0;
  list-style: none;
}
li {
  position: relative;
  padding: 1.25rem 1.5rem;
  border: 1px solid var(--line);
  border-radius: 0.75rem;
  background: var(--surface);
}
li:hover,
li:focus-within {
  border-color: var(--accent);
}
a {
  color: var(--accent);
  font-size: 1.375rem;
  font-weight: 600;
}
a::after {
  content: "";
  position: absolute;
  inset: 0;
}
p {
  margin: 0.25rem 0 0;
  color: var(--soft);
}
`;
