// PolshText
