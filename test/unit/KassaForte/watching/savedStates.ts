/** Static data as n8n stored it for the version of 2026-11-29, which kept whole answers; recorded, not written. */
import type { IDataObject } from 'n8n-workflow';

/** The long answer that was recorded, with the given status. */
export const longAnswer = (status?: unknown) => ({
	status,
	lines: Array.from({ length: 200 }, (_, n) => ({ n, text: 'Margherita with everything' })),
});

export const saved = (): { orders: IDataObject; infos: IDataObject } => ({
	orders: {
		event: 'orderStatusChanged',
		orders: {
			shop: '2aefc2e183273f2205138cc46ead3635',
			orders: {
				'20260305190412': {
					since: 1772712000000,
					last: { answer: { status: 'waiting', minutes: 30 } },
				},
				'20260305190413': { since: 1772712000000, last: { answer: { status: 'delivered' } } },
				'20260305190414': {
					since: 1772712000000,
					last: { answer: { status: { text: 'waiting' }, lines: longAnswer().lines } },
				},
			},
		},
		handed: 1,
	},
	infos: {
		event: 'shopInfoChanged',
		infos: {
			shop: '2aefc2e183273f2205138cc46ead3635',
			answer: {
				menuLastUpdate: '2026-01-12',
				shopOpenStatus: { delivery: true, pickup: true },
				unavailable: ['23'],
			},
		},
	},
});
