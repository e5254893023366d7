// PolshSystem
