/** Receipts in shapes that the document hardly mentions, drawn where a scenario asks for them. */
import type { Shape } from '../../books/calendar.mts';
import type { Draw } from '../till.mts';
import { CASH_MOVEMENTS } from './cashMovements.mts';
import { COMPOSED } from './composition.mts';
import { MENUS } from './menus.mts';
import { ODD } from './odd.mts';
import { PAID_OWN_WAYS } from './payments.mts';
import { ROUNDED } from './rounding.mts';

const DRAWS: Record<Shape, Draw[]> = {
	rounding: ROUNDED,
	composition: COMPOSED,
	customPayments: PAID_OWN_WAYS,
	cashMovements: CASH_MOVEMENTS,
	menus: MENUS,
	odd: ODD,
};

/** The draws of these shapes, in the order of their list. */
export function drawsOfShapes(shapes: readonly string[]): Draw[] {
	return Object.entries(DRAWS).flatMap(([shape, draws]) => (shapes.includes(shape) ? draws : []));
}
