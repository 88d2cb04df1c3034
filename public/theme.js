// Runs before the first paint, so that a chosen theme never flashes. The choice is written by components/ui/use-theme.ts.
try {
  const theme = localStorage.getItem('millrace-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {}
