/** The action nodes, each with its folder, its table and its description. */
import type { INodeTypeDescription } from 'n8n-workflow';

import { CassaNova } from '../../../nodes/CassaNova/CassaNova.node';
import { cassaNova } from '../../../nodes/CassaNova/api';
import { KassaForte } from '../../../nodes/KassaForte/KassaForte.node';
import { kassaForte } from '../../../nodes/KassaForte/api';
import { Kassandro } from '../../../nodes/Kassandro/Kassandro.node';
import { kassandro } from '../../../nodes/Kassandro/api';
import type { Api } from '../../../nodes/shared/table/types';

export const nodes: Array<{ folder: string; api: Api; description: INodeTypeDescription }> = [
	{ folder: 'CassaNova', api: cassaNova, description: new CassaNova().description },
	{ folder: 'KassaForte', api: kassaForte, description: new KassaForte().description },
	{ folder: 'Kassandro', api: kassandro, description: new Kassandro().description },
];
