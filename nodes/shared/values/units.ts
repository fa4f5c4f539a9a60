/** The units of moments, days and money: plain numbers and texts, named so that signatures say them. */

/** A day of the calendar, `YYYY-MM-DD`. */
export type Day = string;

/** A time of day, `HH:mm`, from 00:00 to 23:59. */
export type TimeOfDay = string;

/** A moment as ISO text with its offset or `Z`: `2026-03-05T14:30:00+01:00`. */
export type IsoMoment = string;

/** A date and time as a shop's clock shows it, without an offset: `2026-03-05T14:30:00`. */
export type LocalTime = string;

/** A moment in milliseconds since 1970-01-01T00:00Z. */
export type EpochMs = number;

/** A length of time in milliseconds. */
export type Milliseconds = number;

/** Money in whole cents of a euro; below zero where it is given back. */
export type Cents = number;

/** Money in euros as text with two decimals, `-12.50`. */
export type Euros = string;

/** Money in euros as a number of JSON, for an API that takes no text: it is written and never computed with. */
export type JsonEuros = number;

/** A percentage as exact decimal text, `22` or `5.5`. */
export type Percent = string;
