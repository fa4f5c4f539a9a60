/** Waits for work, or leaves it when a signal fires. */

/**
 * What becomes of work that was left is nobody's concern.
 * @param reason the error to leave with; undefined where there is cause to stay after all
 * @throws that error, or what the work threw
 */
export async function orLeave<T>(
	work: Promise<T>,
	signal: AbortSignal,
	reason: () => Error | undefined,
): Promise<T> {
	let leave: (() => void) | undefined;
	const left = new Promise<never>((_resolve, reject) => {
		leave = () => {
			const error = reason();
			if (error) reject(error);
		};
		if (signal.aborted) leave();
		else signal.addEventListener('abort', leave, { once: true });
	});
	try {
		return await Promise.race([left, work]);
	} finally {
		if (leave) signal.removeEventListener('abort', leave);
	}
}
