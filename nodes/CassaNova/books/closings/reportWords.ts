/** What a report says of business days that end with closings, in each language. */
import { writtenOut } from '../../../shared/books/bookingTexts';
import type { InAllLanguages } from '../../../shared/books/types';
import type { Day, TimeOfDay } from '../../../shared/values/units';
import { LONGEST_OPEN_DAYS } from './closingDays';

/** By what isn't right; shops come with the number of their documents in brackets. */
export const REPORT = {
	missingList: (hour: TimeOfDay): InAllLanguages => ({
		en: `CassaNova doesn't give the closings of this account, so business days end at ${hour} here. Ask CassaNova for them, and read these days again.`,
		de: `CassaNova gibt die Abschlüsse dieses Kontos nicht her, daher enden die Geschäftstage hier um ${hour}. Fragen Sie bei CassaNova nach und lesen Sie diese Tage noch einmal.`,
		it: `CassaNova non fornisce le chiusure di questo account, quindi qui le giornate finiscono alle ${hour}. Chiederle a CassaNova e leggere di nuovo questi giorni.`,
	}),
	unreadClosings: (count: number): InAllLanguages => ({
		en: `Closings that don't tell their shop or time, and end no day here: ${count}. Look at them in CassaNova.`,
		de: `Abschlüsse ohne Geschäft oder Uhrzeit, die hier keinen Tag beenden: ${count}. Sehen Sie sie in CassaNova an.`,
		it: `Chiusure senza negozio o senza ora, che qui non concludono nessuna giornata: ${count}. Verificarle in CassaNova.`,
	}),
	pending: (shops: string): InAllLanguages => ({
		en: `Not closed yet: ${shops}. Read these days again after the closing.`,
		de: `Noch nicht abgeschlossen: ${shops}. Lesen Sie diese Tage nach dem Abschluss noch einmal.`,
		it: `Non ancora chiuso: ${shops}. Leggere di nuovo questi giorni dopo la chiusura.`,
	}),
	left: (shops: string): InAllLanguages => ({
		en: `No closing within ${LONGEST_OPEN_DAYS} days: ${shops}. See in CassaNova whether one is missing.`,
		de: `Kein Abschluss innerhalb von ${LONGEST_OPEN_DAYS} Tagen: ${shops}. Sehen Sie in CassaNova nach, ob einer fehlt.`,
		it: `Nessuna chiusura entro ${LONGEST_OPEN_DAYS} giorni: ${shops}. Verificare in CassaNova se ne manca una.`,
	}),
	moved: (soldOn: Day, shops: string): InAllLanguages => ({
		en: `Sold on ${writtenOut('en', soldOn)} and closed later, so booked here: ${shops}. If that day was handed on before, read it again, too.`,
		de: `Am ${writtenOut('de', soldOn)} verkauft und später abgeschlossen, daher hier gebucht: ${shops}. Wurde jener Tag schon weitergegeben, lesen Sie auch ihn noch einmal.`,
		it: `Venduto il ${writtenOut('it', soldOn)} e chiuso più tardi, quindi registrato qui: ${shops}. Se quel giorno è già stato consegnato, leggere di nuovo anche quello.`,
	}),
};
