/** Line drawings on a 24 px field, each a path of its own making. */
export const GLYPHS = {
  home: 'M4 11 12 4l8 7M6 9.5V20h12V9.5M10 20v-5h4v5',
  bolt: 'M13 3 5 13.5h6L10.5 21 19 10h-6z',
  rows: 'M4 6h16M4 12h11M4 18h14',
  pulse: 'M3 12h4l2.5-7 5 14 2.5-7h4',
  gauge: 'M4 19V5M4 19h16M8 15l3.5-4 3 2.5L19 8',
  plug: 'M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4',
  gear: 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M18.4 5.6l-2.2 2.2M7.8 16.2l-2.2 2.2',
  menu: 'M4 7h16M4 12h16M4 17h16',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5',
  sliders: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4',
  leave: 'M14 4H6v16h8M10 12h10M17 8.5l3.5 3.5L17 15.5',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'M5 12.5 10 17.5 19 7',
  note: 'M12 11v6M12 7.2v.3M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
  warn: 'M12 4 2.8 20h18.4zM12 10v5M12 17.3v.3',
  stop: 'M8.2 3h7.6L21 8.2v7.6L15.8 21H8.2L3 15.8V8.2zM12 8v5M12 15.8v.3',
  people:
    'M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M3 20c0-3.3 2.7-5.5 6-5.5s6 2.2 6 5.5M16 5.3a3.5 3.5 0 0 1 0 6.4M17.5 15c2.1.7 3.5 2.6 3.5 5',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7.5V12l3 2.5',
  lens: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 20.5 20.5',
  onward: 'M4 12h15M13 6l6 6-6 6',
} as const

export type GlyphName = keyof typeof GLYPHS
