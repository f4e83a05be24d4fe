// Formats dates, in UTC. In Go, a format is an example: Mon Jan 2 15:04:05 MST 2006
// (https://pkg.go.dev/time#pkg-constants).

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const two = (number: number) => String(number).padStart(2, '0')
const twelve = (hour: number) => hour % 12 || 12

const parts: Readonly<Record<string, (date: Date) => string>> = {
  January: (date) => months[date.getUTCMonth()] ?? '',
  Jan: (date) => (months[date.getUTCMonth()] ?? '').slice(0, 3),
  Monday: (date) => days[date.getUTCDay()] ?? '',
  Mon: (date) => (days[date.getUTCDay()] ?? '').slice(0, 3),
  MST: () => 'UTC',
  'Z07:00': () => 'Z',
  Z0700: () => 'Z',
  '-07:00': () => '+00:00',
  '-0700': () => '+0000',
  2006: (date) => String(date.getUTCFullYear()),
  '01': (date) => two(date.getUTCMonth() + 1),
  '02': (date) => two(date.getUTCDate()),
  _2: (date) => String(date.getUTCDate()).padStart(2, ' '),
  '03': (date) => two(twelve(date.getUTCHours())),
  '04': (date) => two(date.getUTCMinutes()),
  '05': (date) => two(date.getUTCSeconds()),
  '06': (date) => two(date.getUTCFullYear() % 100),
  15: (date) => two(date.getUTCHours()),
  PM: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  pm: (date) => (date.getUTCHours() < 12 ? 'am' : 'pm'),
  '.000': (date) => `.${String(date.getUTCMilliseconds()).padStart(3, '0')}`,
  1: (date) => String(date.getUTCMonth() + 1),
  2: (date) => String(date.getUTCDate()),
  3: (date) => String(twelve(date.getUTCHours())),
  4: (date) => String(date.getUTCMinutes()),
  5: (date) => String(date.getUTCSeconds()),
}

const pattern =
  /January|Jan|Monday|Mon|MST|Z07:00|Z0700|-07:00|-0700|2006|\.000|_2|0[1-6]|15|PM|pm|[1-5]/g

export function formatDate(layout: string, date: Date): string {
  return layout.replaceAll(pattern, (part) => parts[part]?.(date) ?? part)
}
