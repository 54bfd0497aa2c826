// The only script of ours: the clipboard and what the browser remembers of the theme.
window.fleet = {
  copy: (text) => navigator.clipboard.writeText(text),
  // Called once the page answers to clicks; before that it is only a picture sent by the server.
  dark: () => {
    document.documentElement.dataset.live = "yes";
    const stored = localStorage.getItem("fleet-dark");
    return stored === null ? window.matchMedia("(prefers-color-scheme: dark)").matches : stored === "1";
  },
  keepDark: (dark) => localStorage.setItem("fleet-dark", dark ? "1" : "0"),
};
