// PolshShell
