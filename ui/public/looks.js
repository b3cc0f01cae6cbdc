// Runs before the first paint: the theme and the density that the shell read from the shop, so that no other theme flashes.
(() => {
  const looks = globalThis.bazgashtLooks ?? {};
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const root = document.documentElement;
  root.dataset.theme = looks.theme === 'dark' || looks.theme === 'light' ? looks.theme : system;
  root.dataset.density = looks.density === 'compact' ? 'compact' : 'comfortable';
})();
