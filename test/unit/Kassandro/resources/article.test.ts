/** Groups of articles taken apart, whatever their fields are called: the document names none. */
import type { IDataObject } from 'n8n-workflow';
import { articlesOf } from '../../../../nodes/Kassandro/resources/article';

const soup = { _id: 'a', name: 'Suppe', price: 6.5, tags: ['warm'] };
const tea = { _id: 'b', name: 'Tee' };

it.each<[string, IDataObject, IDataObject[]]>([
	[
		'gives each article with its group beside it, though both have the same names',
		{ _id: 'g', name: 'Küche', articles: [soup, tea] },
		[
			{ ...soup, group: { _id: 'g', name: 'Küche' } },
			{ ...tea, group: { _id: 'g', name: 'Küche' } },
		],
	],
	[
		'finds the articles beside lists of texts and empty lists',
		{ id: 1, colours: ['red'], printers: [], artikel: [tea] },
		[{ ...tea, group: { id: 1, colours: ['red'], printers: [] } }],
	],
	['gives nothing for a group without articles', { id: 1, articles: [] }, []],
	['leaves an article alone that comes without a group', soup, [soup]],
	[
		'leaves a record alone whose articles cannot be told from something else',
		{ id: 1, articles: [soup], groups: [tea] },
		[{ id: 1, articles: [soup], groups: [tea] }],
	],
	['leaves something else alone', { value: 5 }, [{ value: 5 }]],
])('%s', (_name, group, expected) => {
	expect(articlesOf(group)).toEqual(expected);
});
