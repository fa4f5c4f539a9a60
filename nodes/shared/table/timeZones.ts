/** The list of time zones for the panel. */
import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

/** Every IANA zone that this n8n knows, by name. */
export async function getTimeZones(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return Intl.supportedValuesOf('timeZone').map((zone) => ({
		name: zone.replace(/_/g, ' '),
		value: zone,
	}));
}
