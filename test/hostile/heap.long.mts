/** Every row against every answer that is too much: with a heap of 512 MB, none ends n8n's process. */
import { large } from './large.mts';
import { testRows, useShop } from './testRows.mts';

testRows({ ...useShop(), hostiles: large });
