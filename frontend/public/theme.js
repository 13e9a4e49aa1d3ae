// Before the first paint: the theme that was chosen, else the system's. (A file of its own: the content security policy allows no inline script.)
(() => {
  const chosen = localStorage.getItem('strato-theme');
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  document.querySelector('meta[name="theme-color"]').content = dark ? '#141a20' : '#f6f8f9';
})();
