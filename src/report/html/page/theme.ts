import { byId } from "./elements.ts";

const systemDark = window.matchMedia("(prefers-color-scheme: dark)");

/** Whether the page is dark now: by the reader's choice, else by the system's. */
export function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme === undefined ? systemDark.matches : theme === "dark";
}

/** Connects the toggle. @returns where to register what follows a change */
export function listenToTheme(): (listener: () => void) => void {
  const listeners: (() => void)[] = [];
  const toggle = byId("theme");
  const showState = () => toggle.setAttribute("aria-pressed", String(isDark()));
  const changed = () => {
    showState();
    for (const listener of listeners) listener();
  };
  toggle.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    changed();
  });
  systemDark.addEventListener("change", changed);
  showState();
  return (listener) => listeners.push(listener);
}
