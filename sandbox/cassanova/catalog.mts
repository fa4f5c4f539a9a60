/** What the sandbox's CassaNova account holds at the start: shops, taxes, departments, products. */
import type { Random } from '../core/random.mts';
import type { Fields, Kept, Records } from './records.mts';

/** The account's shops. Their ids are CassaNova's Longs; nothing else names a shop on a receipt. */
export const SALES_POINTS = [
	{
		id: 4711,
		name: 'Bar Centrale Bologna',
		description: 'Bar e tavola calda',
		latitude: 44.4938,
		longitude: 11.3387,
		brand: 'Bar Centrale',
		street: 'Via Rizzoli 8',
		city: 'Bologna',
		zipcode: '40125',
		district: 'BO',
		country: 'IT',
		vatNumber: '01234567890',
		taxCode: '01234567890',
		phoneNumber: '+39 051 000001',
		email: 'bologna@example.com',
	},
	{
		id: 4712,
		name: 'Trattoria Navigli',
		description: null,
		latitude: 45.4503,
		longitude: 9.1706,
		brand: 'Bar Centrale',
		street: 'Ripa di Porta Ticinese 21',
		city: 'Milano',
		zipcode: '20143',
		district: 'MI',
		country: 'IT',
		vatNumber: '01234567890',
		taxCode: '01234567890',
		phoneNumber: '+39 02 000002',
		email: 'milano@example.com',
	},
	{
		id: 5020,
		name: 'Bottega Trastevere',
		description: 'Gastronomia e regali',
		latitude: 41.8892,
		longitude: 12.4708,
		brand: null,
		street: 'Via della Lungaretta 14',
		city: 'Roma',
		zipcode: '00153',
		district: 'RM',
		country: 'IT',
		vatNumber: '01234567890',
		taxCode: '01234567890',
		phoneNumber: null,
		email: null,
	},
] as const;

const TAXES: Array<[description: string, rate: number]> = [
	['IVA 22%', 22],
	['IVA 10%', 10],
	['IVA 5%', 5],
	['IVA 4%', 4],
	['Esente art. 10', 0],
	['Compensazione 8,8%', 8.8],
	['IVA 22% regali', 22],
];

const DEPARTMENTS: Array<[description: string, tax: string, color: string]> = [
	['Ristorazione', 'IVA 10%', 'e8864a'],
	['Bevande', 'IVA 10%', '70a8eb'],
	['Alcolici', 'IVA 22%', 'ae7ff9'],
	['Gastronomia', 'IVA 10%', '98c32c'],
	['Pane e latte', 'IVA 4%', 'ffd993'],
	['Erbe aromatiche', 'IVA 5%', '49b76c'],
	['Ortofrutta del contadino', 'Compensazione 8,8%', '61c0b6'],
	['Regali', 'IVA 22% regali', 'd177ab'],
	['Servizi esenti', 'Esente art. 10', 'cccccc'],
];

/** Category, product, department, price, and `kg` when it is sold by weight. */
const PRODUCTS: Array<[string, string, string, number, 'kg'?]> = [
	['Caffetteria', 'Caffè espresso', 'Bevande', 1.3],
	['Caffetteria', 'Cappuccino', 'Bevande', 1.7],
	['Caffetteria', 'Caffè macchiato', 'Bevande', 1.4],
	['Caffetteria', 'Tè caldo', 'Bevande', 2.2],
	['Caffetteria', 'Cornetto', 'Ristorazione', 1.5],
	['Bibite', 'Acqua minerale 0,5 l', 'Bevande', 1.2],
	['Bibite', 'Chinotto', 'Bevande', 3],
	['Bibite', "Spremuta d'arancia", 'Bevande', 3.8],
	['Vini e birre', 'Calice di Sangiovese', 'Alcolici', 5.5],
	['Vini e birre', 'Birra media', 'Alcolici', 5.9],
	['Vini e birre', 'Spritz', 'Alcolici', 7.5],
	['Vini e birre', 'Bottiglia di Lambrusco', 'Alcolici', 14.9],
	['Primi', 'Tagliatelle al ragù', 'Ristorazione', 12.5],
	['Primi', 'Tortellini in brodo', 'Ristorazione', 13.9],
	['Primi', 'Spaghetti alla carbonara', 'Ristorazione', 11.8],
	['Secondi', 'Cotoletta alla milanese', 'Ristorazione', 18.9],
	['Secondi', 'Saltimbocca alla romana', 'Ristorazione', 17.5],
	['Secondi', 'Orata al forno', 'Ristorazione', 21.4],
	['Contorni', 'Insalata mista', 'Ristorazione', 5.3],
	['Contorni', 'Patate al forno', 'Ristorazione', 4.95],
	['Pizze', 'Pizza margherita', 'Ristorazione', 7.9],
	['Pizze', 'Pizza diavola', 'Ristorazione', 9.45],
	['Dolci', 'Tiramisù', 'Ristorazione', 6.2],
	['Dolci', 'Panna cotta', 'Ristorazione', 5.75],
	['Salumi e formaggi', 'Prosciutto di Parma', 'Gastronomia', 32.9, 'kg'],
	['Salumi e formaggi', 'Parmigiano Reggiano', 'Pane e latte', 21.35, 'kg'],
	['Salumi e formaggi', 'Mortadella', 'Gastronomia', 15.99, 'kg'],
	['Pane', 'Pane casereccio', 'Pane e latte', 4.15, 'kg'],
	['Pane', 'Latte fresco 1 l', 'Pane e latte', 1.89],
	['Erbe', 'Basilico in vaso', 'Erbe aromatiche', 2.49],
	['Ortofrutta', 'Pomodori del contadino', 'Ortofrutta del contadino', 3.33, 'kg'],
	['Regali', 'Tazza Bar Centrale', 'Regali', 9.99],
	['Regali', 'Cesto natalizio', 'Regali', 49.9],
	['Servizi', 'Corso di degustazione', 'Servizi esenti', 35],
];

const MENU: [category: string, product: string, department: string, price: number] = [
	'Menù',
	'Menù di mezzogiorno',
	'Ristorazione',
	14.5,
];

const CUSTOMERS: Array<[name: string, gender: 'FEMALE' | 'MALE', city: string, district: string]> =
	[
		['Giulia Ferri', 'FEMALE', 'Bologna', 'BO'],
		['Marco Bellini', 'MALE', 'Milano', 'MI'],
		['Chiara Conti', 'FEMALE', 'Roma', 'RM'],
		['Luca Moretti', 'MALE', 'Modena', 'MO'],
		['Sofia Galli', 'FEMALE', 'Bologna', 'BO'],
		['Paolo Rinaldi', 'MALE', 'Monza', 'MB'],
	];

const ORGANIZATIONS: Array<[name: string, vatNumber: string, city: string, district: string]> = [
	['Studio Verdi e Associati', '09876543210', 'Bologna', 'BO'],
	['Officine Lombarde S.r.l.', '11223344556', 'Milano', 'MI'],
	['Scuola di Cucina Tevere', '66554433221', 'Roma', 'RM'],
];

const SUPPLIERS: Array<[name: string, vatNumber: string]> = [
	['Torrefazione Adriatica', '12121212121'],
	['Caseificio del Secchia', '34343434343'],
	['Cantina dei Colli', '56565656565'],
];

const SWITCHES = {
	enableForRisto: true,
	enableForSale: true,
	enableForECommerce: false,
	enableForMobileCommerce: false,
	enableForSelfOrderMenu: true,
	enableForKiosk: false,
};

/** Modifiers of the coffee bar: text, and either a price in euros or a percentage. */
const EXTRAS: Array<[value: string, price: Fields]> = [
	['Latte di soia', { price: 0.3 }],
	['Doppio', { percentagePrice: 80 }],
	['Senza zucchero', { price: 0 }],
	['Ridotto', { percentagePrice: -15 }],
	['Da asporto', { price: -0.1 }],
];

/** Fills an empty store; also makes one product with variants and one menu. */
export function fillCatalog(records: Records, random: Random): void {
	const taxes = new Map<string, Kept>();
	for (const [description, rate] of TAXES) {
		taxes.set(description, records.add('tax', { description, rate }));
	}
	const departments = new Map<string, Kept>();
	for (const [description, tax, color] of DEPARTMENTS) {
		const department = {
			description,
			descriptionLabel: description,
			descriptionReceipt: description.toUpperCase(),
			idTax: taxes.get(tax)?.id,
			color,
		};
		departments.set(description, records.add('department', department));
	}
	const extras = records.add('option', {
		description: 'Aggiunte',
		values: EXTRAS.map(([value, { price }], position) => ({
			type: price === 0 ? 'NEUTRAL' : 'POSITIVE',
			value,
			position,
		})),
	});
	const sizes = records.add('option', {
		description: 'Taglia',
		values: ['S', 'M', 'L'].map((value, position) => ({ type: 'NEUTRAL', value, position })),
	});
	const modifiers = [
		{
			idOption: extras.id,
			position: 0,
			values: (extras.values as Fields[]).map(({ id }, index) => ({
				idValue: id,
				...EXTRAS[index]?.[1],
			})),
		},
	];

	const categories = new Map<string, Kept>();
	const categoryOf = (description: string): Kept => {
		const known = categories.get(description);
		if (known) return known;
		const more = description === 'Caffetteria' ? { modifiers } : {};
		const made = records.add('category', { description, ...SWITCHES, ...more });
		categories.set(description, made);
		return made;
	};
	const addProduct = (
		[category, description, department, price]: readonly [string, string, string, number],
		more: Fields,
	): Kept =>
		records.add('product', {
			description,
			descriptionLabel: description.slice(0, 20),
			descriptionExtended: description,
			descriptionReceipt: description.toUpperCase(),
			internalId: `P${records.all('product').length + 1}`,
			idDepartment: departments.get(department)?.id,
			idCategory: categoryOf(category).id,
			soldByWeight: false,
			multivariant: false,
			...SWITCHES,
			prices: [{ idSalesMode: null, idSalesPoint: null, value: price }],
			...more,
		});
	for (const [category, description, department, price, unit] of PRODUCTS) {
		addProduct([category, description, department, price], {
			soldByWeight: unit === 'kg',
			barcodes: [
				{
					value: `80${random.int(10_000_000_000, 99_999_999_999)}`,
					format: 'EAN13',
					salable: true,
				},
			],
		});
	}
	addProduct(MENU, { menu: true });

	const sizeIds = (sizes.values as Fields[]).map(({ id }) => id);
	const shirt = addProduct(['Regali', 'Maglietta Bar Centrale', 'Regali', 19.9], {
		multivariant: true,
		attributes: [
			{ idOption: sizes.id, position: 0, values: sizeIds.map((idValue) => ({ idValue })) },
		],
	});
	sizeIds.forEach((idOptionValue, index) => {
		const size = 'SML'[index];
		const variant = {
			description: `Maglietta Bar Centrale ${size}`,
			descriptionReceipt: `MAGLIETTA ${size}`,
			internalId: `T-${size}`,
			attributes: [{ idOption: sizes.id, idOptionValue }],
		};
		records.add('productVariant', variant, shirt.id);
	});

	for (const description of ['Asporto', 'Happy hour']) records.add('salesMode', { description });
	for (const [name, vatNumber, city, district] of ORGANIZATIONS) {
		const organization = { name, vatNumber, city, district, address: 'Via Roma 1', country: 'IT' };
		records.add('organization', { ...organization, zipcode: '00100' });
	}
	CUSTOMERS.forEach(([name, gender, city, district], index) => {
		records.add('customer', {
			name,
			gender,
			city,
			district,
			dateOfBirth: `19${70 + index}-0${index + 1}-15`,
			address: `Via Garibaldi ${index + 1}`,
			zipcode: '00100',
			country: 'IT',
			externalId: `CL-${index + 1}`,
		});
	});
	for (const [name, vatNumber] of SUPPLIERS) records.add('supplier', { name, vatNumber });
}

/** Adds products like the first one: numbered from 1, with internal IDs G1, G2 … and barcodes of their own. */
export function growCatalog(records: Records, count: number): void {
	const [model] = records.all('product');
	if (!model) return;
	const { id: _id, lastUpdate: _lastUpdate, ...fields } = model;
	for (let number = 1; number <= count; number++) {
		records.add('product', {
			...fields,
			description: `Prodotto ${number}`,
			internalId: `G${number}`,
			barcodes: [{ value: String(2_000_000_000_000 + number), format: 'EAN13', salable: true }],
		});
	}
}
