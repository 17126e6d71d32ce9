// Before anything is drawn, so that a dark room stays dark. A file of its own: the page allows no inline script.
try {
  const chosen = localStorage.getItem('dateline.theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // Storage may be forbidden; then the system's choice holds.
}
